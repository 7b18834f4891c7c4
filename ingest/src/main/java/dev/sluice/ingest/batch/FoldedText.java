package dev.sluice.ingest.batch;

import java.text.Normalizer;
import java.util.Locale;

/** What a text says, however it is set: compatibility forms and case do not count, and of blanks and controls only that they are there. */
final class FoldedText {
    private static final int BLANKS = 1 << Character.SPACE_SEPARATOR
            | 1 << Character.LINE_SEPARATOR
            | 1 << Character.PARAGRAPH_SEPARATOR
            | 1 << Character.CONTROL
            | 1 << Character.FORMAT
            | 1 << Character.SURROGATE
            | 1 << Character.PRIVATE_USE
            | 1 << Character.UNASSIGNED;
    private static final int ASCII = 0x80;

    private FoldedText() {}

    /** The folded text, without blanks at its ends. */
    static String of(String text) {
        String normal = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder folded = new StringBuilder(normal.length());
        boolean blank = false;
        for (int i = 0; i < normal.length(); ) {
            int c = normal.codePointAt(i);
            i += Character.charCount(c);
            if (isBlank(c)) {
                blank = true;
                continue;
            }
            if (blank && !folded.isEmpty()) {
                folded.append(' ');
            }
            blank = false;
            folded.appendCodePoint(c);
        }
        return folded.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isBlank(int c) {
        return c < ASCII ? c <= ' ' || c == 0x7f : (BLANKS >> Character.getType(c) & 1) != 0;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= ASCII) {
                return false;
            }
        }
        return true;
    }
}
