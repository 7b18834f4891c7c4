package dev.sluice.ingest.extract;

import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/** The text of glyphs in the order in which they are drawn, parted where they stand apart. */
final class GlyphText {
    private static final float SPACE = 0.15f;
    private static final float ANOTHER_PLACE = 2;

    private final StringBuilder shown = new StringBuilder();
    private boolean unmapped;
    private float endX;
    private float endY;

    /** A glyph; text is null where the font does not say which. */
    void glyph(Matrix at, Vector advance, @Nullable String text) {
        float em = Math.max(Math.abs(at.getScalingFactorX()), 1e-6f);
        double gap = Math.hypot(at.getTranslateX() - endX, at.getTranslateY() - endY) / em;
        if (!shown.isEmpty() && gap > SPACE) {
            shown.append(gap > ANOTHER_PLACE ? '\n' : ' ');
        }
        if (text == null) {
            unmapped = true;
        } else {
            shown.append(text);
        }
        Matrix end = Matrix.concatenate(at, Matrix.getTranslateInstance(advance.getX(), advance.getY()));
        endX = end.getTranslateX();
        endY = end.getTranslateY();
    }

    String text() {
        return shown.toString().strip();
    }

    int length() {
        return shown.length();
    }

    /** Whether a glyph was drawn of which the font does not say what it is. */
    boolean isUnmapped() {
        return unmapped;
    }
}
