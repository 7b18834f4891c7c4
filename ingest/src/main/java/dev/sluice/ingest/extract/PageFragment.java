package dev.sluice.ingest.extract;

import java.util.Locale;
import java.util.Optional;
import org.jsoup.parser.Tag;

/**
 * Tells text that is shown as a page although it does not begin like one: the body of most mail, an entry of a book, a
 * file that begins with its first paragraph. Linear in the text.
 */
final class PageFragment {
    /** Tags that a text about pages or in a language with angle brackets may well have. */
    private static final int HANDFUL = 5;

    private static final int LONGEST_NAME = 12;

    private PageFragment() {}

    /** Whether a text is read as a page too, going by the name and the type it has. */
    static boolean isOne(String text, Optional<String> name, Optional<String> type) {
        boolean called = name.filter(PageFragment::isPageName).isPresent()
                || type.filter(PageFragment::isPageType).isPresent();
        return isOne(text, called);
    }

    /** Whether a text is read as a page too: where it is called one by a single tag, else by more than a handful. */
    static boolean isOne(String text, boolean called) {
        return hasTags(text, called ? 1 : HANDFUL + 1);
    }

    /** Whether nobody takes a text that is declared a page for anything else. */
    static boolean isCertain(String text) {
        return hasTags(text, HANDFUL + 1) && PlainText.isRunningText(text);
    }

    static boolean isPageName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".html")
                || lower.endsWith(".htm")
                || lower.endsWith(".xhtml")
                || lower.endsWith(".xht")
                || lower.endsWith(".shtml");
    }

    static boolean isPageType(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith("text/html") || lower.startsWith("application/xhtml+xml");
    }

    private static boolean hasTags(String text, int least) {
        int tags = 0;
        for (int open = text.indexOf('<'); open >= 0 && tags < least; open = text.indexOf('<', open + 1)) {
            tags += isTag(text, open) ? 1 : 0;
        }
        return tags >= least;
    }

    private static boolean isTag(String text, int open) {
        int start = open + 1 < text.length() && text.charAt(open + 1) == '/' ? open + 2 : open + 1;
        int end = start;
        while (end < text.length() && end - start <= LONGEST_NAME && isNamed(text.charAt(end))) {
            end++;
        }
        if (end == start || end == text.length()) {
            return false;
        }
        char next = text.charAt(end);
        return (next == '>' || next == '/' || Character.isWhitespace(next))
                && Tag.isKnownTag(text.substring(start, end).toLowerCase(Locale.ROOT));
    }

    private static boolean isNamed(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
