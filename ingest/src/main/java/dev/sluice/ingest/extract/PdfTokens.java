package dev.sluice.ingest.extract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Goes over the bytes of a PDF, or of drawing operations, token after token (ISO 32000-2 §7.2). Linear in them. */
final class PdfTokens {
    private static final String BLANKS = "\0\t\n\f\r ";
    private static final String DELIMITERS = "()<>[]{}/%";

    private final String raw;
    private final int end;
    private int at;

    PdfTokens(String raw, int from, int end) {
        this.raw = raw;
        this.at = from;
        this.end = end;
    }

    int at() {
        return at;
    }

    int end() {
        return end;
    }

    void to(int place) {
        at = Math.min(end, place);
    }

    /** The next sign that is no blank; zero at the end. */
    char next() {
        while (at < end && isBlank(at)) {
            at++;
        }
        return at < end ? raw.charAt(at) : 0;
    }

    static boolean isDelimiter(char c) {
        return DELIMITERS.indexOf(c) >= 0;
    }

    boolean isBlank(int place) {
        return BLANKS.indexOf(raw.charAt(place)) >= 0;
    }

    boolean startsWith(String sign) {
        return raw.startsWith(sign, at);
    }

    /** Where a mark stands next, or below zero. */
    int find(String mark, int from) {
        int found = raw.indexOf(mark, from);
        return found + mark.length() > end ? -1 : found;
    }

    String from(int start) {
        return raw.substring(start, at);
    }

    String between(int from, int to) {
        return raw.substring(from, to);
    }

    /** Where what begins here in this form ends, or below zero. */
    int matches(Pattern pattern) {
        Matcher matcher = pattern.matcher(raw).region(at, end);
        return matcher.lookingAt() ? matcher.end() : -1;
    }

    /** Passes over a word and gives it. */
    String word() {
        int start = at;
        while (at < end && !isBlank(at) && !isDelimiter(raw.charAt(at))) {
            at++;
        }
        return from(start);
    }

    void line() {
        while (at < end && raw.charAt(at) != '\n' && raw.charAt(at) != '\r') {
            at++;
        }
    }

    /** Passes over a string that begins here; whether it ends. */
    boolean string() {
        int open = 0;
        for (; at < end; at++) {
            char c = raw.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '(') {
                open++;
            } else if (c == ')' && --open == 0) {
                at++;
                return true;
            }
        }
        at = end;
        return false;
    }

    /** Passes over a string of hexadecimal digits that begins here; whether it ends, and holds nothing else. */
    boolean digits() {
        boolean digits = true;
        for (at++; at < end && raw.charAt(at) != '>'; at++) {
            digits &= Character.digit(raw.charAt(at), 16) >= 0 || isBlank(at);
        }
        boolean closed = at < end;
        to(at + 1);
        return closed && digits;
    }
}
