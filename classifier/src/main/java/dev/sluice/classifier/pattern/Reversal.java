package dev.sluice.classifier.pattern;

import java.util.List;
import java.util.stream.Stream;

/**
 * Text that runs backwards: after a right-to-left override (Unicode Standard Annex 9), after words that say so, and lines
 * that hold reversed function words.
 */
final class Reversal {
    private static final int LONGEST = 400;
    private static final WordTable SAID = WordTable.of("backwards backward reverse reversed mirrored inverted");
    private static final WordTable TURNED = WordTable.of(
            "eht dna siht taht htiw morf rof uoy ruoy evah saw era ti ot fo reh sih",
            word -> word.length() < 3 ? 1 : 2);
    static final int ENOUGH = 4;

    private Reversal() {}

    /** The words that tell that others run backwards, or run so themselves. */
    static List<String> words() {
        return Stream.of(SAID, TURNED)
                .flatMap(table -> table.words().stream())
                .distinct()
                .toList();
    }

    /** How much the word tells of that: {@link #ENOUGH} in a line, or one that says so, is needed. */
    static int weight(NormalText text, int start, int end) {
        return SAID.value(text, start, end) > 0 ? ENOUGH : TURNED.value(text, start, end);
    }

    /** @see Disguises.Step */
    static Reading read(Reading reading, Doubts doubts) {
        NormalText text = reading.text();
        Reading.Writer writer = null;
        int line = 0;
        int weight = 0;
        int said = -1;
        for (int i = 0; i <= text.length(); ) {
            boolean ends = i == text.length() || text.at(i) == '\n' || i - line >= LONGEST && text.at(i) == ' ';
            if (ends) {
                int from = weight >= ENOUGH ? line : said;
                if (from >= 0 && i - from > 4) {
                    writer = writer == null ? new Reading.Writer(reading) : writer;
                    turn(text, writer, from, i);
                }
                i++;
                line = i;
                weight = 0;
                said = -1;
            } else if (text.isOverride(i)) {
                int end = text.overrideEnd(i, LONGEST * 4);
                if (writer == null || i >= writer.next()) {
                    writer = writer == null ? new Reading.Writer(reading) : writer;
                    turn(text, writer, i, end);
                }
                i = end;
            } else if (Units.isLetter(text.at(i))) {
                int end = WordTable.wordEnd(text, i);
                weight += TURNED.value(text, i, end);
                said = SAID.value(text, i, end) > 0 ? end : said;
                i = end;
            } else {
                i++;
            }
        }
        return writer == null ? reading : writer.done();
    }

    private static void turn(NormalText text, Reading.Writer writer, int from, int to) {
        int start = Math.max(from, writer.next());
        if (start < to) {
            writer.put(" " + new StringBuilder(text.slice(start, to)).reverse() + " ", start, to);
        }
    }
}
