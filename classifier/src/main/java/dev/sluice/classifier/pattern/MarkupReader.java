package dev.sluice.classifier.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads elements, attributes and text of XML in one pass. Nothing of it needs to be well-formed: an end tag that fits no
 * open element is passed over, and one that fits an outer element ends those within.
 *
 * @see <a href="https://www.w3.org/TR/xml/">XML 1.0</a>
 */
final class MarkupReader {
    /** Is told what is read; names are without their prefix. */
    interface Listener {
        /** An element begins. */
        void open(String name, List<Attribute> attributes);

        /** Text within the element that began last and has not ended. */
        void text(int start, int end);

        /** The element that began last and has not ended ends. */
        void close();
    }

    /** An attribute and where its value stands. */
    record Attribute(String name, int start, int end) {}

    private static final int LONGEST_NAME = 64;
    private static final int MOST_LEVELS = 128;
    private static final int MOST_ATTRIBUTES = 32;

    private final Scan scan;
    private final NormalText text;
    private final Listener listener;
    private final List<String> open = new ArrayList<>();

    MarkupReader(Scan scan, Listener listener) {
        this.scan = scan;
        this.text = scan.text;
        this.listener = listener;
    }

    /**
     * Reads from a unit to the end of the element that begins there, or to the end of the window.
     *
     * @param within whether the unit lies within an element that began earlier, so that no end tag ends the reading
     * @return where the reading ended
     */
    int read(int from, boolean within) {
        int at = from;
        int textStart = from;
        while (at < text.length()) {
            if (text.at(at) != '<' || !RecordText.isWritten(text, at)) {
                at++;
                continue;
            }
            if (at > textStart && !open.isEmpty()) {
                listener.text(textStart, at);
            }
            at = tag(at);
            textStart = at;
            if (open.isEmpty() && !within) {
                break;
            }
        }
        scan.spend((at - from) / 4 + 1);
        return at;
    }

    /**
     * Reads a record of a format, as {@link #read} does, and has the scan remember how far.
     *
     * @param within whether the record began in an earlier window
     */
    static void record(Scan scan, ClinicalFormats.Format format, Listener listener, int from, boolean within) {
        int end = new MarkupReader(scan, listener).read(from, within);
        if (end >= scan.text.length()) {
            scan.formats.readTo(format, end);
        } else {
            scan.formats.ended(format, end);
        }
    }

    /** Where the tag begins whose name ends with the token, or -1. */
    static int tagNamed(Scan scan, int token) {
        if (scan.isSign(token - 1, '<')) {
            return scan.tokens.start[token - 1];
        }
        int prefix = scan.isNumber(token - 2) ? token - 3 : token - 2;
        return scan.isSign(token - 1, ':') && scan.isSign(prefix - 1, '<') ? scan.tokens.start[prefix - 1] : -1;
    }

    /** Where the tag begins that the token stands in, or -1 if that is further away than {@code longest} units. */
    static int tagAround(Scan scan, int token, int longest) {
        int start = scan.tokens.start[token];
        int begin = Math.max(0, start - longest);
        int at = start;
        while (at > begin && scan.text.at(at) != '<' && scan.text.at(at) != '>') {
            at--;
        }
        scan.spend(start - at);
        return scan.text.at(at) == '<' ? at : -1;
    }

    private char at(int i) {
        return i < text.length() ? text.at(i) : 0;
    }

    /** Reads the tag, comment or other markup that begins at a unit; what follows it. */
    private int tag(int start) {
        char kind = at(start + 1);
        if (kind == '!' && at(start + 2) == '-') {
            return after(start + 4, "-->");
        }
        if (kind == '!' && at(start + 2) == '[') {
            return start + 9;
        }
        if (kind == '!' || kind == '?') {
            return after(start + 2, ">");
        }
        if (kind == '/') {
            int end = nameEnd(start + 2);
            close(name(start + 2, end));
            return after(end, ">");
        }
        return Units.isLetter(kind) ? element(start + 1) : start + 1;
    }

    private int after(int from, String sign) {
        int at = from;
        while (at < text.length() && !matches(at, sign)) {
            at++;
        }
        return Math.min(text.length(), at + sign.length());
    }

    private boolean matches(int at, String sign) {
        for (int i = 0; i < sign.length(); i++) {
            if (at(at + i) != sign.charAt(i)) {
                return false;
            }
        }
        return RecordText.isWritten(text, at);
    }

    private int nameEnd(int from) {
        int at = from;
        while (isNamePart(at(at))) {
            at++;
        }
        return at;
    }

    private static boolean isNamePart(char c) {
        return Units.isLetterOrDigit(c) || c == ':' || c == '-' || c == '_' || c == '.';
    }

    /** Without its prefix. */
    private String name(int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            start = text.at(i) == ':' ? i + 1 : start;
        }
        return text.slice(start, Math.min(to, start + LONGEST_NAME));
    }

    private int element(int start) {
        int at = nameEnd(start);
        String name = name(start, at);
        List<Attribute> attributes = new ArrayList<>();
        while (at < text.length() && text.at(at) != '>' && text.at(at) != '<') {
            if (isNamePart(text.at(at))) {
                int end = nameEnd(at);
                int quote = RecordText.blanksEnd(
                        text, at(RecordText.blanksEnd(text, end)) == '=' ? RecordText.blanksEnd(text, end) + 1 : end);
                if (at(quote) != '"' && at(quote) != '\'' || quote == end) {
                    at = end;
                    continue;
                }
                int valueEnd = quoted(quote + 1, at(quote));
                if (attributes.size() < MOST_ATTRIBUTES) {
                    attributes.add(new Attribute(name(at, end), quote + 1, valueEnd));
                }
                at = at(valueEnd) == '<' ? valueEnd : valueEnd + 1;
            } else {
                at++;
            }
        }
        boolean empty = at(at - 1) == '/';
        if (open.size() < MOST_LEVELS) {
            open.add(name);
            listener.open(name, attributes);
            if (empty) {
                close(name);
            }
        }
        return at(at) == '>' ? at + 1 : Math.min(at, text.length());
    }

    /** Where a value ends: at its quotation mark, or where the next tag begins, which no value may hold. */
    private int quoted(int from, char quote) {
        int at = from;
        while (at < text.length()
                && !((text.at(at) == quote || text.at(at) == '<') && RecordText.isWritten(text, at))) {
            at++;
        }
        return at;
    }

    private void close(String name) {
        int level = open.lastIndexOf(name);
        while (level >= 0 && open.size() > level) {
            open.removeLast();
            listener.close();
        }
    }
}
