package dev.sluice.ingest.extract;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What stands in a PDF, or in drawing operations, without being part of any object or operation: comments (ISO 32000-2 §7.2.4),
 * and words and numbers between objects, or in them where only a value can stand. Streams are passed over.
 */
final class PdfComments {
    private static final String BLANK = "[\\x00\\t\\n\\f\\r ]";
    private static final String WORD_END = "(?=[\\x00\\t\\n\\f\\r ()<>\\[\\]{}/%]|\\z)";
    /** No program gives an object a number beyond the least that all have to know (ISO 32000-1 annex C). */
    private static final String NUMBERS = "\\d{1,7}" + BLANK + "{1,20}\\d{1,5}" + BLANK + "{1,20}";

    private static final Pattern OBJECT = Pattern.compile(NUMBERS + "obj" + WORD_END);
    private static final Pattern REFERENCE = Pattern.compile(NUMBERS + "R" + WORD_END);
    private static final String ROW_START = BLANK + "{0,20}\\d{10}" + BLANK + "{1,4}\\d{5}" + BLANK + "{1,4}[nf]";
    private static final Pattern ROW = Pattern.compile(ROW_START + WORD_END);
    private static final Pattern ROWS_HEAD = Pattern.compile(BLANK + "{0,20}\\d{1,7}" + BLANK + "{1,4}(?:\\d{1,7}(?="
            + BLANK + "{0,4}" + ROW_START + ")|0(?=" + BLANK + "{1,20}(?:trailer|\\d)))");
    private static final Pattern OFFSET = Pattern.compile(BLANK + "{1,20}\\d{1,10}" + WORD_END);
    private static final Pattern DICTIONARY = Pattern.compile(BLANK + "{0,20}<<");
    private static final Pattern NUMBER = Pattern.compile("[+-]*+\\d*+\\.?+\\d*+");
    private static final String STREAM_END = "endstream";

    private final PdfTokens tokens;
    private final PdfAsides asides;
    /** Where words and numbers begin that belong to nothing, and where they end; below zero if there are none. */
    private int junk = -1;

    private int junkEnd;
    /** Where a word and its offset begin; behind them nothing but the mark of an end stands. */
    private int pending = -1;

    private boolean inValue;
    private int depth;
    private boolean isOpen;
    private boolean behindDictionary;
    private boolean inPicture;
    /** From here on a stream or a picture has no end, so that nobody looks for it once more. */
    private boolean noEnds;

    private PdfComments(PdfTokens tokens, Consumer<String> told) {
        this.tokens = tokens;
        this.asides = new PdfAsides(told);
    }

    /** Tells of the comments among drawing operations, each byte of which is a sign here. */
    static void ofDrawing(String content, Consumer<String> told) {
        if (content.indexOf('%') >= 0) {
            new PdfComments(new PdfTokens(content, 0, content.length()), told).look(true);
        }
    }

    /** Tells of comments in a file, other than its head, marks and ends, and of what stands between its objects. */
    static void ofFile(String raw, int from, int to, Consumer<String> told) {
        new PdfComments(new PdfTokens(raw, from, to), told).look(false);
    }

    private void look(boolean drawing) {
        while (true) {
            char c = tokens.next();
            int start = tokens.at();
            if (start >= tokens.end()) {
                break;
            } else if (c == '%') {
                tokens.line();
                pending = -1;
                asides.comment(tokens.between(start + 1, tokens.at()));
            } else if (drawing) {
                operation(c, start);
            } else if (c >= '0' && c <= '9' && object(start)) {
                behindDictionary = false;
            } else if (inValue) {
                value(c, start);
            } else {
                between(c, start);
                behindDictionary = false;
            }
        }
        tellJunk();
    }

    private void operation(char c, int start) {
        if (c == '(') {
            string(start);
        } else if (c == '<') {
            angle(start);
        } else if (PdfTokens.isDelimiter(c)) {
            tokens.to(start + 1);
        } else {
            String word = tokens.word();
            inPicture |= word.equals("BI");
            if (inPicture && word.equals("ID")) {
                inPicture = false;
                skipPicture();
            }
        }
    }

    private void between(char c, int start) {
        if (PdfTokens.isDelimiter(c)) {
            tokens.to(start + 1);
            junk(start);
            return;
        }
        boolean formal = switch (tokens.word()) {
            case "xref" -> table();
            case "trailer" -> tokens.matches(DICTIONARY) > 0 && begin(false);
            case "startxref" -> offset(start);
            case "stream" -> behindDictionary && skipStream();
            case "endobj" -> closeObject();
            default -> false;
        };
        if (!formal) {
            junk(start);
        } else if (pending < 0) {
            tellJunk();
        }
    }

