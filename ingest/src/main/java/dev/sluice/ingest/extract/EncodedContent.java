package dev.sluice.ingest.extract;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds content that stands encoded or enciphered inside plain text, where nobody reads it. */
final class EncodedContent {
    private static final int LONGEST_TOKEN = 400;
    private static final int LONGEST_BLOCK = 600;
    private static final int SHORTEST_LINE = 40;
    private static final int ALL_CLASSES = 7;
    private static final Pattern TRANSFER =
            Pattern.compile("(?im)^begin [0-7]{3,4} \\S|Content-Transfer-Encoding:[ \\t]*(?:base64|quoted-printable)"
                    + "|;ENCODING=(?:QUOTED-PRINTABLE|BASE64|B)\\b|^=ybegin ");

    private EncodedContent() {}

    /** The reason why a text is not wholly readable, if it isn't. */
    static Optional<UnreadReason> find(String text) {
        if (text.contains("-----BEGIN PGP MESSAGE-----")
                || text.contains("-----BEGIN PKCS7-----")
                || text.contains("$ANSIBLE_VAULT;")) {
            return Optional.of(UnreadReason.ENCRYPTED);
        }
        return hasBase64(text) || TRANSFER.matcher(text).find()
                ? Optional.of(UnreadReason.UNSUPPORTED)
                : Optional.empty();
    }

    /**
     * One unbroken run of 400 characters of base64 with upper case, lower case and digits, or 600 over lines that hold
     * nothing else. Keys and certificates in PEM form stand for themselves and are not content.
     */
    private static boolean hasBase64(String text) {
        int block = 0;
        int blockClasses = 0;
        boolean pem = false;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("-----")) {
                pem = line.startsWith("-----BEGIN ");
            }
            int run = 0;
            int classes = 0;
            for (int i = 0; i < line.length(); i++) {
                int kind = kind(line.charAt(i));
                run = kind == 0 ? 0 : run + 1;
                classes = kind == 0 ? 0 : classes | kind;
                if (run >= LONGEST_TOKEN && (classes & ALL_CLASSES) == ALL_CLASSES) {
                    return true;
                }
            }
            boolean whole = run >= SHORTEST_LINE && run == line.length() && !pem;
            block = whole ? block + run : 0;
            blockClasses = whole ? blockClasses | classes : 0;
            if (block >= LONGEST_BLOCK && (blockClasses & ALL_CLASSES) == ALL_CLASSES) {
                return true;
            }
        }
        return false;
    }

    private static int kind(char c) {
        if (c >= 'A' && c <= 'Z') {
            return 1;
        }
        if (c >= 'a' && c <= 'z') {
            return 2;
        }
        if (c >= '0' && c <= '9') {
            return 4;
        }
        return c == '+' || c == '/' || c == '=' || c == '_' || c == '-' ? 8 : 0;
    }
}
