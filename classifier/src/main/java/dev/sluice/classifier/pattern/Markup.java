package dev.sluice.classifier.pattern;

/** Tags of markup that stand between a label and its value: {@code License plate: <b>7ABC449</b>}. */
final class Markup {
    private static final int LONGEST_TAG = 12;

    private Markup() {}

    /** The sign that closes the tag which begins at the token, or -1 if none begins. */
    static int tagEnd(Scan scan, int token) {
        int name = scan.isSign(token + 1, '/') ? token + 2 : token + 1;
        if (!scan.isSign(token, '<') || !scan.touches(token + 1) || !scan.touches(name) || !scan.isWord(name)) {
            return -1;
        }
        if (scan.touches(name + 1) && !scan.isSign(name + 1, '>') && !scan.isSign(name + 1, '/')) {
            return -1;
        }
        for (int i = name + 1; i <= name + LONGEST_TAG && !scan.isBreak(i) && !scan.isSign(i, '<'); i++) {
            if (scan.isSign(i, '>')) {
                return i;
            }
        }
        return -1;
    }
}
