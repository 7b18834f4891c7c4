package dev.sluice.ingest.extract;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;

/**
 * Goes over the source of a page, sign after sign, for what the tree of a browser does not keep: paragraphs of a page of
 * frames, the second of two equal attributes, attributes of end tags, names that nobody knows. Linear in the source.
 */
final class HtmlSource {
    private static final Pattern FLAG = Pattern.compile("checked|selected|disabled|hidden|async|defer|nowrap|readonly"
            + "|required|multiple|autofocus|novalidate|itemscope|loop|muted|controls|autoplay|open|reversed|ismap"
            + "|allowfullscreen|nomodule|playsinline|inert|noshade|compact|declare|default|crossorigin");
    /** One word, or two with a sign between them; more where a library marks its own with the first. */
    private static final Pattern PLAIN_NAME = Pattern.compile(
            "[a-z@:#*]{0,2}[a-zA-Z]{1,24}\\d{0,2}(?:[-:._][a-zA-Z]{1,24}\\d{0,2})?"
                    + "|(?:data|aria|ng|v|x|hx|wp|accept|http|xlink|xml|mso|fb|og|on|stroke|fill|font|text|clip|color|marker|dominant|alignment)(?:[-:._][a-zA-Z]{1,24}\\d{0,2}){1,3}");

    /** Words in names without a value that are in few names of pages. */
    private static final int FEWEST_UNUSUAL = 2;

    private static final Pattern XML = Pattern.compile("(?s)xml .{0,80}\\?");

    private final String source;
    private final LeftOutText leftOut;
    private final Set<String> data;
    /** The names in one tag that have no value, as words of a sentence stand. */
    private final StringBuilder bare = new StringBuilder();

    private int types;

    private HtmlSource(String source, LeftOutText leftOut, Set<String> data) {
        this.source = source;
        this.leftOut = leftOut;
        this.data = data;
    }

    /**
     * What stands in a page beside what was given of it, a line each.
     *
     * @param data the data URLs that were read
     * @throws LimitReachedException if that is more than {@code maxChars}
     */
    static String leftOut(String source, String given, Set<String> data, int maxChars) {
        LeftOutText leftOut = new LeftOutText(given, maxChars);
        new HtmlSource(source, leftOut, data).walk();
        return leftOut.text();
    }

    private void walk() {
        int at = 0;
        while (at < source.length()) {
            int open = markup(at);
            text(at, open);
            at = open == source.length() ? open : markupEnd(open);
        }
    }

    /** Where markup begins: a sign of less followed by what makes it one. */
    private int markup(int from) {
        for (int open = source.indexOf('<', from); open >= 0; open = source.indexOf('<', open + 1)) {
            char next = open + 1 < source.length() ? source.charAt(open + 1) : ' ';
            if (isLetter(next) || next == '/' || next == '!' || next == '?') {
                return open;
            }
        }
        return source.length();
    }

    private int markupEnd(int open) {
        if (source.startsWith("<!--", open)) {
            return told(open + 4, "-->");
        }
        if (source.startsWith("<![CDATA[", open)) {
            return told(open + 9, "]]>");
        }
        if (source.charAt(open + 1) == '!') {
            int end = find(">", open);
            boolean type = source.regionMatches(true, open, "<!doctype", 0, 9);
            if (!type || types++ > 0) {
                look(source.substring(open + 2, end));
            }
            return Math.min(source.length(), end + 1);
        }
        if (source.charAt(open + 1) == '?') {
            int end = find(">", open);
            if (!XML.matcher(source).region(open + 2, end).matches()) {
                look(source.substring(open + 2, end));
            }
            return Math.min(source.length(), end + 1);
        }
        boolean closing = source.charAt(open + 1) == '/';
        int start = open + (closing ? 2 : 1);
        int nameEnd = start;
        while (nameEnd < source.length()
                && !isBlank(source.charAt(nameEnd))
                && "/>".indexOf(source.charAt(nameEnd)) < 0) {
            nameEnd++;
        }
        String written = source.substring(start, nameEnd);
        String name = written.toLowerCase(Locale.ROOT);
        bare.setLength(0);
        if (!Tag.isKnownTag(name)) {
            name(written);
            bare.append(written);
        }
        int end = attributes(nameEnd, closing);
        if (JoinedWords.unusual(bare.toString()) >= FEWEST_UNUSUAL) {
            look(bare.toString());
        }
        return closing ? end : rawText(name, end);
    }

