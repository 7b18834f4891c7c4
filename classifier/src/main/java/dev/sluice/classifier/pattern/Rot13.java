package dev.sluice.classifier.pattern;

/** Letters moved by thirteen places, up to an empty line after the words that say so. */
final class Rot13 {
    private static final int LONGEST = 2000;

    private Rot13() {}

    /** @see Disguises.Step */
    static Reading read(Reading reading, Doubts doubts) {
        NormalText text = reading.text();
        Reading.Writer writer = null;
        for (int i = 0; i + 5 <= text.length(); i++) {
            int from = text.foldedAt(i) == 'r' ? labelEnd(text, i) : -1;
            if (from < 0) {
                continue;
            }
            writer = writer == null ? new Reading.Writer(reading) : writer;
            i = turn(text, writer, from);
        }
        return writer == null ? reading : writer.done();
    }

    /** Whether the label may end with the digits 13 that begin at a unit. */
    static boolean isLabel(NormalText text, int digits) {
        return digits >= 3 && labelEnd(text, digits - 3) > 0 || digits >= 4 && labelEnd(text, digits - 4) > 0;
    }

    private static int labelEnd(NormalText text, int i) {
        if (text.foldedAt(i) != 'r' || text.foldedAt(i + 1) != 'o' || text.foldedAt(i + 2) != 't') {
            return -1;
        }
        char sign = text.at(i + 3);
        int digits = sign == '-' || sign == ' ' || sign == '_' ? i + 4 : i + 3;
        boolean said = digits + 1 < text.length() && text.at(digits) == '1' && text.at(digits + 1) == '3';
        return said ? digits + 2 : -1;
    }

    private static int turn(NormalText text, Reading.Writer writer, int from) {
        int i = from;
        for (; i < text.length() && i - from < LONGEST; i++) {
            char c = text.at(i);
            if (c == '\n' && i + 1 < text.length() && text.at(i + 1) == '\n') {
                break;
            }
            char low = (char) (c | 32);
            if (c < 0x80 && low >= 'a' && low <= 'z') {
                writer.put(String.valueOf((char) (c + (low < 'n' ? 13 : -13))), i, i + 1);
            }
        }
        return i;
    }
}
