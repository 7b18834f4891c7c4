package dev.sluice.policy;

/**
 * A word, number, quoted text or sign of Cedar text.
 *
 * @param start offset of its first character
 * @param end offset behind its last character
 * @param line from 1
 */
record CedarToken(Kind kind, String text, int start, int end, int line) {
    enum Kind {
        WORD,
        NUMBER,
        QUOTED,
        SIGN
    }

    boolean is(String sign) {
        return kind != Kind.QUOTED && text.equals(sign);
    }

    boolean isAny(String... signs) {
        for (String sign : signs) {
            if (is(sign)) {
                return true;
            }
        }
        return false;
    }

    /** What stands between the quotation marks. */
    String quoted() {
        return text.substring(1, text.length() - 1);
    }
}
