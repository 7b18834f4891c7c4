package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * Globally routable IP addresses, letter O. Left out: private, loopback, link-local, shared, documentation and multicast
 * ranges (RFC 6890, RFC 5737, RFC 3849), network prefixes, and what reads as a version.
 */
final class IpRecognizer implements Recognizer {
    private static final WordTable VERSIONS = WordTable.of("v version release section rev");
    private static final WordTable EARLIER_VERSIONS = WordTable.of("v version release section");

    @Override
    public String name() {
        return "ip-address";
    }

    @Override
    public long triggers() {
        return Cue.NUMBER.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.length(token) > 3 || !scan.isSign(token + 1, '.') || !scan.touches(token + 1)) {
            return;
        }
        if (token > 0 && scan.touches(token) && (scan.isSign(token - 1, '.') || scan.isWord(token - 1))) {
            return;
        }
        int[] octets = new int[4];
        for (int i = 0; i < 4; i++) {
            int at = token + 2 * i;
            boolean dotted = i == 0 || scan.isSign(at - 1, '.') && scan.touches(at - 1) && scan.length(at - 1) == 1;
            if (!dotted || !scan.isNumber(at) || scan.length(at) > 3 || i > 0 && !scan.touches(at)) {
                return;
            }
            octets[i] = Integer.parseInt(scan.text.slice(scan.tokens.start[at], scan.tokens.end[at]));
            if (octets[i] > 255) {
                return;
            }
        }
        int end = token + 6;
        boolean longer = scan.touches(end + 1)
                && (scan.isSign(end + 1, '.') && scan.isNumber(end + 2) && scan.touches(end + 2)
                        || scan.isWord(end + 1));
        boolean prefix = scan.isSign(end + 1, '/') && scan.isNumber(end + 2);
        if (!longer && !prefix && isGlobal(octets) && !isVersion(scan, token)) {
            scan.emit(FindingType.IP_ADDRESS, token, end, 0.85);
        }
    }

    private static boolean isVersion(Scan scan, int token) {
        return scan.isAnyOf(token - 1, VERSIONS)
                || scan.touches(token)
                        && (scan.isSign(token - 1, '-') || scan.isSign(token - 1, '/') && !scan.isSign(token - 2, '/'))
                || scan.isAnyOf(token - 2, EARLIER_VERSIONS);
    }

    private static boolean isGlobal(int[] octets) {
        int a = octets[0];
        int b = octets[1];
        int c = octets[2];
        boolean reserved = a == 0 || a == 10 || a == 127 || a >= 224;
        boolean shared = a == 100 && b >= 64 && b < 128;
        boolean local = a == 169 && b == 254 || a == 172 && b >= 16 && b < 32 || a == 192 && b == 168;
        boolean documented = a == 192 && b == 0 && (c == 2 || c == 0)
                || a == 198 && b == 51 && c == 100
                || a == 203 && b == 0 && c == 113
                || a == 198 && (b == 18 || b == 19);
        boolean wellKnown =
                a == b && b == c || a == 8 && b == 8 || a == 1 && b == 2 && c == 3 || a == 1 && b == 0 && c == 0;
        boolean smallNumbers = a < 10 && b < 40 && (b < 10 && c < 30 || octets[3] == 0);
        return !reserved && !shared && !local && !documented && !wellKnown && !smallNumbers;
    }
}