    /** Script, style and the like end with their own end tag only. */
    private int rawText(String name, int from) {
        if (!name.equals("script") && !name.equals("style") && !name.equals("textarea") && !name.equals("title")) {
            return from;
        }
        int end = from;
        while (end < source.length()
                && !(source.charAt(end) == '<'
                        && source.regionMatches(true, end + 1, "/" + name, 0, name.length() + 1))) {
            end++;
        }
        String raw = source.substring(from, end);
        look(name.equals("style") ? StyleSheet.text(raw) : name.equals("script") ? raw : unescaped(raw));
        return end;
    }

    private int attributes(int from, boolean closing) {
        int at = from;
        while (at < source.length() && source.charAt(at) != '>') {
            if (isBlank(source.charAt(at)) || source.charAt(at) == '/') {
                at++;
                continue;
            }
            int start = at++;
            while (at < source.length() && !isBlank(source.charAt(at)) && "=/>".indexOf(source.charAt(at)) < 0) {
                at++;
            }
            String name = source.substring(start, at);
            at = blanksEnd(at);
            String value = "";
            if (at < source.length() && source.charAt(at) == '=') {
                start = blanksEnd(at + 1);
                char quote = start < source.length() ? source.charAt(start) : '>';
                boolean quoted = quote == '"' || quote == '\'';
                at = quoted ? find(String.valueOf(quote), start + 1) : valueEnd(start);
                value = unescaped(source.substring(Math.min(source.length(), quoted ? start + 1 : start), at));
                at = Math.min(source.length(), quoted ? at + 1 : at);
            }
            attribute(name, value, closing);
        }
        return Math.min(source.length(), at + 1);
    }

    private void attribute(String written, String value, boolean closing) {
        String name = written.toLowerCase(Locale.ROOT);
        if (!FLAG.matcher(name).matches()) {
            name(written);
            bare.append(value.isBlank() ? " " + written : "");
        }
        if (name.equals("style")) {
            look(StyleSheet.text(value));
        } else if (!data.contains(value) && (closing || !HtmlAttributes.isFormal(name, value))) {
            look(value);
        }
    }

    private void name(String name) {
        if (!PLAIN_NAME.matcher(name).matches() || JoinedWords.unusual(name) >= JoinedWords.SENTENCE) {
            look(name);
            look(JoinedWords.parted(name));
        }
    }

    private int valueEnd(int from) {
        int at = from;
        while (at < source.length() && !isBlank(source.charAt(at)) && source.charAt(at) != '>') {
            at++;
        }
        return at;
    }

    private int blanksEnd(int from) {
        int at = from;
        while (at < source.length() && isBlank(source.charAt(at))) {
            at++;
        }
        return at;
    }

    private int told(int from, String mark) {
        int end = find(mark, from);
        look(source.substring(Math.min(from, end), end));
        return Math.min(source.length(), end + mark.length());
    }

    private int find(String mark, int from) {
        int end = source.indexOf(mark, from);
        return end < 0 ? source.length() : end;
    }

    private void text(int from, int to) {
        look(unescaped(source.substring(from, to)));
    }

    private void look(String text) {
        if (!text.isBlank()) {
            leftOut.look(text);
        }
    }

    private static String unescaped(String text) {
        return text.indexOf('&') < 0 ? text : Parser.unescapeEntities(text, false);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }
}
