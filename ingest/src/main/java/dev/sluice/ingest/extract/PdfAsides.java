package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Tells of text that stands beside the objects of a PDF, in bytes of a character set that nobody names. */
final class PdfAsides {
    private static final Pattern VERSION = Pattern.compile("PDF-\\d\\.\\d");
    /** What says behind the head that a file is binary (ISO 32000-2 §7.5.2). */
    private static final Pattern MARK = Pattern.compile("[\\x80-\\xff]{1,11}\\s*+");

    private static final int FEWEST_SIGNS = 3;

    private final Consumer<String> told;
    private boolean hasHead;
    private boolean mayBeMark;

    PdfAsides(Consumer<String> told) {
        this.told = told;
    }

    /** Tells of a comment, other than the head, the mark and the end of a file. */
    void comment(String text) {
        boolean mark = mayBeMark && MARK.matcher(text).matches();
        mayBeMark = false;
        if (VERSION.matcher(text).matches()) {
            mayBeMark = !hasHead;
            hasHead = true;
        } else if (!mark && !text.equals("%EOF")) {
            text(text);
        }
    }

    /** Tells of bytes, each a sign here, in their character set where that is certain; one or two signs say nothing. */
    void text(String bytes) {
        String written = StrictText.decode(bytes.getBytes(StandardCharsets.ISO_8859_1), null)
                .orElse(bytes)
                .strip();
        if (written.codePoints().map(PdfAsides::weight).sum() >= FEWEST_SIGNS) {
            told.accept(written);
        }
    }

    /** A sign of some writings is half a name. */
    private static int weight(int sign) {
        boolean syllable =
                Character.isIdeographic(sign) || Character.UnicodeScript.of(sign) == Character.UnicodeScript.HANGUL;
        return syllable ? 2 : Character.isLetterOrDigit(sign) ? 1 : 0;
    }
}
