package dev.sluice.inference.minilm;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into the sentences that a summary may pick, and into the windows that a label is matched against. */
final class Sentences {
    /** UTF-16 units; a longer sentence is cut at a space, so that a window of the model holds it. */
    static final int LONGEST = 600;

    private Sentences() {}

    /** The text's sentences in order, blank ones left out; a line break ends a sentence, too. */
    static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        for (String line : text.split("\\R{2,}|\\n(?=[\\[\\-*#|])", -1)) {
            breaks.setText(line);
            int start = breaks.first();
            for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
                addCut(line.substring(start, end).strip(), sentences);
            }
        }
        return sentences;
    }

    /** Consecutive sentences joined up to about {@link #LONGEST} units each. */
    static List<String> windows(String text) {
        List<String> windows = new ArrayList<>();
        StringBuilder window = new StringBuilder();
        for (String sentence : of(text)) {
            if (!window.isEmpty() && window.length() + sentence.length() > LONGEST) {
                windows.add(window.toString());
                window.setLength(0);
            }
            window.append(window.isEmpty() ? "" : " ").append(sentence);
        }
        if (!window.isEmpty()) {
            windows.add(window.toString());
        }
        return windows;
    }

    /** At most {@code limit} of them, evenly spread and in order: bounds the work on a text of any length. */
    static List<String> sample(List<String> all, int limit) {
        if (all.size() <= limit) {
            return all;
        }
        List<String> sample = new ArrayList<>(limit);
        for (int i = 0; i < limit; i++) {
            sample.add(all.get((int) ((long) i * all.size() / limit)));
        }
        return sample;
    }

    private static void addCut(String sentence, List<String> sentences) {
        String rest = sentence;
        while (rest.length() > LONGEST) {
            int cut = rest.lastIndexOf(' ', LONGEST);
            if (cut <= 0) {
                cut = Character.isHighSurrogate(rest.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
            }
            sentences.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        if (!rest.isBlank()) {
            sentences.add(rest);
        }
    }
}
