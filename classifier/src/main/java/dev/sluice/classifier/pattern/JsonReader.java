package dev.sluice.classifier.pattern;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads the objects and strings of JSON text in one pass, whatever stands before, between and after them. Nothing of it
 * needs to be well-formed: what does not fit is passed over.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class JsonReader {
    private static final int LONGEST_KEY = 64;
    private static final int MOST_LEVELS = 256;

    private final Scan scan;
    private final NormalText text;
    private final FhirResource resource;

    /** The member that each open array or object is the value of; an array's is also that of what it holds. */
    private final Deque<String> keys = new ArrayDeque<>();

    private final Deque<Boolean> arrays = new ArrayDeque<>();
    private String key = "";

    JsonReader(Scan scan, FhirResource resource) {
        this.scan = scan;
        this.text = scan.text;
        this.resource = resource;
    }

    /**
     * Reads from a unit to the end of the window.
     *
     * @param within whether the unit may lie within a string
     */
    void read(int from, boolean within) {
        int at = within ? firstKey(from) : from;
        scan.spend((text.length() - at) / 4 + 1);
        while (at < text.length()) {
            switch (text.at(at)) {
                case '"' -> at = RecordText.isWritten(text, at) ? string(at + 1) : at;
                case '{' -> open(false);
                case '[' -> open(true);
                case '}', ']' -> close();
                case ',' -> key = inArray() ? key : "";
                default -> {}
            }
            at++;
        }
    }

    private boolean inArray() {
        return !arrays.isEmpty() && arrays.peek();
    }

    private void open(boolean array) {
        if (keys.size() >= MOST_LEVELS) {
            return;
        }
        keys.push(key);
        arrays.push(array);
        if (!array) {
            resource.open(key);
            key = "";
        }
    }

    private void close() {
        if (keys.isEmpty()) {
            return;
        }
        key = keys.pop();
        if (!arrays.pop()) {
            resource.close();
        }
        key = inArray() ? keys.peek() : "";
    }

    /** Reads the string that begins at a unit; where it ends. */
    private int string(int start) {
        int end = stringEnd(start);
        if (end < text.length() && text.at(end) == '"') {
            int next = RecordText.blanksEnd(text, end + 1);
            if (next < text.length() && text.at(next) == ':') {
                key = end - start <= LONGEST_KEY ? text.slice(start, end) : "";
            } else if (!key.isEmpty()) {
                resource.value(key, start, end);
            }
        }
        return end;
    }

    /** The quotation mark that ends a string, or the end of the line or the text. */
    private int stringEnd(int start) {
        int at = start;
        while (at < text.length()) {
            char c = text.at(at);
            if (c == '"' && RecordText.isWritten(text, at) || c == '\n' && RecordText.isWritten(text, at)) {
                return at;
            }
            at += c == '\\' && RecordText.isWritten(text, at) ? 2 : 1;
        }
        return text.length();
    }

    /** The first unit from which on strings are surely told from what is between them: a brace or comma before a key. */
    private int firstKey(int from) {
        for (int at = from; at < text.length(); at++) {
            char c = text.at(at);
            if (c == '{' || c == ',') {
                int quote = RecordText.blanksEnd(text, at + 1);
                int end = quote + 1;
                while (end < text.length() && end - quote <= LONGEST_KEY && Units.isLetterOrDigit(text.at(end))) {
                    end++;
                }
                boolean quoted = end + 1 < text.length() && text.at(quote) == '"' && text.at(end) == '"';
                if (quoted && text.at(end + 1) == ':') {
                    return at;
                }
                at = Math.max(at, quote - 1);
            }
        }
        return text.length();
    }
}
