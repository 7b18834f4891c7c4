package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Tells runs that are encoded content from those that stand for themselves: words, digests, keys and certificates. */
final class KeyText {
    private static final int ALL_CLASSES = 7;
    private static final int LONGEST_KEY = 800;
    private static final int LONGEST_NAME = 400;
    private static final Pattern KEY_BLOCK = Pattern.compile(
            "-----BEGIN (?:[A-Z0-9 ]*(?:PRIVATE|PUBLIC) KEY|(?:TRUSTED |X509 )?CERTIFICATE(?: REQUEST)?|X509 CRL|[A-Z0-9 ]*PARAMETERS|PGP SIGNATURE|SSH SIGNATURE)-----.*");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]+|[0-9A-F]+");
    private static final Pattern BASE32 = Pattern.compile("[A-Z2-7]+=*|[a-z2-7]+=*");
    private static final Pattern DIGEST_LABEL = Pattern.compile(
            "(?is).*(?:sha-?\\d|md5|blake|hash|digest|checksum|integrity|commit|fingerprint|signature|rev\\b|etag|\\bid\\b|key|hex|token|nonce|root).*");
    private static final Pattern NAMED_DIGEST = Pattern.compile("sha(?:1|256|384|512)-[A-Za-z0-9+/_-]{27,88}={0,2}");

    private KeyText() {}

    /** Whether a line begins a block in PEM form that holds a key, a certificate or a signature. */
    static boolean isKeyBlock(String line) {
        return line.startsWith("-----") && KEY_BLOCK.matcher(line).matches();
    }

    /**
     * Whether the content of a block is what its first line says: a structure that states its own length (X.690), packets
     * of OpenPGP (RFC 9580 §4.2), a key of OpenSSH, or, where it is enciphered, no more than a key may be long.
     */
    static boolean isKeyContent(String opening, String content) {
        int sum = content.lastIndexOf('=');
        boolean pgp = opening.contains("PGP ");
        boolean checked = pgp && sum >= 0 && content.length() - sum == 5;
        byte[] bytes = Decoding.bytes(checked ? content.substring(0, sum) : content, 6, 0);
        if (pgp) {
            return bytes.length > 2 && (bytes[0] & 0x80) != 0;
        }
        if (content.substring(0, Math.max(0, content.length() - 2)).indexOf('=') >= 0) {
            return false;
        }
        String head = new String(bytes, 0, Math.min(14, bytes.length), StandardCharsets.ISO_8859_1);
        return head.startsWith("openssh-key-v1") || head.startsWith("SSHSIG") || isStructure(bytes);
    }

    private static boolean isStructure(byte[] bytes) {
        if (bytes.length < 4 || bytes[0] != 0x30) {
            return bytes.length > 2 && bytes[0] == 0x06 && bytes[1] == bytes.length - 2;
        }
        int octets = bytes[1] & 0xFF;
        int first = 2;
        int length = octets;
        if (octets > 0x80 && octets <= 0x83) {
            first += octets - 0x80;
            length = 0;
            for (int i = 2; i < first; i++) {
                length = length << 8 | bytes[i] & 0xFF;
            }
        }
        return first + length == bytes.length;
    }

    /** Whether a long run has the look of encoded bytes, and not of words, paths or one number. */
    static boolean isEncoded(String run) {
        int classes = 0;
        int special = 0;
        int changes = 0;
        int last = 0;
        int digits = 0;
        for (int i = 0; i < run.length(); i++) {
            int kind = kind(run.charAt(i));
            changes += kind != last ? 1 : 0;
            last = kind;
            classes |= kind;
            digits += kind == 4 ? 1 : 0;
            special += kind == 8 ? 1 : 0;
        }
        boolean digitsAndLetters = (classes & 4) != 0 && (classes & 3) != 0;
        if (digitsAndLetters && special == 0 && changes * 8 >= run.length()) {
            if (HEXADECIMAL.matcher(run).matches() || BASE32.matcher(run).matches()) {
                return true;
            }
        }
        boolean words = run.length() < LONGEST_NAME && digits * 25 < run.length();
        return !words
                && (classes & ALL_CLASSES) == ALL_CLASSES
                && special * 10 <= run.length()
                && changes * 3 >= run.length();
    }

    /** Whether a text calls what stands behind it a digest, a key or an identifier. */
    static boolean isDigestLabel(String context) {
        return DIGEST_LABEL.matcher(context).matches();
    }

    /** Whether a run is a digest that is called one, or the public half of a key. */
    static boolean isKey(String run, String context) {
        boolean hexadecimal = HEXADECIMAL.matcher(run).matches();
        boolean digestLength = hexadecimal
                ? run.length() == 64 || run.length() == 96 || run.length() == 128
                : run.length() == 64 || run.length() == 86 || run.length() == 88;
        if (digestLength && DIGEST_LABEL.matcher(context).matches()
                || NAMED_DIGEST.matcher(run).matches()) {
            return true;
        }
        if (run.length() > LONGEST_KEY || !run.startsWith("AAAA")) {
            return false;
        }
        String head = new String(Decoding.bytes(run, 6, 0), StandardCharsets.ISO_8859_1);
        return head.startsWith("ssh-", 4) || head.startsWith("ecdsa-", 4) || head.startsWith("sk-", 4);
    }

    private static int kind(char c) {
        if (c >= 'A' && c <= 'Z') {
            return 1;
        }
        if (c >= 'a' && c <= 'z') {
            return 2;
        }
        return c >= '0' && c <= '9' ? 4 : c == '=' ? 0 : 8;
    }
}
