package dev.sluice.ingest.extract;

/**
 * The words of a text: runs of letters, marks and digits of any alphabet, and runs of signs that may say something by
 * themselves, as those of Braille, enclosed letters, emoji and private ones.
 */
final class Words {
    private static final int LETTERS_MARKS_NUMBERS = 1 << Character.UPPERCASE_LETTER
            | 1 << Character.LOWERCASE_LETTER
            | 1 << Character.TITLECASE_LETTER
            | 1 << Character.MODIFIER_LETTER
            | 1 << Character.OTHER_LETTER
            | 1 << Character.NON_SPACING_MARK
            | 1 << Character.COMBINING_SPACING_MARK
            | 1 << Character.ENCLOSING_MARK
            | 1 << Character.DECIMAL_DIGIT_NUMBER
            | 1 << Character.LETTER_NUMBER
            | 1 << Character.OTHER_NUMBER;
    private static final int SIGNS = 1 << Character.OTHER_SYMBOL | 1 << Character.PRIVATE_USE;

    private Words() {}

    /** Where the first word at or behind a place begins; the text's length if there is none. */
    static int begin(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (kind(c) != 0) {
                return at;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    /** Where the word that begins at a place ends. */
    static int end(String text, int begin) {
        int at = begin;
        int kind = begin < text.length() ? kind(text.codePointAt(begin)) : 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (kind(c) != kind || kind == 0) {
                return at;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    private static int kind(int c) {
        int type = Character.getType(c);
        return (LETTERS_MARKS_NUMBERS >> type & 1) != 0 ? 1 : (SIGNS >> type & 1) != 0 ? 2 : 0;
    }
}
