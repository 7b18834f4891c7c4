package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.Arrays;
import java.util.Map;

/** A value at a position of a record that its format reserves for it: what is reported of it, whatever it looks like. */
final class Field {
    /** Confidence of a value whose place in the record says what it is. */
    static final double PLACED = 0.9;

    /** Confidence of a number that the record calls a person's without saying of which kind. */
    static final double UNTYPED = 0.8;

    private static final int LONGEST = 1024;

    private Field() {}

    /** Adds the names, which blanks part, to a table of what values are. */
    static void types(Map<String, FindingType> table, FindingType type, String names) {
        for (String name : names.split(" ")) {
            table.put(name, type);
        }
    }

    /** Reports the value without the blanks and quotes around it, at most 1,024 units of it; nothing of an empty one. */
    static void emit(Scan scan, FindingType type, int from, int to, double confidence) {
        NormalText text = scan.text;
        int start = from;
        int end = Math.min(to, from + LONGEST);
        while (start < end && isAround(text.at(start))) {
            start++;
        }
        while (end > start && isAround(text.at(end - 1))) {
            end--;
        }
        if (!hasContent(text, start, end)) {
            return;
        }
        scan.spend((end - start) / 8 + 1);
        if (type == FindingType.PERSON) {
            keep(scan, start, end);
        }
        scan.add(type, start, end, confidence);
    }

    private static boolean isAround(char c) {
        return c <= ' ' || c == '"';
    }

    private static boolean hasContent(NormalText text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Units.isLetterOrDigit(text.at(i)) || Character.isSurrogate(text.at(i))) {
                return true;
            }
        }
        return false;
    }

    /** Digits in the value. */
    static int digits(NormalText text, int from, int to) {
        int digits = 0;
        for (int i = from; i < Math.min(to, from + LONGEST); i++) {
            digits += Units.isDigit(text.at(i)) ? 1 : 0;
        }
        return digits;
    }

    /** Whether the value has the sign. */
    static boolean has(NormalText text, int from, int to, char sign) {
        for (int i = from; i < Math.min(to, from + LONGEST); i++) {
            if (text.at(i) == sign) {
                return true;
            }
        }
        return false;
    }

    /** Later mentions of a name that a record gives away are the same person. */
    private static void keep(Scan scan, int start, int end) {
        int at = Arrays.binarySearch(scan.tokens.start, 0, scan.count(), start);
        int first = at < 0 ? -at - 1 : at;
        int last = first;
        while (last < scan.count() && scan.tokens.start[last] < end) {
            last++;
        }
        scan.names.keep(first, last - 1);
    }
}
