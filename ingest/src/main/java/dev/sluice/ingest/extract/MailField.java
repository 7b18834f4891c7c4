package dev.sluice.ingest.extract;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields of mail that programs write for programs, and what of them somebody may have written all the same. */
final class MailField {
    /** A comment, a parameter or what stands before them; a backslash takes a sign's meaning within quotes. */
    private static final Pattern PIECE = Pattern.compile(
            "\\((?:[^()\\\\]|\\\\.)*+\\)|;?\\s*+((?:[^;=(\"\\s]++\\s*+)*+)(?:=\\s*+(\"(?:[^\"\\\\]|\\\\.)*+\"|[^;(]*+))?|.",
            Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("[\\w.+/-]{1,80}");
    private static final Pattern DATE = Pattern.compile(
            "\"?(?:[A-Z][a-z]{2}, )?\\d{1,2} [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d (?:[+-]\\d{4}|GMT|UTC|Z)\"?");

    /** A word as people write it, between signs or at the ends; marks are made of digits and of letters in any order. */
    private static final Pattern SPOKEN = Pattern.compile("(?<![A-Za-z\\d])[A-Za-z]?[a-z]{2,}(?![A-Za-z\\d])");

    private static final Pattern KNOWN = Pattern.compile(
            "(?i)(?:next)?part|boundary|apple|mail|mixed|alternative|related|outlook|exchange"
                    + "|prod|com|net|org|local|localdomain|localhost|image|img|logo|png|jpe?g|gif|bmp|inline|content|signature|android|iphone|gmail|google|yahoo|message|report|nmime|mime|multi|multipart|section|id|cid");
    private static final Pattern NUMBERED = Pattern.compile("(?<!\\d)\\d{3}[-. ]\\d{2,3}[-. ]\\d{4}(?!\\d)");
    /** As many digits as people's numbers have, without a sign between them; marks have them as well. */
    private static final Pattern NINE_DIGITS = Pattern.compile("(?<![A-Za-z\\d])\\d{9}(?![A-Za-z\\d])");

    private static final Pattern MEDIA_TYPE =
            Pattern.compile("(?i)(?:application|text|multipart|message|image|audio|video|font|model)/[\\w.+-]{1,80}");

    private MailField() {}

    /** What stands in a field of this name that is not formal by its own form: names of files, comments, what nobody knows. */
    static String written(String name, String body) {
        if (name.equalsIgnoreCase("Content-ID")) {
            return isMark(body) ? "" : body;
        }
        StringBuilder written = new StringBuilder();
        Matcher piece = PIECE.matcher(body);
        while (piece.find()) {
            String key = piece.group(1) == null ? "" : piece.group(1).strip().toLowerCase(Locale.ROOT);
            String value = piece.group(2);
            boolean formal = piece.group().isBlank()
                    || piece.group().equals(";")
                    || piece.group(1) != null
                            && (value == null ? WORD.matcher(key).matches() : isFormal(key, value.strip()));
            if (!formal) {
                written.append(value != null && isFileName(key) ? value : piece.group())
                        .append('\n');
                String parted = JoinedWords.parted(value == null ? key : value);
                written.append(parted).append(parted.isEmpty() ? "" : "\n");
            }
        }
        return written.toString();
    }

    private static boolean isFileName(String key) {
        return key.startsWith("name") || key.startsWith("filename");
    }

    private static boolean isFormal(String key, String value) {
        String plain = value.replace("\"", "");
        return switch (key) {
            case "boundary" -> isMark(plain);
            case "charset",
                    "format",
                    "delsp",
                    "report-type",
                    "micalg",
                    "method",
                    "smime-type",
                    "reply-type",
                    "component" ->
                WORD.matcher(plain).matches() && isMark(plain.replaceAll("[\\w.+-]{1,40}/[\\w.+-]{1,60}", ""));
            case "type", "protocol", "start-info" ->
                MEDIA_TYPE.matcher(plain).matches() && isMark(plain.substring(plain.indexOf('/') + 1));
            case "start" -> isMark(plain);
            case "size" -> plain.matches("\\d{1,12}");
            case "creation-date", "modification-date", "read-date" ->
                DATE.matcher(value).matches();
            default -> false;
        };
    }

    /** Whether something is a mark of a program's: at most one word that nobody knows, and no number that people have. */
    private static boolean isMark(String text) {
        int words = 0;
        Matcher word = SPOKEN.matcher(text);
        while (word.find()) {
            words += KNOWN.matcher(word.group()).matches() ? 0 : 1;
        }
        return words < 2
                && text.length() <= 200
                && !NUMBERED.matcher(text).find()
                && !(words > 0 && NINE_DIGITS.matcher(text).find());
    }
}
