package dev.sluice.classifier.pattern;

import java.nio.CharBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Digits of one number that syntax parts: marks and escapes of Markdown, tags of writing and comments, string literals one
 * behind the other, colours of terminals, lines that go on, groups of digits in programs.
 */
final class SyntaxBetween {
    private static final String BLANKS = "[ \\t\\r\\n]{0,12}";
    private static final String QUOTE = "\\\\{0,2}[\"']";
    /** Tags that change how a sign looks and part nothing; those of cells and lines part values. */
    private static final String TAG =
            "</?(?i:b|i|u|s|em|strong|span|font|a|mark|code|tt|sub|sup|small|big|ins|del|wbr|kbd)"
                    + "(?:[ /][^<>\\n]{0,80})?>|<!--[^\\n]{0,60}?-->";

    private static final Pattern GAP = Pattern.compile("(?<=[\\d-])(?:(?:\\*{1,3}|`{1,2}|~~|'{2,3}|" + TAG
            + "|\\x1B?\\[[\\d;]{0,12}m|\\\\\\r?\\n[ \\t]{0,20}|" + QUOTE + BLANKS + "[+.&]" + BLANKS + QUOTE
            + "){1,4}|(?<=-)" + QUOTE + BLANKS + QUOTE + "|" + QUOTE + BLANKS + QUOTE + "(?=-))(?=[\\d-])");
    private static final Pattern ESCAPE = Pattern.compile("(?<=[A-Za-z\\d])\\\\(?=[-._@])");
    /** A thin space of TeX stands between groups as a space does. */
    private static final Pattern THIN_SPACE = Pattern.compile("(?<=\\d)\\\\[,;:!](?=\\d)");

    private static final Pattern UNDERSCORE = Pattern.compile(
            "(?<=(?<![\\w.])\\d{3})_(?=\\d\\d_\\d{4}(?!\\w))" + "|(?<=(?<![\\w.])\\d{3}_\\d\\d)_(?=\\d{4}(?!\\w))");
    private static final Pattern BEGINNING = Pattern.compile("\\n[ \\t]{0,8}(//|--|[+#%;*-])[ \\t]{0,4}(?=-?\\d)");
    private static final int LONGEST_LINE = 200;

    private SyntaxBetween() {}

    /** Whether a sign that stands behind a digit or a dash may be syntax within a number. */
    static boolean begins(char c) {
        return c == '*' || c == '`' || c == '~' || c == '\'' || c == '"' || c == '<' || c == '\\' || c == '_'
                || c == '[' || c == 0x1B;
    }

    /** Whether a sign of numbers and addresses may stand behind a backslash that says nothing. */
    static boolean isEscaped(char c) {
        return c == '-' || c == '.' || c == '_' || c == '@';
    }

    /** @see Disguises.Step */
    static Reading read(Reading reading, Doubts doubts) {
        Reading without = replaced(replaced(reading, THIN_SPACE, " "), ESCAPE, "");
        return replaced(replaced(without, GAP, ""), UNDERSCORE, "-");
    }

    private static Reading replaced(Reading reading, Pattern pattern, String by) {
        NormalText text = reading.text();
        Reading.Writer writer = null;
        Matcher matcher = pattern.matcher(CharBuffer.wrap(text.units(), 0, text.length()));
        while (matcher.find()) {
            writer = writer == null ? new Reading.Writer(reading) : writer;
            writer.put(by, matcher.start(), matcher.end());
        }
        return writer == null ? reading : writer.done();
    }

    /** Drops what every line of a comment or of a difference between files begins with. */
    static Reading lines(Reading reading, Doubts doubts) {
        NormalText text = reading.text();
        Reading.Writer writer = null;
        Matcher matcher = BEGINNING.matcher(CharBuffer.wrap(text.units(), 0, text.length()));
        while (matcher.find()) {
            if (beginsAlike(text, matcher.start(), matcher.group(1))) {
                writer = writer == null ? new Reading.Writer(reading) : writer;
                writer.put("", matcher.start() + 1, matcher.end());
            }
        }
        return writer == null ? reading : writer.done();
    }

    /** Whether the line that ends here begins with the same sign, or has a comment behind something else. */
    private static boolean beginsAlike(NormalText text, int lineEnd, String sign) {
        int start = lineEnd;
        while (start > 0 && lineEnd - start < LONGEST_LINE && text.at(start - 1) != '\n') {
            start--;
        }
        if (sign.equals("//")) {
            return text.slice(start, lineEnd).contains(sign);
        }
        while (start < lineEnd && (text.at(start) == ' ' || text.at(start) == '\t')) {
            start++;
        }
        return lineEnd - start > sign.length()
                && text.slice(start, start + sign.length()).equals(sign);
    }
}
