package dev.sluice.classifier.lastlook;

import dev.sluice.classifier.pattern.NormalText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text in which quotes are sought as the other detectors see it: folded, escapes undone, and of that letters and digits
 * alone, since models change blanks, line ends, quotation marks and hyphens when they quote. Immutable.
 */
final class QuotedText {
    /** A longer one stands for the whole window: seeking it in a text of one repeated letter takes too long. */
    private static final int LONGEST_QUOTE = 1_000;

    /** From one UTF-16 unit of the text to behind another. */
    record Place(int start, int end) {}

    private final String text;
    private final int[] starts;
    private final int[] ends;
    private final boolean[] beginsWord;

    private QuotedText(String text, int[] starts, int[] ends, boolean[] beginsWord) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
        this.beginsWord = beginsWord;
    }

    /** A text of well-formed UTF-16. */
    static QuotedText of(String source) {
        NormalText normal = NormalText.of(source, 0, source.length());
        StringBuilder kept = new StringBuilder(normal.length());
        int[] starts = new int[normal.length()];
        int[] ends = new int[normal.length()];
        boolean[] beginsWord = new boolean[normal.length() + 1];
        boolean inWord = false;
        for (int i = 0; i < normal.length(); i++) {
            char unit = normal.folded()[i];
            if (isPart(unit)) {
                beginsWord[kept.length()] = !inWord;
                starts[kept.length()] = normal.sourceStart(i);
                ends[kept.length()] = normal.sourceEnd(i + 1);
                kept.append(unit);
                inWord = true;
            } else {
                inWord = false;
            }
        }
        int length = kept.length();
        beginsWord[length] = true;
        return new QuotedText(
                kept.toString(),
                Arrays.copyOf(starts, length),
                Arrays.copyOf(ends, length),
                Arrays.copyOf(beginsWord, length + 1));
    }

    /**
     * Every place where a quote stands as whole words, or where there is none of these, every place where it stands at all;
     * places do not overlap. Empty for a quote without letters and digits, of more than 1,000 units, or with half a character.
     */
    List<Place> places(String quote) {
        if (quote.length() > LONGEST_QUOTE || !isWellFormed(quote)) {
            return List.of();
        }
        String sought = of(quote).text;
        if (sought.isEmpty()) {
            return List.of();
        }
        List<Place> words = places(sought, true);
        return words.isEmpty() ? places(sought, false) : words;
    }

    private List<Place> places(String sought, boolean asWords) {
        List<Place> places = new ArrayList<>();
        for (int at = text.indexOf(sought); at >= 0; ) {
            int after = at + sought.length();
            boolean taken = !asWords || (beginsWord[at] && beginsWord[after]);
            if (taken) {
                places.add(new Place(starts[at], ends[after - 1]));
            }
            at = text.indexOf(sought, taken ? after : at + 1);
        }
        return places;
    }

    private static boolean isPart(char unit) {
        return Character.isLetterOrDigit(unit) || Character.isSurrogate(unit);
    }

    private static boolean isWellFormed(String quote) {
        return quote.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
