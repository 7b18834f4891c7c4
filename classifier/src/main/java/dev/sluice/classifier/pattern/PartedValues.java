package dev.sluice.classifier.pattern;

import java.util.List;

/** A value whose parts stand in several cells, lines or segments behind its label. */
final class PartedValues {
    private static final int REACH = 90;
    private static final int LONGEST_HEADER = 80;
    private static final WordTable LABELS = WordTable.of(
            "ssn social iban card phone telephone tel mobile cell fax mrn account passport dob birth birthday born visa"
                    + " mastercard nhs",
            word -> word.equals("dob") || word.startsWith("b") ? 2 : 1);

    private PartedValues() {}

    /** The labels. */
    static List<String> words() {
        return LABELS.words();
    }

    /** Whether a value may be parted behind the end of a label. */
    static boolean isParted(NormalText text, int labelEnd) {
        int to = Math.min(text.length(), labelEnd + REACH);
        for (int i = labelEnd; i < to; i++) {
            if (isBorder(text, i) && isParted(text, i, borderEnd(text, i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a value or its next part stands behind a border, and something it belongs to before. */
    private static boolean isParted(NormalText text, int border, int end) {
        if (end >= text.length() || lastSolid(text, border) < 0) {
            return false;
        }
        char c = text.at(end);
        boolean sign = c == '-' || c == '/';
        return sign ? end + 1 < text.length() && Units.isDigit(text.at(end + 1)) : c == '(' || Units.isDigit(c);
    }

    /** @see Disguises.Step */
    static Reading read(Reading reading, Doubts doubts) {
        NormalText text = reading.text();
        Reading.Writer writer = null;
        int reach = -1;
        boolean birth = false;
        for (int i = 0; i < text.length(); ) {
            char c = text.at(i);
            if (Units.isLetter(c)) {
                int end = WordTable.wordEnd(text, i);
                int label = LABELS.value(text, i, end);
                if (label > 0) {
                    reach = end + REACH;
                    birth = label == 2;
                }
                i = end;
            } else if (i < reach && isBorder(text, i) && i > 0) {
                int end = borderEnd(text, i);
                if (isParted(text, i, end)) {
                    int before = lastSolid(text, i);
                    writer = writer == null ? new Reading.Writer(reading) : writer;
                    writer.put(glue(text, before, end, birth), before + 1, end);
                    reach = Math.max(reach, end + REACH / 2);
                }
                i = Math.max(end, i + 1);
            } else {
                i++;
            }
        }
        return writer == null ? reading : writer.done();
    }

    private static boolean isBorder(NormalText text, int i) {
        char c = text.at(i);
        return c == '\n' || c == '\t' || c == '|' || c == ';' || c == '\r';
    }

    /** Behind the border, its blanks and the header of a segment. */
    private static int borderEnd(NormalText text, int from) {
        int i = from;
        int breaks = 0;
        while (i < text.length() && i - from < 40 && (isBorder(text, i) || text.at(i) == ' ')) {
            breaks += text.at(i) == '\n' ? 1 : 0;
            i++;
        }
        if (breaks == 2 && i < text.length() && text.at(i) == '[') {
            for (int at = i; at < text.length() && at - i < LONGEST_HEADER; at++) {
                if (text.at(at) == ']' && at + 1 < text.length() && text.at(at + 1) == '\n') {
                    return at + 2;
                }
            }
        }
        return i;
    }

    /** The last unit before the border that is no blank, or -1 if it can't belong to a label or value. */
    private static int lastSolid(NormalText text, int border) {
        int i = border - 1;
        while (i > 0 && border - i < 8 && text.at(i) == ' ') {
            i--;
        }
        char c = i < 0 ? ' ' : text.at(i);
        return Units.isLetterOrDigit(c) || c == ':' || c == '-' || c == '/' || c == ')' ? i : -1;
    }

    private static String glue(NormalText text, int before, int after, boolean birth) {
        char last = text.at(before);
        char next = text.at(after);
        if (last == '-' || last == '/' || next == '-' || next == '/') {
            return "";
        }
        if (!Units.isDigit(last)) {
            return " ";
        }
        if (birth) {
            return "/";
        }
        return sign(text, before, -1) == '-' || sign(text, after, 1) == '-' ? "-" : " ";
    }

    /** The sign at the end of the digits that begin here. */
    private static char sign(NormalText text, int from, int step) {
        int i = from;
        while (i >= 0 && i < text.length() && Units.isDigit(text.at(i))) {
            i += step;
        }
        return i >= 0 && i < text.length() ? text.at(i) : ' ';
    }
}
