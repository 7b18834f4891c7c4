package dev.sluice.classifier.rendition;

import dev.sluice.classifier.FindingType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Further places of values that were found: in other case, with other accents or separators, as a possessive, and the parts
 * of a name each by itself. Looks for all values in one pass a length, by rolling hash and comparison.
 */
final class Mentions {
    private static final long BASE = 0x9E3779B97F4A7C15L;
    private static final int DISTINCT_CODE = 6;
    private static final int DISTINCT_WORDS = 8;
    private static final int SHORTEST_PART = 2;

    /** A value to look for: {@code inside} words too, {@code capital}: where it is written with a capital only. */
    private record Wanted(
            String folded, FindingType type, Action action, String identity, boolean inside, boolean capital) {
        @Override
        public String toString() {
            return "Wanted[" + type + "]";
        }
    }

    private final String source;
    private final FoldedText text;
    private final Map<Integer, Map<Long, List<Wanted>>> byLength = new TreeMap<>();
    private final Set<Wanted> known = new HashSet<>();

    Mentions(String source, FoldedText text) {
        this.source = source;
        this.text = text;
    }

    /** Adds the value of a span, and the parts of it if it is a name. */
    void want(Span span) {
        String value = source.substring(span.start(), span.end());
        String folded = FoldedText.fold(value);
        boolean code = folded.chars().anyMatch(Character::isDigit);
        boolean inside = folded.length() >= (code ? DISTINCT_CODE : DISTINCT_WORDS);
        add(new Wanted(folded, span.type(), span.action(), span.identity(), inside, false));
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
        if (part.length() >= SHORTEST_PART
                && !PersonName.isTitle(word)
                && !PersonName.isParticle(word.toLowerCase(Locale.ROOT))) {
            boolean capital = hasCase(word) && !Character.isLowerCase(word.codePointAt(0));
            add(new Wanted(part, span.type(), span.action(), Span.identity(span.type(), word), false, capital));
        }
    }

    private void add(Wanted wanted) {
        if (!wanted.folded().isEmpty() && known.add(wanted)) {
            byLength.computeIfAbsent(wanted.folded().length(), length -> new HashMap<>())
                    .computeIfAbsent(hash(wanted.folded()), hash -> new ArrayList<>())
                    .add(wanted);
        }
    }

    /** Every place of every wanted value, those of the findings themselves included. */
    void find(Consumer<Span> found) {
        long[] prefix = new long[text.length() + 1];
        boolean[] border = new boolean[text.length() + 1];
        for (int i = 0; i <= text.length(); i++) {
            border[i] = text.isBorder(i);
            if (i < text.length()) {
                prefix[i + 1] = prefix[i] * BASE + text.at(i) + 1;
            }
        }
        for (Map.Entry<Integer, Map<Long, List<Wanted>>> entry : byLength.entrySet()) {
            int length = entry.getKey();
            boolean inside =
                    entry.getValue().values().stream().flatMap(List::stream).anyMatch(Wanted::inside);
            long power = power(length);
            for (int i = 0; i + length <= text.length(); i++) {
                if (!inside && !border[i]) {
                    continue;
                }
                List<Wanted> candidates = entry.getValue().get(prefix[i + length] - prefix[i] * power);
                if (candidates != null) {
                    for (Wanted wanted : candidates) {
                        match(wanted, i, border, found);
                    }
                }
            }
        }
    }

    private void match(Wanted wanted, int at, boolean[] border, Consumer<Span> found) {
        int end = at + wanted.folded().length();
        for (int i = at; i < end; i++) {
            if (text.at(i) != wanted.folded().charAt(i - at)) {
                return;
            }
        }
        boolean plural = wanted.type() == FindingType.PERSON && end < text.length() && text.at(end) == 's';
        boolean whole = border[at] && (border[end] || plural && border[end + 1]);
        boolean written = !wanted.capital() || !Character.isLowerCase(source.codePointAt(text.start(at)));
        if ((whole || wanted.inside()) && written) {
            found.accept(new Span(text.start(at), text.end(end), wanted.type(), wanted.action(), wanted.identity()));
        }
    }

    private static boolean hasCase(String word) {
        int first = word.codePointAt(0);
        return Character.toLowerCase(first) != first;
    }

    private static long hash(String folded) {
        long hash = 0;
        for (int i = 0; i < folded.length(); i++) {
            hash = hash * BASE + folded.charAt(i) + 1;
        }
        return hash;
    }

    private static long power(int length) {
        long power = 1;
        for (int i = 0; i < length; i++) {
            power *= BASE;
        }
        return power;
    }
}
