package dev.sluice.ingest.extract;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Renders HL7 v2 messages: one segment a line, escapes resolved, framing removed. */
final class Hl7Text {
    private static final Pattern START = Pattern.compile("\\A[\\x0b\\s]*(?:MSH|FHS|BHS)[|^~\\\\&!#]");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(\\.br|\\.sp|[FSTREHN]|X(?:[0-9A-Fa-f]{2})+)\\\\");

    private static final Pattern OTHER_CHARSET = Pattern.compile("\\\\[CM][0-9A-Fa-f]{4,6}\\\\");

    private Hl7Text() {}

    static boolean matches(String start) {
        return START.matcher(start).find();
    }

    /** The rendering; empty if an escape hides text that cannot be decoded. */
    static Optional<String> render(String text) {
        String lines =
                text.replaceAll("[\\x0b\\x1c]", "").replaceAll("\\r\\n?", "\n").strip();
        if (OTHER_CHARSET.matcher(lines).find()) {
            return Optional.empty();
        }
        try {
            Matcher escapes = ESCAPE.matcher(lines);
            return Optional.of(escapes.replaceAll(match -> Matcher.quoteReplacement(unescape(match))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String unescape(MatchResult match) {
        String code = match.group(1);
        return switch (code) {
            case ".br", ".sp" -> " ";
            case "F" -> "|";
            case "S" -> "^";
            case "T" -> "&";
            case "R" -> "~";
            case "E" -> "\\";
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
