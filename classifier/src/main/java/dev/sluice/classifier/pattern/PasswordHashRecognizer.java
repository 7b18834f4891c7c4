package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * Hashes of passwords as systems keep them: {@code $scheme$salt$hash} of crypt(5) and the PHC string format, in
 * {@code /etc/shadow}, {@code .htpasswd}, configurations of routers and tables of users.
 */
final class PasswordHashRecognizer implements Recognizer {
    private static final int REACH = 64;
    private static final int LONGEST = 200;
    private static final int LONGEST_SCHEME = 12;
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
        int start = start(text, at);
        int end = start;
        int dollars = 0;
        int last = start;
        int second = -1;
        while (end < text.length() && end - start < LONGEST && isPart(text.at(end)) && !isNextCell(text, end)) {
            if (text.at(end) == '$') {
                dollars++;
                last = end;
                second = dollars == 2 ? end : second;
            }
            end++;
        }
        scan.spend((end - start) / 4);
        boolean scheme = dollars >= 2 && SCHEMES.value(text, start, second + 1) > 0;
        if (scheme && end - last > SHORTEST_HASH && isMixed(text, last + 1, end)) {
            scan.emitUnits(FindingType.SECRET, start, end, 0.9);
        }
    }

    /** The first dollar sign of the unbroken row that the one at {@code at} is in, or a later one that begins a scheme. */
    private static int start(NormalText text, int at) {
        int start = at;
        for (int i = at; i >= 0 && at - i < REACH && isPart(text.at(i)); i--) {
            if (text.at(i) == '$') {
                start = i;
                if (i > 0 && (text.at(i - 1) == '=' || text.at(i - 1) == ',') && isScheme(text, i)) {
                    return i;
                }
            }
        }
        return start;
    }

    private static boolean isScheme(NormalText text, int start) {
        int end = start + 1;
        while (end < text.length() && end - start < LONGEST_SCHEME && Units.isLetterOrDigit(text.at(end))) {
            end++;
        }
        return end < text.length() && text.at(end) == '$' && SCHEMES.value(text, start, end + 1) > 0;
    }

    /** A comma that no parameter follows: m=65536,t=3 goes on, a row of a table does not. */
    private static boolean isNextCell(NormalText text, int comma) {
        if (text.at(comma) != ',') {
            return false;
        }
        int end = comma + 1;
        while (end < text.length() && end - comma < LONGEST_SCHEME && Units.isLetter(text.at(end))) {
            end++;
        }
        return end == comma + 1 || end >= text.length() || text.at(end) != '=';
    }

    private static boolean isPart(char c) {
        return c < 0x80 && (Units.isLetterOrDigit(c) || "$./+=,-_".indexOf(c) >= 0);
    }

    /** Not the row of one letter that a manual shows. */
    private static boolean isMixed(NormalText text, int start, int end) {
        return text.slice(start, end).chars().distinct().count() > 6;
    }
}
