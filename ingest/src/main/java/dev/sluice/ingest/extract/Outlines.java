package dev.sluice.ingest.extract;

/**
 * Counts the lines of a drawing, and those of its outlines that may be glyphs: small, and of many pieces. Shapes of a
 * chart have few pieces, borders and maps are large.
 */
final class Outlines {
    private static final int PIECES_OF_A_GLYPH = 8;
    /** Points: a letter of half a page's width is no running text. */
    private static final float LARGEST_GLYPH = 30;

    private static final int GLYPHS_OF_A_SIGN = 3;
    private static final int MAX_LINES = 60;
    /** More outlines of the size and kind of letters than marks of a chart and a small sign have. */
    private static final int MAX_OUTLINED = 20;
    /** Rules, frames and charts beside text; a glyph drawn as an outline has some twenty lines and no character. */
    private static final int LINES_PER_CHARACTER = 2;

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

    /** Adds a drawing that has ended; one of few outlines is a sign, and counts as one. */
    void add(Outlines drawing) {
        lines += drawing.lines;
        glyphs += drawing.glyphs > GLYPHS_OF_A_SIGN ? drawing.glyphs : Math.min(1, drawing.glyphs);
    }

    /** Whether the drawing may be writing, beside so many characters of text. */
    boolean mayBeWriting(int characters) {
        return hasManyGlyphs() || lines > MAX_LINES + (long) LINES_PER_CHARACTER * characters;
    }

    /** Whether more outlines than a sign or a chart has may be glyphs. */
    boolean hasManyGlyphs() {
        return glyphs > MAX_OUTLINED;
    }
}