    private void value(char c, int start) {
        boolean mayBeStream = behindDictionary;
        behindDictionary = false;
        switch (c) {
            case '(' -> string(start);
            case '<' -> angle(start);
            case '[', '{' -> {
                tokens.to(start + 1);
                depth++;
            }
            case ']', '}' -> close(1);
            case '>' -> close(tokens.startsWith(">>") ? 2 : 1);
            case '/' -> {
                tokens.to(start + 1);
                tokens.word();
            }
            default -> {
                if (c == ')') {
                    tokens.to(start + 1);
                    junk(start);
                } else if (!belongs(mayBeStream)) {
                    junk(start);
                } else {
                    inValue &= depth > 0;
                }
                return;
            }
        }
        inValue &= depth > 0;
        tellJunk();
    }

    private void close(int signs) {
        behindDictionary = isOpen && signs == 2;
        depth = Math.max(0, depth - 1);
        tokens.to(tokens.at() + signs);
    }

    /** Whether a word in a value is one of it; a number beside a word that is not is not, either. */
    private boolean belongs(boolean mayBeStream) {
        int reference = junk < 0 ? tokens.matches(REFERENCE) : -1;
        if (reference > 0) {
            tokens.to(reference);
            return true;
        }
        String word = tokens.word();
        if (word.equals("endobj") && closeObject() || word.equals("stream") && mayBeStream && skipStream()) {
            tellJunk();
            return true;
        }
        return word.equals("true")
                || word.equals("false")
                || word.equals("null")
                || word.equals("R")
                || junk < 0 && NUMBER.matcher(word).matches();
    }

    /** Whether an object begins here; words before its numbers may be about them. */
    private boolean object(int start) {
        int found = tokens.matches(OBJECT);
        if (found < 0) {
            return false;
        }
        tokens.to(found);
        if (junk >= 0) {
            junk(start);
        }
        return begin(true);
    }

    private boolean begin(boolean object) {
        tellJunk();
        inValue = true;
        isOpen = object;
        depth = 0;
        pending = -1;
        return true;
    }

    private boolean closeObject() {
        boolean formal = isOpen;
        isOpen = false;
        inValue = false;
        return formal;
    }

    private boolean table() {
        int from = tokens.at();
        int next = from;
        while (next >= 0) {
            tokens.to(next);
            next = Math.max(tokens.matches(ROW), tokens.matches(ROWS_HEAD));
        }
        return tokens.at() > from;
    }

    /** An offset leads into the file. */
    private boolean offset(int start) {
        int from = tokens.at();
        int found = tokens.matches(OFFSET);
        if (found < 0 || Long.parseLong(tokens.between(from, found).strip().replace("\0", "")) > tokens.end()) {
            return false;
        }
        tellJunk();
        tokens.to(found);
        pending = start;
        return true;
    }

    private boolean skipStream() {
        int close = noEnds ? -1 : tokens.find(STREAM_END, tokens.at());
        noEnds = close < 0;
        if (noEnds) {
            return false;
        }
        tokens.to(close + STREAM_END.length());
        inValue = false;
        return true;
    }

    /** The points of a picture among the operations end with a word of their own. */
    private void skipPicture() {
        int close = noEnds ? -1 : tokens.find("EI", tokens.at());
        while (close >= 0) {
            if (tokens.isBlank(close - 1) && (close + 2 >= tokens.end() || tokens.isBlank(close + 2))) {
                tokens.to(close + 2);
                return;
            }
            close = tokens.find("EI", close + 1);
        }
        noEnds = true;
    }

    /** Passes over a string; what stands behind its beginning is told if it has no end. */
    private void string(int start) {
        if (!tokens.string()) {
            asides.text(tokens.from(start));
        }
    }

    private void angle(int start) {
        if (tokens.startsWith("<<")) {
            tokens.to(start + 2);
            depth++;
        } else if (!tokens.digits()) {
            asides.text(tokens.from(start));
        }
    }

    private void junk(int start) {
        if (junk < 0) {
            junk = pending < 0 ? start : pending;
        }
        pending = -1;
        junkEnd = tokens.at();
    }

    private void tellJunk() {
        if (junk >= 0) {
            asides.text(tokens.between(junk, junkEnd));
            junk = -1;
        }
    }
}
