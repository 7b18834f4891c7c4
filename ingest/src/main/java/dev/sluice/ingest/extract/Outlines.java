package dev.sluice.ingest.extract;

/**
 * Counts the lines of a drawing, and those of its outlines that may be glyphs: small, and of many pieces. Shapes of a
 * chart have few pieces, borders and maps are large.
 */
final class Outlines {
    private static final int PIECES_OF_A_GLYPH = 8;
    /** Points: a letter of half a page's width is no running text. */
    private static final float LARGEST_GLYPH = 30;

    private int lines;
    private int glyphs;
    private int pieces;
    private float left;
    private float right;
    private float bottom;
    private float top;

    /** Begins an outline; what went before has ended. */
    void begin(float x, float y) {
        end();
        left = x;
        right = x;
        bottom = y;
        top = y;
    }

    /** A line or curve to a point. */
    void to(float x, float y) {
        lines++;
        pieces++;
        left = Math.min(left, x);
        right = Math.max(right, x);
        bottom = Math.min(bottom, y);
        top = Math.max(top, y);
    }

    /** A rectangle: a rule, a frame, a bar, a module of a printed code. */
    void rectangle() {
        lines++;
    }

    void end() {
        if (pieces >= PIECES_OF_A_GLYPH && right - left <= LARGEST_GLYPH && top - bottom <= LARGEST_GLYPH) {
            glyphs++;
        }
        pieces = 0;
    }

    /** Lines, curves and rectangles so far. */
    int lines() {
        return lines;
    }

    /** Outlines so far that may be glyphs. */
    int glyphs() {
        return glyphs;
    }
}
