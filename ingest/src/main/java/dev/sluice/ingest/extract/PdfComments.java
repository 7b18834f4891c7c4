package dev.sluice.ingest.extract;

import java.util.Set;
import java.util.function.Consumer;

/**
 * What stands in a PDF, or in drawing operations, without being part of any object or operation: comments (ISO 32000-2 §7.2.4),
 * and words between objects. One pass over the bytes; streams are passed over.
 */
final class PdfComments {
    private static final Set<String> BETWEEN_OBJECTS = Set.of(
            "obj", "endobj", "xref", "trailer", "startxref", "f", "n", "R", "true", "false", "null", "endstream");
    private static final String BLANKS = "\0\t\n\f\r ";
    private static final String DELIMITERS = "()<>[]{}/%";

    private final String raw;
    private final boolean drawing;
    private final Consumer<String> told;
    private boolean inObject;
    private int at;

    private PdfComments(String raw, boolean drawing, Consumer<String> told) {
        this.raw = raw;
        this.drawing = drawing;
        this.told = told;
    }

    /** Tells of the comments among drawing operations, each byte of which is a sign here. */
    static void ofDrawing(String content, Consumer<String> told) {
        if (content.indexOf('%') >= 0) {
            new PdfComments(content, true, told).look(content.length());
        }
    }

    /** Tells of comments in a file, other than its head, marks and ends, and of what stands between its objects. */
    static void ofFile(String raw, int from, int to, Consumer<String> told) {
        PdfComments file = new PdfComments(raw, false, told);
        file.at = from;
        file.look(to);
    }

    private void look(int end) {
        int junk = -1;
        while (at < end) {
            char c = raw.charAt(at);
            int start = at;
            boolean outside = false;
            if (BLANKS.indexOf(c) >= 0) {
                at++;
                continue;
            } else if (c == '%') {
                skipLine(end);
                comment(raw.substring(start + 1, at));
            } else if (c == '(') {
                skipString(end);
                outside = !inObject;
            } else if (c == '<' && at + 1 < end && raw.charAt(at + 1) != '<') {
                int close = raw.indexOf('>', at);
                at = close < 0 || close >= end ? end : close + 1;
                outside = !inObject;
            } else if (DELIMITERS.indexOf(c) >= 0) {
                at++;
                if (c == '/') {
                    skipWord(end);
                    outside = !inObject;
                }
            } else {
                skipWord(end);
                outside = word(raw.substring(start, at), end);
            }
            if (outside && !drawing) {
                junk = junk < 0 ? start : junk;
            } else if (junk >= 0) {
                text(raw.substring(junk, start));
                junk = -1;
            }
        }
        if (junk >= 0) {
            text(raw.substring(junk, Math.min(at, end)));
        }
    }

    /** Whether a word belongs to nothing in the file. */
    private boolean word(String word, int end) {
        if (drawing) {
            if (word.equals("ID")) {
                skipPicture(end);
            }
            return false;
        }
        switch (word) {
            case "obj", "trailer" -> inObject = true;
            case "endobj", "startxref", "xref" -> inObject = false;
            case "stream" -> {
                int close = inObject ? raw.indexOf("endstream", at) : -1;
                at = close < 0 || close >= end ? at : close;
                return close < 0;
            }
            default -> {
                return !inObject && !BETWEEN_OBJECTS.contains(word) && !isPlace(word);
            }
        }
        return false;
    }

    /** Numbers of objects, and offsets, of tables and behind them. */
    private static boolean isPlace(String word) {
        return word.length() <= 10 && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void skipWord(int end) {
        while (at < end && BLANKS.indexOf(raw.charAt(at)) < 0 && DELIMITERS.indexOf(raw.charAt(at)) < 0) {
            at++;
        }
    }

    private void skipLine(int end) {
        while (at < end && raw.charAt(at) != '\n' && raw.charAt(at) != '\r') {
            at++;
        }
    }

    private void skipString(int end) {
        int depth = 0;
        for (; at < end; at++) {
            char c = raw.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                at++;
                return;
            }
        }
        at = end;
    }

    /** The points of a picture among the operations end with a word of their own. */
    private void skipPicture(int end) {
        int close = raw.indexOf("EI", at);
        while (close >= 0 && close < end) {
            boolean alone = BLANKS.indexOf(raw.charAt(close - 1)) >= 0
                    && (close + 2 >= end || BLANKS.indexOf(raw.charAt(close + 2)) >= 0);
            if (alone) {
                at = close + 2;
                return;
            }
            close = raw.indexOf("EI", close + 1);
        }
    }

    private void comment(String text) {
        boolean formal = text.startsWith("PDF-") && text.length() <= 8 || text.equals("%EOF");
        if (!formal) {
            text(text);
        }
    }

    /** The mark that a file is binary has no words. */
    private void text(String text) {
        String written = text.strip();
        boolean said = written.chars()
                        .filter(c -> c < 0x80 && Character.isLetterOrDigit(c))
                        .count()
                > 2;
        if (said) {
            told.accept(written);
        }
    }
}
