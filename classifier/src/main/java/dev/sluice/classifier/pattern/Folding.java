package dev.sluice.classifier.pattern;

import java.text.Normalizer;

/** Makes characters plain: one table for letters, rules for digits, spaces, dashes and quotes. */
final class Folding {
    /** Answer for a character that is not seen, such as a zero-width joiner or a soft hyphen. */
    static final int DROP = -1;

    private static final char[] LETTERS = letters();

    private static final char[] ADDITIONAL = additional();

    private Folding() {}

    /** Lower case without accent; one unit stays one unit. */
    static char fold(char c) {
        if (c < LETTERS.length) {
            return LETTERS[c];
        }
        if (c >= 0x1E00 && c <= 0x1EFF) {
            return ADDITIONAL[c - 0x1E00];
        }
        return Character.toLowerCase(c);
    }

    /** The plain form of a code point, or {@link #DROP}. */
    static int plain(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint;
        }
        if (codePoint > 0xE0020 && codePoint < 0xE007F) {
            return codePoint - 0xE0000;
        }
        switch (Character.getType(codePoint)) {
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {
                return DROP;
            }
            case Character.SPACE_SEPARATOR -> {
                return ' ';
            }
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> {
                return '\n';
            }
            case Character.DASH_PUNCTUATION -> {
                return '-';
            }
            case Character.DECIMAL_DIGIT_NUMBER -> {
                return '0' + Character.digit(codePoint, 10);
            }
            default -> {
                return symbol(codePoint);
            }
        }
    }

    /** Whether NFKC may change the code point: presentation forms, enclosed and mathematical letters and the like. */
    static boolean hasCompatibilityForm(int codePoint) {
        return codePoint >= 0x2070 && codePoint <= 0x24FF
                || codePoint >= 0xFB00 && codePoint <= 0xFB06
                || codePoint >= 0xFF00 && codePoint <= 0xFFEF
                || codePoint >= 0x1D400 && codePoint <= 0x1D7FF
                || codePoint >= 0x1F100 && codePoint <= 0x1F1FF;
    }

    private static int symbol(int codePoint) {
        return switch (codePoint) {
            case 0x85 -> '\n';
            case 0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0xB4, 0x2BC -> '\'';
            case 0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0xAB, 0xBB -> '"';
            case 0x2212, 0x2011, 0x2043, 0xFE63 -> '-';
            case 0x2024, 0x2027, 0xB7, 0x30FB -> '.';
            case 0x2044, 0x2215 -> '/';
            case 0xA6 -> '|';
            case 0x115F, 0x1160 -> DROP;
            case 0x24FF -> '0';
            default -> enclosed(codePoint);
        };
    }

    /** White on black: circled digits, circled and squared letters, which have no compatibility form. */
    private static int enclosed(int codePoint) {
        if (codePoint >= 0x2776 && codePoint <= 0x277E) {
            return '1' + codePoint - 0x2776;
        }
        if (codePoint >= 0x2780 && codePoint <= 0x2788 || codePoint >= 0x278A && codePoint <= 0x2792) {
            return '1' + (codePoint - 0x2780) % 10;
        }
        if (codePoint >= 0x24F5 && codePoint <= 0x24FD) {
            return '1' + codePoint - 0x24F5;
        }
        if (codePoint >= 0x1F150 && codePoint <= 0x1F169) {
            return 'A' + codePoint - 0x1F150;
        }
        return codePoint >= 0x1F170 && codePoint <= 0x1F189 ? 'A' + codePoint - 0x1F170 : codePoint;
    }

    private static char[] letters() {
        char[] table = new char[0x250];
        for (char c = 0; c < table.length; c++) {
            table[c] = base(Character.toLowerCase(c));
        }
        return table;
    }

    private static char[] additional() {
        char[] table = new char[0x100];
        for (char c = 0; c < table.length; c++) {
            table[c] = base(Character.toLowerCase((char) (c + 0x1E00)));
        }
        return table;
    }

    private static char base(char lower) {
        if (lower < 0x80) {
            return lower;
        }
        String decomposed = Normalizer.normalize(String.valueOf(lower), Normalizer.Form.NFD);
        if (Character.isLetter(lower) && decomposed.charAt(0) < 0x80) {
            return decomposed.charAt(0);
        }
        return switch (lower) {
            case 'ø', 'œ' -> 'o';
            case 'ł' -> 'l';
            case 'ß' -> 's';
            case 'æ' -> 'a';
            case 'þ' -> 't';
            case 'ð', 'đ' -> 'd';
            case 'ı' -> 'i';
            case 'ħ' -> 'h';
            default -> lower;
        };
    }
}
