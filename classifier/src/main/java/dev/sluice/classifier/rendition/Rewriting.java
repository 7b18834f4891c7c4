package dev.sluice.classifier.rendition;

import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.pattern.Budget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a rendition of one document: every stretch in other words, all else as it was, segment by segment. */
final class Rewriting {
    /** What one encryption costs beside a step over a unit of text, roughly. */
    private static final int ENCRYPTION = 1 << 10;

    /** A rendition that nobody has classified yet, and where its words came from. */
    record Draft(DocumentText text, List<Replacement> replacements) {}

    private record Words(String text, Action action) {
        @Override
        public String toString() {
            return "Words[" + action + "]";
        }
    }

    private final String source;
    private final List<Span> spans;
    private final RenditionScope scope;
    private final FoldedText folded;
    private final Budget budget;
    private final Placeholders placeholders;
    private final Pseudonyms pseudonyms;
    private final FormatPreserving formatPreserving;
    private final DateShift dates;
    /** What was encrypted, by what was written; both folded, so that another writing of a value has the same number. */
    private final Map<String, String> valueByNumber = new HashMap<>();

    private final Map<String, String> numberByValue = new HashMap<>();

    Rewriting(
            String source, FoldedText folded, List<Span> spans, RenditionKey key, RenditionScope scope, Budget budget) {
        this.source = source;
        this.spans = spans;
        this.scope = scope;
        this.budget = budget;
        this.folded = folded;
        this.placeholders = new Placeholders(source, spans);
        this.pseudonyms = new Pseudonyms(key, scope, folded, budget);
        this.formatPreserving = new FormatPreserving(key, scope);
        this.dates = DateShift.of(
                key,
                scope,
                spans.stream()
                        .filter(span -> isDate(span.type()))
                        .map(this::value)
                        .toList());
    }

    /** The draft. A stretch that goes from one part of a segment into another is masked in each. */
    Draft draft(Layout layout) {
        List<String> parts = new ArrayList<>();
        List<Replacement> replacements = new ArrayList<>();
        int shift = 0;
        int next = 0;
        for (Layout.Part part : layout.parts()) {
            if (part.start() == part.end()) {
                parts.add("");
                continue;
            }
            StringBuilder out = new StringBuilder();
            int at = part.start();
            while (next < spans.size() && spans.get(next).end() <= part.start()) {
                next++;
            }
            for (int i = next; i < spans.size() && spans.get(i).start() < part.end(); i++) {
                Span span = spans.get(i);
                int from = Math.max(span.start(), part.start());
                int to = Math.min(span.end(), part.end());
                boolean whole = from == span.start() && to == span.end();
                Words words = whole ? words(span) : new Words(Placeholders.MASK, Action.MASK);
                out.append(source, at, from);
                int start = part.start() + shift + out.length();
                out.append(words.text());
                replacements.add(new Replacement(
                        span.type(),
                        words.action(),
                        from,
                        to,
                        start,
                        start + words.text().length()));
                at = to;
            }
            out.append(source, at, part.end());
            parts.add(out.toString());
            shift += out.length() - (part.end() - part.start());
        }
        return new Draft(Layout.assemble(parts), List.copyOf(replacements));
    }

    private Words words(Span span) {
        String value = value(span);
        budget.spend(value.length());
        Optional<String> words = switch (span.action()) {
            case GENERALISE -> Generalisation.of(span.type(), value, scope);
            case SHIFT_DATE -> shifted(span.type(), value);
            case FORMAT_PRESERVING -> encrypted(span.type(), value);
            case PSEUDONYM -> Optional.of(pseudonym(span, value));
            case PLACEHOLDER -> Optional.of(placeholders.of(span.type(), span.identity()));
            case KEEP, MASK, WITHHOLD -> Optional.empty();
        };
        return words.map(text -> new Words(text, span.action()))
                .orElseGet(() -> new Words(Placeholders.MASK, Action.MASK));
    }

    private String pseudonym(Span span, String value) {
        Optional<String> plausible = switch (span.type()) {
            case DATE, DATE_OF_BIRTH -> shifted(span.type(), value);
            case PERSON, EMAIL, USERNAME, URL, IP_ADDRESS, ADDRESS, LOCATION, SECRET, HEALTH -> Optional.empty();
            default -> encrypted(span.type(), value);
        };
        return plausible.orElseGet(() -> pseudonyms.of(span.type(), span.identity(), value));
    }

    private Optional<String> shifted(FindingType type, String value) {
        return isDate(type)
                ? dates.shift(value).filter(moved -> !DateShift.mayTellHighAge(moved, scope.year()))
                : Optional.empty();
    }

    private Optional<String> encrypted(FindingType type, String value) {
        String known = numberByValue.get(type + value);
        if (known != null) {
            return Optional.of(known);
        }
        String own = type + FoldedText.fold(value);
        Optional<String> number = formatPreserving.encrypt(type, value, candidate -> {
            budget.spend(ENCRYPTION);
            String plain = FoldedText.fold(candidate);
            return !valueByNumber.getOrDefault(plain, own).equals(own)
                    || folded.index().holds(plain, budget::spend);
        });
        number.ifPresent(text -> {
            valueByNumber.put(FoldedText.fold(text), own);
            numberByValue.put(type + value, text);
        });
        return number;
    }

    private static boolean isDate(FindingType type) {
        return type == FindingType.DATE || type == FindingType.DATE_OF_BIRTH;
    }

    private String value(Span span) {
        return source.substring(span.start(), span.end());
    }
}
