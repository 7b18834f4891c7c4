package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.List;

/** Keys and tokens: by their issuer's prefix, or long and random beside a word for a secret; private key blocks. */
final class SecretRecognizer implements Recognizer {
    private static final WordTable KEY_WORDS = WordTable.of("block type info proc encrypted");
    /**
     * How an issuer's keys begin.
     *
     * @param prefix as the issuer writes it
     * @param length fewest units of the whole
     */
    private record Issuer(String prefix, int length) {}

    private static final List<Issuer> ISSUERS = List.of(
            new Issuer("AKIA", 20),
            new Issuer("ASIA", 20),
            new Issuer("ghp_", 36),
            new Issuer("gho_", 36),
            new Issuer("ghs_", 36),
            new Issuer("ghu_", 36),
            new Issuer("github_pat_", 40),
            new Issuer("glpat-", 20),
            new Issuer("xoxb-", 24),
            new Issuer("xoxp-", 24),
            new Issuer("xoxa-", 24),
            new Issuer("xoxr-", 24),
            new Issuer("xapp-", 24),
            new Issuer("AIza", 35),
            new Issuer("sk-", 24),
            new Issuer("sk_live_", 20),
            new Issuer("sk_test_", 20),
            new Issuer("rk_live_", 20),
            new Issuer("pk_live_", 20),
            new Issuer("SG.", 40),
            new Issuer("npm_", 36),
            new Issuer("pypi-", 40),
            new Issuer("ya29.", 30),
            new Issuer("dop_v1_", 40),
            new Issuer("hvs.", 24),
            new Issuer("AccountKey=", 40),
            new Issuer("shpat_", 32),
            new Issuer("EAAC", 40));
    private static final int LONGEST = 4096;
    private static final int KEY_ID_LENGTH = 20;
    private static final int REACH = 6;
    private static final double RANDOM_BITS = 3.2;

    @Override
    public String name() {
        return "secret";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.BLOB, Cue.OPENING, Cue.CAPITAL);
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.has(token, Cue.OPENING)) {
            if (scan.isSign(token, '-')) {
                keyBlock(scan, token);
            }
            return;
        }
        int start = scan.tokens.start[token];
        if (!scan.has(token, Cue.BLOB)) {
            keyOfLetters(scan, token, start);
            return;
        }
        int end = blobEnd(scan, start);
        if (end - start < 16) {
            return;
        }
        int value = start;
        for (int i = start; i < end; i++) {
            boolean begins = i == start || !Units.isLetterOrDigit(scan.text.at(i - 1));
            if (begins && (isIssued(scan.text, i, end) || isWebToken(scan.text, i, end))) {
                if (!isPlaceholder(scan.text, i, end)) {
                    scan.emitUnits(FindingType.SECRET, i, end, 0.95);
                }
                return;
            }
            value = i > start && scan.text.at(i - 1) == '=' && scan.text.at(i) != '=' ? i : value;
        }
        if (end - value >= 16
                && isLabelled(scan, token, value)
                && isRandom(scan.text, value, Math.min(end, value + 128))) {
            scan.emitUnits(FindingType.SECRET, value, end, 0.7);
        }
    }

    /** A key id whose random part happens to hold no digit. */
    private static void keyOfLetters(Scan scan, int token, int start) {
        if (scan.length(token) == KEY_ID_LENGTH
                && scan.shape(token) == Tokens.UPPER
                && (startsWith(scan.text, start, "AKIA") || startsWith(scan.text, start, "ASIA"))) {
            scan.emit(FindingType.SECRET, token, token, 0.9);
        }
    }

    /** A word for a secret before the blob, or inside it before the value. */
    private static boolean isLabelled(Scan scan, int token, int value) {
        long label = Cue.bits(Cue.SECRET_LABEL, Cue.PASSWORD_LABEL);
        for (int i = token; i < token + 12 && i < scan.count() && scan.tokens.start[i] < value; i++) {
            if (scan.has(i, label)) {
                return true;
            }
        }
        return scan.before(token, REACH, label) >= 0;
    }

    private static int blobEnd(Scan scan, int start) {
        NormalText text = scan.text;
        int end = start;
        while (end < text.length() && end - start < LONGEST && isBlob(text.at(end))) {
            end++;
        }
        scan.spend((end - start) / 8);
        return end;
    }

    private static boolean isBlob(char c) {
        return c < 0x80 && Units.isLetterOrDigit(c)
                || c == '_'
                || c == '-'
                || c == '+'
                || c == '/'
                || c == '='
                || c == '.';
    }

    private static boolean isIssued(NormalText text, int start, int end) {
        for (Issuer issuer : ISSUERS) {
            if (end - start >= issuer.length() && startsWith(text, start, issuer.prefix())) {
                return issuer.prefix().length() > 3 || isRandom(text, start, Math.min(end, start + 128));
            }
        }
        return false;
    }

    /** JSON web token, RFC 7519: three parts, of which the first two begin with an encoded brace. */
    private static boolean isWebToken(NormalText text, int start, int end) {
        if (!startsWith(text, start, "eyJ")) {
            return false;
        }
        int dots = 0;
        for (int i = start; i < end; i++) {
            dots += text.at(i) == '.' ? 1 : 0;
        }
        return dots == 2 && end - start >= 40;
    }

    private static boolean startsWith(NormalText text, int start, String prefix) {
        if (start + prefix.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (text.at(start + i) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlaceholder(NormalText text, int start, int end) {
        String value = text.slice(start, Math.min(end, start + 64));
        return value.contains("xxxx") || value.contains("XXXX") || value.contains("0000000");
    }

    /** Letters and digits mixed, no path or sentence, and enough bits a unit. */
    private static boolean isRandom(NormalText text, int start, int end) {
        int[] counts = new int[128];
        int digits = 0;
        int letters = 0;
        int signs = 0;
        for (int i = start; i < end; i++) {
            char c = text.at(i);
            counts[c]++;
            if (Tokenizer.isDigit(c)) {
                digits++;
            } else if (Units.isLetter(c)) {
                letters++;
            } else {
                signs++;
            }
        }
        int length = end - start;
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / length;
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return digits >= 2 && letters >= 4 && signs * 6 <= length && bits >= RANDOM_BITS;
    }

    /** RFC 7468: five dashes, BEGIN, a label that ends in PRIVATE KEY. */
    private static void keyBlock(Scan scan, int token) {
        if (!scan.isText(token + 1, "begin")) {
            return;
        }
        for (int i = token + 2; i <= token + 6 && i < scan.count(); i++) {
            boolean key = scan.isText(i, "private") && scan.isText(i + 1, "key");
            if (key && followedByKey(scan, i + 2)) {
                scan.emit(FindingType.SECRET, token, i + 1, 0.98);
                return;
            }
        }
    }

    private static boolean followedByKey(Scan scan, int token) {
        for (int i = token; i < token + 24 && i < scan.count(); i++) {
            if (scan.isWord(i) && scan.length(i) >= 4 && !scan.isAnyOf(i, KEY_WORDS) || scan.has(i, Cue.BLOB)) {
                return true;
            }
        }
        return false;
    }
}
