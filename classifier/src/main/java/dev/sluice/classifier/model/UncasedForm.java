package dev.sluice.classifier.model;

import java.text.Normalizer;

/** What becomes of single characters before words are cut: a table for the common ones, rules for the others. */
final class UncasedForm {
    /** Units below this one have their form in a table; each becomes one unit or none. */
    static final int TABLE = 0x590;
    /** Form of a character that is left out. */
    static final char DROPPED = 0;

    private static final char[] FORMS = forms();

    private UncasedForm() {}

    /** The form of a unit of the table: itself in lower case without accent, a space, or {@link #DROPPED}. */
    static char of(char unit) {
        return FORMS[unit];
    }

    /** Whether a character is left out: controls that part nothing, format characters, what has no meaning yet. */
    static boolean isDropped(int codePoint) {
        if (codePoint == 0xFFFD) {
            return true;
        }
        if (isPartingControl(codePoint)) {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    static boolean isSpace(int codePoint) {
        return isPartingControl(codePoint) || Character.isSpaceChar(codePoint);
    }

    /**
     * Whether a control character stands between words: breaks of lines and pages, separators of records and the filling of
     * their fields. The models of the family leave most of them out and so join the last word of a page to the first of the next.
     */
    static boolean isPartingControl(int codePoint) {
        return codePoint >= '\t' && codePoint <= '\r'
                || codePoint >= 0x1C && codePoint <= 0x1F
                || codePoint == 0
                || codePoint == 0x85;
    }

    /** Whether the character is a word by itself, whatever stands beside it. */
    static boolean isPunctuation(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint > ' ' && codePoint < 0x7F && !Character.isLetterOrDigit(codePoint);
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    /** The blocks of Chinese characters, in which also Japanese and old Korean are written, but not kana and Hangul. */
    static boolean isChinese(int codePoint) {
        return codePoint >= 0x4E00 && codePoint <= 0x9FFF
                || codePoint >= 0x3400 && codePoint <= 0x4DBF
                || codePoint >= 0x20000 && codePoint <= 0x2A6DF
                || codePoint >= 0x2A700 && codePoint <= 0x2B73F
                || codePoint >= 0x2B740 && codePoint <= 0x2B81F
                || codePoint >= 0x2B920 && codePoint <= 0x2CEAF
                || codePoint >= 0xF900 && codePoint <= 0xFAFF
                || codePoint >= 0x2F800 && codePoint <= 0x2FA1F;
    }

    /** Whether a character of a large block surely stays as it is. */
    static boolean isPlain(int codePoint) {
        return codePoint >= 0x4E00 && codePoint <= 0x9FFF || codePoint >= 0x3400 && codePoint <= 0x4DBF;
    }

    private static char[] forms() {
        char[] forms = new char[TABLE];
        for (char unit = 0; unit < TABLE; unit++) {
            forms[unit] = form(unit);
        }
        return forms;
    }

    private static char form(char unit) {
        if (isDropped(unit)) {
            return DROPPED;
        }
        if (isSpace(unit)) {
            return ' ';
        }
        String decomposed = Normalizer.normalize(String.valueOf(unit), Normalizer.Form.NFD);
        char base = decomposed.charAt(0);
        return Character.getType(base) == Character.NON_SPACING_MARK ? DROPPED : Character.toLowerCase(base);
    }
}
