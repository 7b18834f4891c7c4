package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** IPv6 addresses, letter O, but those of loopback, local use and documentation (RFC 4291, RFC 4193, RFC 3849). */
final class Ipv6Recognizer implements Recognizer {
    private static final int LONGEST = 39;

    @Override
    public String name() {
        return "ipv6-address";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.NUMBER, Cue.CODE);
    }

    @Override
    public void look(Scan scan, int token) {
        int start = scan.tokens.start[token];
        NormalText text = scan.text;
        if (start > 0 && (Units.isLetterOrDigit(text.at(start - 1)) || text.at(start - 1) == ':')) {
            return;
        }
        int group = 0;
        int groups = 0;
        int doubled = 0;
        int end = start;
        while (end < text.length() && end - start <= LONGEST) {
            char c = text.foldedAt(end);
            if (isHex(c)) {
                group++;
            } else if (c == ':' && group > 0) {
                groups++;
                group = 0;
            } else if (c == ':' && end > start && text.at(end - 1) == ':') {
                doubled++;
            } else {
                break;
            }
            if (group > 4) {
                return;
            }
            end++;
        }
        groups += group > 0 ? 1 : 0;
        boolean whole = doubled == 0 ? groups == 8 : doubled == 1 && groups >= 3 && groups < 8;
        boolean glued = end < text.length() && Units.isLetterOrDigit(text.at(end));
        if (whole && !glued && group > 0 && isGlobal(text.slice(start, end))) {
            scan.spend(end - start);
            scan.emitUnits(FindingType.IP_ADDRESS, start, end, 0.85);
        }
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }

    private static boolean isGlobal(String address) {
        String folded = address.toLowerCase(java.util.Locale.ROOT);
        boolean local = folded.startsWith("fe8")
                || folded.startsWith("fc")
                || folded.startsWith("fd")
                || folded.startsWith("ff");
        return !local && !folded.startsWith("2001:db8") && !folded.startsWith("2001:0db8") && !folded.startsWith("0:0");
    }
}
