package dev.sluice.ingest.extract;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Renders HL7 v2 messages: one segment a line, escapes resolved, framing removed. */
final class Hl7Text {
    private static final Pattern START = Pattern.compile("\\A[\\x0b\\s]*(?:MSH|FHS|BHS)[|^~\\\\&!#]");
    private static final Pattern HEAD =
            Pattern.compile("(?m)^(?:MSH|FHS|BHS)([^A-Za-z0-9\\r\\n])(?:(?!\\1)[^\\r\\n]){2}((?!\\1)[^\\r\\n])");
    private static final String ESCAPE = "(\\.br|\\.sp|[FSTREHN]|X(?:[0-9A-Fa-f]{2})+)";
    private static final String OTHER_CHARSET = "[CM][0-9A-Fa-f]{4,6}";

    private Hl7Text() {}

    static boolean matches(String start) {
        return START.matcher(start).find();
    }

    /** The rendering; empty if an escape hides text that cannot be decoded. */
    static Optional<String> render(String text) {
        String lines =
                text.replaceAll("[\\x0b\\x1c]", "").replaceAll("\\r\\n?", "\n").strip();
        Set<String> signs = new TreeSet<>();
        HEAD.matcher(lines).results().forEach(head -> signs.add(head.group(2)));
        String sign = signs.isEmpty() ? "\\" : signs.iterator().next();
        String quoted = Pattern.quote(sign);
        if (signs.size() > 1
                || Pattern.compile(quoted + OTHER_CHARSET + quoted)
                        .matcher(lines)
                        .find()) {
            return Optional.empty();
        }
        try {
            Matcher escapes = Pattern.compile(quoted + ESCAPE + quoted).matcher(lines);
            return Optional.of(escapes.replaceAll(match -> Matcher.quoteReplacement(unescape(match, sign))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String unescape(MatchResult match, String sign) {
        String code = match.group(1);
        return switch (code) {
            case ".br", ".sp" -> " ";
            case "F" -> "|";
            case "S" -> "^";
            case "T" -> "&";
            case "R" -> "~";
            case "E" -> sign;
            case "H", "N" -> "";
            default -> hexadecimal(code.substring(1));
        };
    }

    private static String hexadecimal(String digits) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < digits.length(); i += 2) {
            int value = Integer.parseInt(digits, i, i + 2, 16);
            boolean ascii = value >= 0x20 && value < 0x7f || value == '\n' || value == '\r' || value == '\t';
            if (!ascii) {
                throw new IllegalArgumentException("an escape outside ASCII");
            }
            out.append((char) value);
        }
        return out.toString();
    }
}
