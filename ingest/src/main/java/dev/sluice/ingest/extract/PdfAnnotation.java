package dev.sluice.ingest.extract;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * What an annotation of a PDF page shows: the text of its appearance, and whether there is more to it than that. Pictures
 * in it are judged as all pictures are.
 */
final class PdfAnnotation {
    /** Marks and icons, whose lines are no writing. What else is drawn with many lines may be a signature. */
    private static final Set<String> MARKS = Set.of(
            "Link",
            "Popup",
            "Text",
            "Highlight",
            "Underline",
            "StrikeOut",
            "Squiggly",
            "Caret",
            "FileAttachment",
            "Line",
            "Square",
            "Circle",
            "Polygon",
            "PolyLine");
    /** Handwriting, and what is played or moved. */
    private static final Set<String> NOT_TEXT = Set.of("Ink", "Sound", "Movie", "Screen", "RichMedia", "3D");

    private static final int LINES_OF_A_FRAME = 24;
    private static final int MOST_PARENTS = 20;

    private final PDAnnotation annotation;
    private final int linesBefore;
    private final GlyphText shown = new GlyphText();

    PdfAnnotation(PDAnnotation annotation, int linesBefore) {
        this.annotation = annotation;
        this.linesBefore = linesBefore;
    }

    /** A glyph of the appearance; text is null where the font does not say which. */
    void glyph(Matrix at, Vector advance, @Nullable String text) {
        shown.glyph(at, advance, text);
    }

    /** What the appearance says beyond the annotation's own contents and the field's value, which are read anyhow. */
    String text() {
        String text = shown.text();
        String known = squeezed(Objects.toString(annotation.getContents(), "") + " " + value());
        return known.contains(squeezed(text)) ? "" : text;
    }

    /** Why it cannot be read as text. */
    Optional<UnreadReason> unread(int linesAfter) {
        String subtype = annotation.getSubtype() == null ? "" : annotation.getSubtype();
        if (NOT_TEXT.contains(subtype)) {
            return Optional.of(UnreadReason.IMAGE_WITHOUT_OCR);
        }
        if (shown.isUnmapped()) {
            return Optional.of(UnreadReason.CHARSET);
        }
        return !MARKS.contains(subtype) && linesAfter - linesBefore > LINES_OF_A_FRAME
                ? Optional.of(UnreadReason.IMAGE_WITHOUT_OCR)
                : Optional.empty();
    }

    private String value() {
        COSDictionary field = annotation.getCOSObject();
        for (int i = 0; field != null && i < MOST_PARENTS; i++) {
            COSBase value = field.getDictionaryObject(COSName.V);
            if (value instanceof COSString text) {
                return text.getString();
            }
            field = field.getCOSDictionary(COSName.PARENT);
        }
        return "";
    }

    private static String squeezed(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    }
}
