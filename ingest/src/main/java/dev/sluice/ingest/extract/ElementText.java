package dev.sluice.ingest.extract;

import java.util.Set;

/**
 * The text of a page as it runs through its elements. Where two of them meet without white space, a label and its value
 * are parted; where one word may go on over the border, it stays whole, and the line stands apart once more with its
 * elements parted. One thread.
 */
final class ElementText {
    /** Elements within a word as likely as between two: bold, raised, marked. */
    private static final Set<String> WITHIN_WORDS = Set.of(
            "b", "i", "u", "em", "strong", "sub", "sup", "font", "small", "big", "mark", "s", "del", "ins", "tt", "r",
            "t");

    private enum Border {
        NONE,
        WITHIN_WORD,
        CERTAIN
    }

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder parted = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private Border border = Border.NONE;
    private boolean doubtful;

    /** An element begins or ends here. */
    void border(String element) {
        if (element.equals("wbr")) {
            return;
        }
        if (!WITHIN_WORDS.contains(element)) {
            border = Border.CERTAIN;
        } else if (border == Border.NONE) {
            border = Border.WITHIN_WORD;
        }
    }

    /** Adds text that goes on in the same line unless it holds line breaks itself. */
    void append(String more) {
        if (more.isEmpty()) {
            return;
        }
        if (border != Border.NONE && isInWord(last()) && isInWord(more.codePointAt(0))) {
            line.append(' ');
            if (border == Border.CERTAIN && isNewWord(last(), more.codePointAt(0))) {
                text.append(' ');
            } else {
                doubtful = true;
            }
        }
        border = Border.NONE;
        text.append(more);
        line.append(more);
    }

    /** Ends the line if anything stands in it. */
    void endLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
        close();
    }

    private void close() {
        if (doubtful) {
            parted.append(line).append('\n');
        }
        line.setLength(0);
        doubtful = false;
        border = Border.NONE;
    }

    boolean endsWithSpace() {
        return text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    int length() {
        return text.length();
    }

    StringBuilder text() {
        return text;
    }

    /** The lines in which a word may go on over the border of elements, with the elements parted. */
    String parted() {
        close();
        return parted.toString();
    }

    private int last() {
        return text.isEmpty() ? ' ' : text.codePointBefore(text.length());
    }

    private static boolean isInWord(int c) {
        return Character.isLetterOrDigit(c);
    }

    private static boolean isNewWord(int before, int after) {
        return Character.isDigit(before) != Character.isDigit(after)
                || Character.isLowerCase(before) && Character.isUpperCase(after);
    }
}
