package dev.sluice.classifier.rendition;

import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.pattern.Budget;
import dev.sluice.classifier.pattern.OrdinaryWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Further places of values that were found: in other case, with other accents or separators, as a possessive, and the parts
 * of a name each by itself. Looks for all values in one pass.
 */
final class Mentions {
    private static final int DISTINCT_CODE = 6;
    private static final int DISTINCT_WORDS = 8;
    private static final int SHORTEST_PART = 2;
    /** How much longer than the text all values may be together: they overlap, and names come in parts. */
    private static final int MOST_OVERLAP = 8;

    private static final int SMALLEST_ALLOWANCE = 1 << 16;

    /** Where a value counts, once its letters and digits stand there. */
    private enum Place {
        /** Anywhere, inside words too. */
        ANYWHERE,
        /** As whole words. */
        WORDS,
        /** As whole words that begin with a capital, or whose script has none. */
        CAPITAL,
        /** As {@link #CAPITAL}, and not in the plural: Les is no plural of Le. */
        PARTICLE
    }

    /** A value to look for. */
    private record Wanted(FindingType type, Action action, String identity, Place place) {
        @Override
        public String toString() {
            return "Wanted[" + type + "]";
        }
    }

    private final String source;
    private final FoldedText text;
    private final Budget budget;
    private final Map<String, Set<Wanted>> wanted = new LinkedHashMap<>();
    private long length;

    Mentions(String source, FoldedText text, Budget budget) {
        this.source = source;
        this.text = text;
        this.budget = budget;
    }

    /** Adds the value of a span, and the parts of it if it is a name. */
    void want(Span span) {
        String value = source.substring(span.start(), span.end());
        String folded = FoldedText.fold(value);
        boolean code = folded.chars().anyMatch(Character::isDigit);
        boolean distinct = folded.length() >= (code ? DISTINCT_CODE : DISTINCT_WORDS);
        add(folded, new Wanted(span.type(), span.action(), span.identity(), distinct ? Place.ANYWHERE : Place.WORDS));
        if (span.type() != FindingType.PERSON) {
            return;
        }
        for (String word : PersonName.words(value)) {
            wantPart(span, word);
            if (word.indexOf('-') > 0) {
                List.of(word.split("-", -1)).forEach(half -> wantPart(span, half));
            }
        }
    }

    private void wantPart(Span span, String word) {
        String part = FoldedText.fold(word);
        if (part.length() >= SHORTEST_PART && !PersonName.isTitle(word) && !PersonName.isParticle(word)) {
            add(part, new Wanted(span.type(), span.action(), Span.identity(span.type(), word), place(word, part)));
        }
    }

    /** A part in any writing, unless it is an ordinary word that only its capital makes a name. */
    private static Place place(String word, String part) {
        int first = word.codePointAt(0);
        if (Character.toLowerCase(first) == first) {
            return Place.WORDS;
        }
        if (PersonName.isParticle(word.toLowerCase(Locale.ROOT))) {
            return Place.PARTICLE;
        }
        return OrdinaryWords.has(part) ? Place.CAPITAL : Place.WORDS;
    }

    private void add(String folded, Wanted value) {
        budget.spend(folded.length());
        if (folded.isEmpty()) {
            return;
        }
        Set<Wanted> same = wanted.computeIfAbsent(folded, key -> new LinkedHashSet<>());
        length += same.isEmpty() ? folded.length() : 0;
        if (length > (long) MOST_OVERLAP * text.length() + SMALLEST_ALLOWANCE) {
            throw new Budget.Exceeded(DegradedReason.OVER_LIMIT);
        }
        same.add(value);
    }

    /** Every place of every wanted value, those of the findings themselves included. */
    void find(Consumer<Span> found) {
        boolean[] border = new boolean[text.length() + 1];
        for (int i = 0; i < border.length; i++) {
            border[i] = text.isBorder(i);
        }
        List<Set<Wanted>> byWord = new ArrayList<>(wanted.values());
        Automaton.of(wanted.keySet()).scan(text.length(), text::at, budget::spend, (word, start, end) -> {
            for (Wanted value : byWord.get(word)) {
                if (counts(value, start, end, border)) {
                    found.accept(
                            new Span(text.start(start), text.end(end), value.type(), value.action(), value.identity()));
                }
            }
        });
    }

    private boolean counts(Wanted value, int start, int end, boolean[] border) {
        boolean capital = value.place() == Place.CAPITAL || value.place() == Place.PARTICLE;
        if (capital && Character.isLowerCase(source.codePointAt(text.start(start)))) {
            return false;
        }
        return value.place() == Place.ANYWHERE
                || border[start] && (border[end] || isPlural(value, end) && border[end + 1]);
    }

    private boolean isPlural(Wanted value, int end) {
        return value.type() == FindingType.PERSON
                && value.place() != Place.PARTICLE
                && end < text.length()
                && text.at(end) == 's';
    }
}
