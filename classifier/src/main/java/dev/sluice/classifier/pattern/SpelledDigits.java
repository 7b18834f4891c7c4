package dev.sluice.classifier.pattern;

import java.util.List;
import java.util.Map;

/** Digits in words of the languages that the lists of names cover, one by one: "two one nine dash zero nine". */
final class SpelledDigits {
    static final int FEWEST = 5;
    private static final int LONGEST_GAP = 3;
    private static final int DASH = 20;
    private static final int DOUBLE = 21;
    private static final int TRIPLE = 22;
    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(0, "zero oh cero null nul nulo"),
            Map.entry(1, "one uno una un une ein eins eine um uma een"),
            Map.entry(2, "two dos deux zwei zwo due dois duas twee"),
            Map.entry(3, "three tres trois drei tre drie"),
            Map.entry(4, "four cuatro quatre vier quattro quatro"),
            Map.entry(5, "five cinco cinq funf fuenf cinque vijf"),
            Map.entry(6, "six seis sechs sei zes meia"),
            Map.entry(7, "seven siete sept sieben sette sete zeven"),
            Map.entry(8, "eight ocho huit acht otto oito"),
            Map.entry(9, "nine niner nueve neuf neun nove negen"),
            Map.entry(DASH, "dash hyphen minus guion raya tiret strich bindestrich trattino hifen traco streepje"),
            Map.entry(DOUBLE, "double doble doppel doppio duplo dubbel"),
            Map.entry(TRIPLE, "triple dreifach triplo driedubbel"));
    private static final WordTable TABLE = WordTable.of(
            String.join(" ", WORDS.values()),
            word -> 1
                    + WORDS.entrySet().stream()
                            .filter(entry -> (" " + entry.getValue() + " ").contains(" " + word + " "))
                            .findFirst()
                            .orElseThrow()
                            .getKey());

    private SpelledDigits() {}

    /** The words for digits and signs. */
    static List<String> words() {
        return TABLE.words();
    }

    /** @see Disguises.Step */
    static Reading read(Reading reading, Doubts doubts) {
        NormalText text = reading.text();
        Reading.Writer writer = null;
        StringBuilder digits = new StringBuilder();
        int start = -1;
        int end = -1;
        int times = 1;
        int spelled = 0;
        for (int i = 0; i < text.length(); ) {
            char c = text.at(i);
            boolean letter = Units.isLetter(c);
            boolean digit = c >= '0' && c <= '9';
            if (!letter && !digit) {
                i++;
                continue;
            }
            int next = letter ? WordTable.wordEnd(text, i) : i + 1;
            int value = letter ? TABLE.value(text, i, next) - 1 : c - '0';
            boolean alone = letter || next >= text.length() || !Units.isLetterOrDigit(text.at(next));
            boolean joined = start >= 0 && i - end <= LONGEST_GAP;
            if (value < 0 || !alone || !joined) {
                if (spelled >= FEWEST) {
                    writer = writer == null ? new Reading.Writer(reading) : writer;
                    put(text, writer, digits, start, end, doubts);
                }
                start = -1;
                spelled = 0;
                times = 1;
                digits.setLength(0);
            }
            if (value >= 0 && alone && (start >= 0 || value < DASH || value > DASH)) {
                start = start < 0 ? i : start;
                end = next;
                if (value == DASH) {
                    digits.append('-');
                } else if (value > DASH) {
                    times = value == DOUBLE ? 2 : 3;
                } else {
                    digits.repeat('0' + value, times);
                    times = 1;
                    spelled += letter ? 1 : 0;
                }
            }
            i = next;
            while (!letter && !alone && i < text.length() && Units.isLetterOrDigit(text.at(i))) {
                i++;
            }
        }
        if (spelled >= FEWEST) {
            writer = writer == null ? new Reading.Writer(reading) : writer;
            put(text, writer, digits, start, end, doubts);
        }
        return writer == null ? reading : writer.done();
    }

    private static void put(
            NormalText text, Reading.Writer writer, StringBuilder digits, int start, int end, Doubts doubts) {
        String number = digits.toString();
        if (number.replace("-", "").length() >= 7 && !isCounting(number)) {
            doubts.add(text, start, end);
        }
        writer.put(number, start, end);
    }

    /** Each digit is the next after the one before it, or all are the same. */
    private static boolean isCounting(String number) {
        int steps = 0;
        for (int i = 1; i < number.length(); i++) {
            int step = number.charAt(i) - number.charAt(i - 1);
            steps += Math.abs(step) <= 1 || step == -9 ? 1 : 0;
        }
        return steps >= number.length() - 2;
    }
}
