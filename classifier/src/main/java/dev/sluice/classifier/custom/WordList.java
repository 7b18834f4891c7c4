package dev.sluice.classifier.custom;

import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.pattern.Budget;
import dev.sluice.classifier.pattern.NormalText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Words and phrases that must not pass: what stands in it is found wherever it stands as whole words, upper or lower
 * case, with or without accents, parted by spaces, hyphens, underscores or the end of a line. No allow entry outweighs
 * it. Immutable and thread-safe.
 */
public final class WordList {
    /** Most entries of a list. */
    public static final int MOST_ENTRIES = 100_000;

    static final int LONGEST_ENTRY = 120;
    private static final int SHORTEST_ENTRY = 2;
    private static final int MOST_WORDS = 12;

    private final String name;
    private final FindingType type;
    private final double confidence;
    private final Set<String> entries;
    private final Set<Long> beginnings;

    private WordList(String name, FindingType type, double confidence, Set<String> entries, Set<Long> beginnings) {
        this.name = name;
        this.type = type;
        this.confidence = confidence;
        this.entries = entries;
        this.beginnings = beginnings;
    }

    /**
     * Reads a list.
     *
     * @param entries line number to word or phrase, 1 to {@value #MOST_ENTRIES}
     * @throws RefusedListException if entries are refused, with each line that is
     */
    public static WordList of(String name, FindingType type, double confidence, Map<Integer, String> entries) {
        RuleName.checked(name);
        RuleName.confidence(confidence);
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw new RefusedRuleException(
                    "the list " + name + " has " + entries.size() + " entries", "Write 1 to " + MOST_ENTRIES);
        }
        Map<Integer, RefusedRuleException> refused = new HashMap<>();
        Set<String> plain = new HashSet<>();
        Set<Long> beginnings = new HashSet<>();
        entries.forEach((line, entry) -> {
            try {
                plain.add(key(entry, beginnings));
            } catch (RefusedRuleException e) {
                refused.put(line, e);
            }
        });
        if (!refused.isEmpty()) {
            throw new RefusedListException(name, refused);
        }
        return new WordList(name, type, confidence, Set.copyOf(plain), Set.copyOf(beginnings));
    }

    private static String key(String entry, Set<Long> beginnings) {
        NormalText text = NormalText.of(entry, 0, entry.length());
        char[] folded = text.folded();
        int length = text.length();
        if (length < SHORTEST_ENTRY || length > LONGEST_ENTRY) {
            throw new RefusedRuleException(
                    "an entry of " + length + " characters", "Write " + SHORTEST_ENTRY + " to " + LONGEST_ENTRY);
        }
        if (!Words.isPart(folded[0]) || !Words.isPart(folded[length - 1])) {
            throw new RefusedRuleException(
                    "an entry that begins or ends with a sign or space",
                    "Write it from its first letter or digit to its last, or as a recognizer");
        }
        if (Words.of(folded, 0, length).size() > MOST_WORDS) {
            throw new RefusedRuleException("an entry of more than " + MOST_WORDS + " words", "Write its telling part");
        }
        PhraseReader reader = new PhraseReader(folded, length, 0, false);
        while (reader.nextWord()) {
            beginnings.add(reader.hash());
        }
        if (reader.end() != length) {
            throw new RefusedRuleException(
                    "an entry with more between two words than a space or two signs", "Write two entries");
        }
        return reader.key();
    }

    /** Its name, which its findings carry behind {@code list/}. */
    public String name() {
        return name;
    }

    /** The type of its findings. */
    public FindingType type() {
        return type;
    }

    String detector() {
        return "list/" + name;
    }

    /** What it says, for the digest. */
    String form() {
        return String.join("\n", name, type.name(), Double.toString(confidence))
                + '\n'
                + String.join("\n", entries.stream().sorted().toList());
    }

    double confidence() {
        return confidence;
    }

    /** One past the last unit of the longest match that begins at a word's first unit, or {@code from}; counts its steps. */
    int end(NormalText text, int from, Budget budget) {
        PhraseReader plain = new PhraseReader(text, from, false);
        int end = end(plain, from, budget);
        return plain.wasParted() ? Math.max(end, end(new PhraseReader(text, from, true), from, budget)) : end;
    }

    private int end(PhraseReader reader, int from, Budget budget) {
        int end = from;
        while (reader.nextWord() && beginnings.contains(reader.hash())) {
            if (entries.contains(reader.key())) {
                end = reader.end();
            }
        }
        budget.spend(reader.end() - from + 1);
        return end;
    }

    /** Entries that are refused, by line. */
    public static final class RefusedListException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Map<Integer, RefusedRuleException> lines;

        RefusedListException(String name, Map<Integer, RefusedRuleException> lines) {
            super("the list " + name + " has " + lines.size() + " entries that are refused");
            this.lines = Map.copyOf(lines);
        }

        /** Line to what is wrong with it. */
        public Map<Integer, RefusedRuleException> lines() {
            return lines;
        }
    }
}
