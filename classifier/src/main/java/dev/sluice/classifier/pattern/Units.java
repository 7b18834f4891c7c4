package dev.sluice.classifier.pattern;

/** What {@link Character} says of UTF-16 units, by one look into a table: the tier asks it several times for each unit. */
final class Units {
    static final int LETTER = 1;
    static final int DIGIT = 2;
    static final int UPPER = 4;
    static final int LOWER = 8;
    private static final int HEXADECIMAL = 16;
    private static final int BASE64 = 32;
    private static final byte[] KINDS = kinds();

    private Units() {}

    private static byte[] kinds() {
        byte[] kinds = new byte[1 << Character.SIZE];
        for (int unit = 0; unit < kinds.length; unit++) {
            char c = (char) unit;
            kinds[unit] = (byte) ((Character.isLetter(c) ? LETTER : 0)
                    | (Character.isDigit(c) ? DIGIT : 0)
                    | (Character.isUpperCase(c) ? UPPER : 0)
                    | (Character.isLowerCase(c) ? LOWER : 0)
                    | (unit < 0x80 && Character.digit(c, 16) >= 0 ? HEXADECIMAL : 0)
                    | (unit < 0x80 && (Character.isLetterOrDigit(c) || "+/-_".indexOf(c) >= 0) ? BASE64 : 0));
        }
        return kinds;
    }

    /** The bits of what the unit is. */
    static int kind(char c) {
        return KINDS[c];
    }

    /** A hexadecimal digit in ASCII. */
    static boolean isHexadecimal(char c) {
        return (KINDS[c] & HEXADECIMAL) != 0;
    }

    /** A unit of base64 or base64url (RFC 4648), without the equals sign. */
    static boolean isBase64(char c) {
        return (KINDS[c] & BASE64) != 0;
    }

    /** As {@link Character#isLetter(char)}. */
    static boolean isLetter(char c) {
        return (KINDS[c] & LETTER) != 0;
    }

    /** As {@link Character#isDigit(char)}: a decimal digit of any script. */
    static boolean isDigit(char c) {
        return (KINDS[c] & DIGIT) != 0;
    }

    /** As {@link Character#isLetterOrDigit(char)}. */
    static boolean isLetterOrDigit(char c) {
        return (KINDS[c] & (LETTER | DIGIT)) != 0;
    }

    /** As {@link Character#isUpperCase(char)}. */
    static boolean isUpperCase(char c) {
        return (KINDS[c] & UPPER) != 0;
    }

    /** As {@link Character#isLowerCase(char)}. */
    static boolean isLowerCase(char c) {
        return (KINDS[c] & LOWER) != 0;
    }
}
