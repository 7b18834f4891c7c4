package dev.sluice.classifier.pattern;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Short values in base64 (RFC 4648 §4), of which a word may be made by chance only if it decodes to plain text: what is
 * found in the decoded value is reported where the encoded one stands; a user and password of HTTP (RFC 7617) is a secret.
 */
final class EncodedValueRecognizer implements Recognizer {
    static final int SHORTEST = 12;

    /** Before a user and password. */
    static final String SCHEME = "basic";

    private static final int SHORTEST_LOGIN = 8;
    private static final int LOGIN_REACH = 5;
    private static final int LONGEST = 88;
    private static final int LONGEST_LABEL = 24;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] SIXES = sixes();

    @Override
    public String name() {
        return "encoded-value";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.CODE, Cue.BLOB, Cue.CAPITAL, Cue.ENCODABLE);
    }

    @Override
    public void look(Scan scan, int token) {
        boolean login = scan.isText(token, SCHEME) && scan.isWord(token + 1) && !scan.touches(token + 1);
        if (login) {
            look(scan, token + 1, true);
        } else if (scan.length(token) >= SHORTEST || scan.has(token, Cue.bits(Cue.CODE, Cue.BLOB))) {
            look(scan, token, false);
        }
    }

    private static void look(Scan scan, int token, boolean login) {
        int start = scan.tokens.start[token];
        int end = start;
        while (end < scan.text.length() && end - start < LONGEST && isBase64(scan.text.at(end))) {
            end++;
        }
        while (end < scan.text.length() && end - start < LONGEST && scan.text.at(end) == '=') {
            end++;
        }
        scan.spend((end - start) / 8);
        int length = end - start;
        if (length < (login ? SHORTEST_LOGIN : SHORTEST) || length >= LONGEST || length % 4 == 1) {
            return;
        }
        if (!isPrintable(scan.text, start, end)) {
            return;
        }
        String value = decoded(scan.text.slice(start, end));
        if (value.isEmpty()) {
            return;
        }
        if ((login || isLogin(scan, token)) && value.indexOf(':') > 0) {
            scan.emitUnits(FindingType.SECRET, start, end, 0.9);
            return;
        }
        String label = scan.text.slice(Math.max(0, start - LONGEST_LABEL), start);
        scan.spend(LONGEST);
        for (Finding finding : PatternTier.standard().scan(label + value).findings()) {
            if (finding.end() > label.length()) {
                scan.emitUnits(finding.type(), start, end, Math.min(0.7, finding.confidence()));
            }
        }
    }

    /** {@code "auth": "…"}, as registries of containers and packages keep a user and password. */
    private static boolean isLogin(Scan scan, int token) {
        int at = token - 1;
        while (at > 0
                && (scan.isSign(at, '"') || scan.isSign(at, ':') || scan.isSign(at, '=') || scan.isSign(at, '\''))) {
            at--;
        }
        return at < token - 1 && at >= token - LOGIN_REACH && scan.isText(at, "auth");
    }

    /** Whether all bytes that the run stands for are printable: of words hardly any is, so most end here. */
    private static boolean isPrintable(NormalText text, int start, int end) {
        int bits = 0;
        int count = 0;
        for (int i = start; i < end && text.at(i) != '='; i++) {
            bits = bits << 6 | SIXES[text.at(i)];
            count += 6;
            if (count >= 8) {
                count -= 8;
                int octet = bits >> count & 0xFF;
                if (octet < ' ' || octet >= 0x7F) {
                    return false;
                }
            }
        }
        return true;
    }

    private static byte[] sixes() {
        byte[] sixes = new byte[0x80];
        for (int i = 0; i < ALPHABET.length(); i++) {
            sixes[ALPHABET.charAt(i)] = (byte) i;
        }
        return sixes;
    }

    /** The text that a run stands for, empty if it is none in printable ASCII. */
    private static String decoded(String run) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(run);
        } catch (IllegalArgumentException e) {
            return "";
        }
        for (byte b : bytes) {
            if (b < ' ' || b == 0x7F) {
                return "";
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static boolean isBase64(char c) {
        return c < 0x80 && Units.isLetterOrDigit(c) || c == '+' || c == '/';
    }
}
