package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at text that was read for content that stands encoded or enciphered inside it. What can be decoded is added as a
 * segment of its own, so that it is classified like all other text; what cannot be is unread.
 */
final class EncodedContent {
    private static final int MAX_DEPTH = 4;
    private static final int FEWEST_OF_BASE85 = 20;
    private static final Pattern TRANSFER =
            Pattern.compile("(?im)^begin [0-7]{3,4} \\S|Content-Transfer-Encoding:[ \\t]*(?:base64|quoted-printable)"
                    + "|;ENCODING=(?:QUOTED-PRINTABLE|BASE64|B)\\b|^=ybegin |<~[!-uz\\s]{20,100000}?~>");
    /** Chinese in seven bits (RFC 1843): pairs of which the first is never a tilde. */
    private static final Pattern HZ = Pattern.compile("~\\{(?:[!-}][!-~]){1,400}?~}");
    /** RFC 2152: characters outside ASCII, or any others, as base64 of UTF-16. */
    private static final Pattern UTF_7 = Pattern.compile("\\+([A-Za-z0-9+/]{3,2000})(-?)");

    private EncodedContent() {}

    /** Adds to the sink what is encoded in a text that was read at a path, or that it is unread. */
    static void look(String text, String path, ReadingSink sink) {
        look(text, StructuralPath.child(path, "encoded"), sink, 1);
    }

    private static void look(String text, String path, ReadingSink sink, int depth) {
        EncodedRuns runs = EncodedRuns.in(text);
        // Threes decode to threes for ever: what gives itself has been told.
        String decoded = runs.decoded().equals(text) ? "" : runs.decoded();
        Optional<UnreadReason> reason = reason(text);
        if (reason.isEmpty() && (runs.unreadable() || depth > MAX_DEPTH && !decoded.isEmpty())) {
            reason = Optional.of(UnreadReason.UNSUPPORTED);
        }
        if (!decoded.isEmpty()) {
            sink.segment(path, "decoded", decoded);
            if (reason.isEmpty()) {
                sink.read(path, PartKind.ATTACHMENT);
            }
            if (depth <= MAX_DEPTH) {
                look(decoded, StructuralPath.child(path, "encoded"), sink, depth + 1);
            }
        }
        reason.ifPresent(why -> sink.unread(path, PartKind.ATTACHMENT, why));
    }

    private static Optional<UnreadReason> reason(String text) {
        if (text.contains("-----BEGIN PGP MESSAGE-----")
                || text.contains("-----BEGIN PKCS7-----")
                || text.contains("$ANSIBLE_VAULT;")) {
            return Optional.of(UnreadReason.ENCRYPTED);
        }
        if (mayBeTransferred(text) && TRANSFER.matcher(text).find()) {
            return Optional.of(UnreadReason.UNSUPPORTED);
        }
        if (endsBase85(text)) {
            return Optional.of(UnreadReason.UNSUPPORTED);
        }
        return text.contains("~{") && HZ.matcher(text).find() || isUtf7(text) || SignAlphabets.areIn(text)
                ? Optional.of(UnreadReason.CHARSET)
                : Optional.empty();
    }

    /** Whether so many signs of base85 as no word has stand before its end, with or without its beginning. */
    private static boolean endsBase85(String text) {
        for (int end = text.indexOf("~>"); end >= 0; end = text.indexOf("~>", end + 2)) {
            int signs = 0;
            for (int at = end - 1; at >= 0 && signs < FEWEST_OF_BASE85; at--) {
                char c = text.charAt(at);
                boolean sign = c > ' ' && c <= 'u' || c == 'z';
                if (!sign && c != '\n' && c != '\r') {
                    break;
                }
                signs += sign ? 1 : 0;
            }
            if (signs >= FEWEST_OF_BASE85) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the beginnings of {@link #TRANSFER} stands anywhere: nearly no text has one. */
    private static boolean mayBeTransferred(String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean found = switch (text.charAt(i)) {
                case 'b', 'B' -> text.regionMatches(true, i, "begin ", 0, 6);
                case 'c', 'C' -> text.regionMatches(true, i, "content-transfer-encoding:", 0, 26);
                case ';' -> text.regionMatches(true, i, ";encoding=", 0, 10);
                case '=' -> text.regionMatches(true, i, "=ybegin ", 0, 8);
                case '<' -> text.startsWith("<~", i);
                default -> false;
            };
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** One run of two or more characters of an alphabet is enough, or two of one character that are closed. */
    private static boolean isUtf7(String text) {
        int single = 0;
        Matcher matcher = UTF_7.matcher(text);
        for (int at = text.indexOf('+'); at >= 0 && matcher.find(at); at = text.indexOf('+', matcher.end())) {
            byte[] bytes = Decoding.bytes(matcher.group(1), 6, 0);
            String decoded = new String(bytes, StandardCharsets.UTF_16BE);
            boolean alphabetic = bytes.length % 2 == 0 && isAlphabetic(decoded)
                    || bytes.length % 2 == 1
                            && bytes[bytes.length - 1] == 0
                            && isAlphabetic(decoded.substring(0, decoded.length() - 1));
            if (alphabetic) {
                single++;
                if (bytes.length >= 4 || single > 1 && !matcher.group(2).isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAlphabetic(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> c >= ' ' && c < 0x600 && Character.isDefined(c) && !Character.isISOControl(c));
    }
}
