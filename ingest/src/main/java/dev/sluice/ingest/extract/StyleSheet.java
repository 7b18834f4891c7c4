package dev.sluice.ingest.extract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a style sheet or a style attribute shows or says by itself: pictures in data URLs, generated text, words. */
final class StyleSheet {
    private static final Pattern DATA_URL =
            Pattern.compile("(?i)\\burl\\(\\s*+(?:\"(data:[^\"]*+)|'(data:[^']*+)|(data:[^)]*+))");
    private static final Pattern DATA =
            Pattern.compile("(?i)\\burl\\(\\s*+(?:\"data:[^\"]*+\"?|'data:[^']*+'?|data:[^)]*+)\\s*+\\)?");
    /** What else may be written: sheets that it takes in, values of its own properties, attributes that it chooses by. */
    private static final Pattern WRITTEN = Pattern.compile(
            "(?i)@import\\s([^;]{1,2000})|--[\\w-]{1,60}\\s*+:([^;{}\"']{1,2000})|\\[[^\\]=]{1,80}=([^\\]]{1,2000})\\]");

    private static final Pattern SPOKEN =
            Pattern.compile("[A-Za-z]{3,}\\s+(?:[a-z]+\\s+)*[A-Za-z]{3,}|\\d{3,}\\D\\d{2,}\\D\\d{3,}|(?:\\d ){4}");
    private static final Pattern GENERATED = Pattern.compile("(?i):(?:before|after|marker)\\b[^{};]{0,200}+\\{");
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:([0-9a-fA-F]{1,6})(?:\\r\\n|[ \\t\\r\\n\\f])?|\\r?\\n|(.))", Pattern.DOTALL);

    private StyleSheet() {}

    /** Whether a file is one by its name or type, or by generated text among its rules. */
    static boolean isOne(String text, Optional<String> name, Optional<String> type) {
        return name.filter(value -> value.toLowerCase(Locale.ROOT).endsWith(".css"))
                        .isPresent()
                || type.filter(value -> value.toLowerCase(Locale.ROOT).startsWith("text/css"))
                        .isPresent()
                || text.indexOf('{') >= 0 && GENERATED.matcher(text).find();
    }

    /** Its data URLs, in order. */
    static List<String> dataUrls(String css) {
        List<String> urls = new ArrayList<>();
        Matcher matcher = DATA_URL.matcher(css);
        while (matcher.find()) {
            urls.add(first(matcher).strip());
        }
        return urls;
    }

    /**
     * Its generated text, quoted values, comments and what else somebody wrote, a line for each; icons, which are characters of no
     * script, are none.
     */
    static String text(String css) {
        Set<String> lines = new LinkedHashSet<>();
        StyleTokens tokens = StyleTokens.of(DATA.matcher(css).replaceAll("url()"));
        tokens.comments().forEach(comment -> lines.add(comment.strip()));
        Matcher written = WRITTEN.matcher(css);
        while (written.find()) {
            String value = first(written).strip();
            if (written.group(2) == null || SPOKEN.matcher(value).find()) {
                lines.add(unescaped(value));
            }
        }
        for (String shown : tokens.strings()) {
            boolean data = shown.regionMatches(true, 0, "data:", 0, 5);
            if (!data && !Typefaces.isKnown(shown) && shown.codePoints().anyMatch(Character::isLetterOrDigit)) {
                lines.add(shown);
            }
        }
        lines.addAll(tokens.joined());
        lines.addAll(StyleWords.of(tokens.bare()));
        StringBuilder text = new StringBuilder();
        lines.stream()
                .filter(line -> !line.isBlank())
                .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static String first(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i);
            }
        }
        return "";
    }

    /** A text as its escaped signs say. */
    static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> {
            if (escape.group(1) == null) {
                return Matcher.quoteReplacement(escape.group(2) == null ? "" : escape.group(2));
            }
            int code = Integer.parseInt(escape.group(1), 16);
            return Matcher.quoteReplacement(Character.isValidCodePoint(code) ? Character.toString(code) : "\uFFFD");
        });
    }
}
