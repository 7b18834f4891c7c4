package dev.sluice.ingest.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a style sheet or a style attribute shows by itself: pictures in data URLs, and generated text. */
final class StyleSheet {
    private static final Pattern DATA_URL =
            Pattern.compile("(?i)\\burl\\(\\s*+(?:\"(data:[^\"]*+)|'(data:[^']*+)|(data:[^)]*+))");
    private static final Pattern CONTENT =
            Pattern.compile("(?i)(?:\\bcontent|--[\\w-]{1,60})\\s*+:((?:\"[^\"]*+\"|'[^']*+'|[^;}\"'])*+)");
    /** What else may be written: sheets that it takes in, values of its own properties, attributes that it chooses by. */
    private static final Pattern WRITTEN = Pattern.compile(
            "(?i)@import\\s([^;]{1,2000})|--[\\w-]{1,60}\\s*+:([^;{}\"']{1,2000})|\\[[^\\]=]{1,80}=([^\\]]{1,2000})\\]");

    private static final Pattern SPOKEN =
            Pattern.compile("[A-Za-z]{3,}\\s+(?:[a-z]+\\s+)*[A-Za-z]{3,}|\\d{3,}\\D\\d{2,}\\D\\d{3,}|(?:\\d ){4}");
    private static final Pattern COMMENT = Pattern.compile("/\\*((?:[^*]++|\\*(?!/))*+)\\*/");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*+)\"|'([^']*+)'");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:([0-9a-fA-F]{1,6})[ \\t\\n]?|(.))", Pattern.DOTALL);

    private StyleSheet() {}

    /** Its data URLs, in order. */
    static List<String> dataUrls(String css) {
        List<String> urls = new ArrayList<>();
        Matcher matcher = DATA_URL.matcher(css);
        while (matcher.find()) {
            urls.add(first(matcher).strip());
        }
        return urls;
    }

    /** Its generated text, quoted values and comments, a line for each; icons, which are characters of no script, are none. */
    static String text(String css) {
        StringBuilder text = new StringBuilder();
        Matcher comment = COMMENT.matcher(css);
        while (comment.find()) {
            if (!comment.group(1).isBlank()) {
                text.append(comment.group(1).strip()).append('\n');
            }
        }
        Matcher written = WRITTEN.matcher(css);
        while (written.find()) {
            String value = first(written).strip();
            if (written.group(2) == null || SPOKEN.matcher(value).find()) {
                text.append(unescaped(value)).append('\n');
            }
        }
        Matcher content = CONTENT.matcher(css);
        while (content.find()) {
            Matcher quoted = QUOTED.matcher(content.group(1));
            while (quoted.find()) {
                String shown = unescaped(first(quoted));
                if (shown.codePoints().anyMatch(Character::isLetterOrDigit)) {
                    text.append(shown).append('\n');
                }
            }
        }
        return text.toString();
    }

    /** Whether content is a font by its first bytes: it has shapes of letters and says nothing. */
    static boolean isFont(byte[] content) {
        if (content.length < 4) {
            return false;
        }
        int mark = (content[0] & 0xFF) << 24 | (content[1] & 0xFF) << 16 | (content[2] & 0xFF) << 8 | content[3] & 0xFF;
        return switch (mark) {
            case 0x774F4646, 0x774F4632, 0x4F54544F, 0x74727565, 0x00010000 -> true;
            default -> false;
        };
    }

    private static String first(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i);
            }
        }
        return "";
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> {
            if (escape.group(1) == null) {
                return Matcher.quoteReplacement(escape.group(2));
            }
            int code = Integer.parseInt(escape.group(1), 16);
            return Matcher.quoteReplacement(Character.isValidCodePoint(code) ? Character.toString(code) : "\uFFFD");
        });
    }
}
