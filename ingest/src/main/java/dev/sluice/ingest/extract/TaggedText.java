package dev.sluice.ingest.extract;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;

/**
 * Text that holds tags as signs like any other: pages in strings of JSON, in feeds and messages of XML, fragments of pages
 * that nothing declares. Who shows it shows it without them. Linear in the text.
 */
final class TaggedText {
    /** What may be a tag or the escaped beginning of one. */
    private static final Pattern MARKED = Pattern.compile("(?i)(?:<|&(?:amp;)?(?:lt|#0{0,5}60|#x0{0,5}3c);)[a-z/!?]");

    private static final int MAX_ESCAPES = 2;
    private static final int LONGEST_TAG = 1_000;
    private static final int LONGEST_INDENT = 40;

    private final String text;
    private final ElementText shown = new ElementText();
    private final StringBuilder found = new StringBuilder();
    private int lineBegin;
    private boolean hasText;
    private boolean hasTag;
    private boolean hasMore;
    private boolean isCommentOpen;

    private TaggedText(String text) {
        this.text = text;
    }

    /**
     * The lines in which tags stand among text, without the tags and joined as a browser shows them; empty if there are
     * none. No longer than twice the text.
     */
    static String shown(String text) {
        if (!MARKED.matcher(text).find()) {
            return "";
        }
        String open = text;
        for (int i = 0; i < MAX_ESCAPES && open.indexOf('&') >= 0; i++) {
            open = Parser.unescapeEntities(open, false);
        }
        return new TaggedText(open).walk();
    }

    /** Gives a part's text once more where tags stand in it. */
    static void tell(String text, String path, ReadingSink sink) {
        String shown = shown(text);
        if (!shown.isEmpty()) {
            String other = StructuralPath.child(path, "other");
            sink.segment(other, "text without its tags", shown);
            EncodedContent.look(shown, other, sink);
        }
    }

    private String walk() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = c == '<' ? tagEnd(at) : at;
            if (end > at) {
                tag(at, end);
                at = end;
            } else if (c == '\n') {
                at++;
                if (isBeforeTag(at)) {
                    add(" ");
                } else {
                    endLine();
                }
            } else {
                int next = at + 1;
                while (next < text.length() && text.charAt(next) != '<' && text.charAt(next) != '\n') {
                    next++;
                }
                add(text.substring(at, next));
                at = next;
            }
        }
        endLine();
        return (found + shown.parted()).strip();
    }

    private boolean isBeforeTag(int from) {
        int at = from;
        while (at < text.length() && at - from < LONGEST_INDENT && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return hasTag && at < text.length() && text.charAt(at) == '<';
    }

    private void add(String more) {
        shown.append(more);
        boolean blank = more.isBlank();
        hasMore |= hasTag && hasText && !blank;
        hasText |= !blank;
    }

    private void endLine() {
        shown.endLine();
        if (hasMore) {
            found.append(shown.text(), lineBegin, shown.length());
        }
        lineBegin = shown.length();
        hasText = false;
        hasTag = false;
        hasMore = false;
    }

    private void tag(int from, int to) {
        boolean closing = text.charAt(from + 1) == '/';
        int start = from + (closing ? 2 : 1);
        int end = start;
        while (end < to && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        String name = text.substring(start, end).toLowerCase(Locale.ROOT);
        boolean cell = name.equals("td") || name.equals("th");
        boolean breaks =
                name.equals("br") || Tag.isKnownTag(name) && Tag.valueOf(name).isBlock();
        if (breaks && !cell) {
            endLine();
            return;
        }
        hasTag = true;
        if (!name.isEmpty()) {
            shown.border(name);
        }
        if (cell && closing) {
            shown.append("\t");
        }
    }

    /** Behind the tag or comment that begins here; where it begins if that is none. */
    private int tagEnd(int open) {
        if (text.startsWith("<!--", open)) {
            int end = isCommentOpen ? -1 : text.indexOf("-->", open + 4);
            isCommentOpen = end < 0;
            return end < 0 ? open : end + 3;
        }
        int at = open + 1;
        char next = at < text.length() ? text.charAt(at) : ' ';
        boolean named = next == '/' || next == '!' || next == '?' || isLetter(next);
        char quote = 0;
        for (; named && at < text.length() && at - open < LONGEST_TAG; at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '>') {
                return at + 1;
            } else if (c == '<') {
                return open;
            } else if ((c == '"' || c == '\'') && text.charAt(at - 1) == '=') {
                quote = c;
            }
        }
        return open;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
