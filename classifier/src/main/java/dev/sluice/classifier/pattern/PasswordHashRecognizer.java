package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * Hashes of passwords as systems keep them: {@code $scheme$salt$hash} of crypt(5) and the PHC string format, in
 * {@code /etc/shadow}, {@code .htpasswd}, configurations of routers and tables of users.
 */
final class PasswordHashRecognizer implements Recognizer {
    private static final int REACH = 64;
    private static final int LONGEST = 200;
    private static final int SHORTEST_HASH = 20;
    private static final WordTable SCHEMES = WordTable.of(
            "$1$ $2$ $2a$ $2b$ $2x$ $2y$ $5$ $6$ $7$ $8$ $9$ $y$ $gy$ $apr1$ $argon2i$ $argon2d$ $argon2id$ $scrypt$ $p$ $h$ $s$ $sha1$ "
                    + "$md5$ $bcrypt$");

    @Override
    public String name() {
        return "password-hash";
    }

    @Override
    public long triggers() {
        return Cue.CODE.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        if (!scan.isSign(token - 1, '$') || !scan.touches(token)) {
            return;
        }
        NormalText text = scan.text;
        int at = scan.tokens.start[token] - 1;
        int start = at;
        while (start > 0
                && at - start < REACH
                && text.at(start - 1) > ' '
                && text.at(start - 1) != ':'
                && text.at(start - 1) != '"') {
            start--;
        }
        int end = start;
        int dollars = 0;
        int last = start;
        int second = -1;
        while (end < text.length() && end - start < LONGEST && isPart(text.at(end))) {
            if (text.at(end) == '$') {
                dollars++;
                last = end;
                second = dollars == 2 ? end : second;
            }
            end++;
        }
        scan.spend((end - start) / 4);
        boolean scheme = dollars >= 2 && text.at(start) == '$' && SCHEMES.value(text, start, second + 1) > 0;
        if (scheme && end - last > SHORTEST_HASH && isMixed(text, last + 1, end)) {
            scan.emitUnits(FindingType.SECRET, start, end, 0.9);
        }
    }

    private static boolean isPart(char c) {
        return c < 0x80 && (Units.isLetterOrDigit(c) || "$./+=,-_".indexOf(c) >= 0);
    }

    /** Not the row of one letter that a manual shows. */
    private static boolean isMixed(NormalText text, int start, int end) {
        return text.slice(start, end).chars().distinct().count() > 6;
    }
}
