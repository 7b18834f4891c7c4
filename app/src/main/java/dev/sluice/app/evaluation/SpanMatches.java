package dev.sluice.app.evaluation;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.LocatedFinding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which labelled spans of a document were found, and which findings stand where a label is.
 *
 * @param gold one for each labelled span
 * @param found one for each finding
 */
record SpanMatches(List<Gold> gold, List<Found> found) {
    /**
     * A labelled span.
     *
     * @param type its label
     * @param found type of the finding over it: a right one if there is one, else that of the widest overlap
     * @param strict a finding of an accepted type has its very borders
     * @param overlapping a finding of an accepted type shares a code point with it
     */
    record Gold(String type, Optional<FindingType> found, boolean strict, boolean overlapping) {}

    /**
     * A finding.
     *
     * @param tier of the recognizer, as the classifier gave it
     * @param confidence likewise
     * @param strict a label that accepts its type has its very borders
     * @param overlapping a label that accepts its type shares a code point with it
     * @param onGold a label of whatever type shares a code point with it
     * @param onUnknown a label that nobody knows the meaning of shares a code point with it
     */
    record Found(
            FindingType type,
            String recognizer,
            int tier,
            double confidence,
            boolean strict,
            boolean overlapping,
            boolean onGold,
            boolean onUnknown) {}

    SpanMatches {
        gold = List.copyOf(gold);
        found = List.copyOf(found);
    }

    /** Compares labels and findings of one document; both are over the same code points. */
    static SpanMatches of(List<GoldSpan> spans, List<LocatedFinding> findings) {
        List<GoldSpan> sortedSpans =
                spans.stream().sorted(Comparator.comparingInt(GoldSpan::start)).toList();
        List<LocatedFinding> sortedFindings = findings.stream()
                .sorted(Comparator.comparingInt(LocatedFinding::start))
                .toList();
        Overlaps<LocatedFinding> overFindings =
                new Overlaps<>(sortedFindings, LocatedFinding::start, LocatedFinding::end);
        Overlaps<GoldSpan> overSpans = new Overlaps<>(sortedSpans, GoldSpan::start, GoldSpan::end);
        List<Gold> gold = new ArrayList<>();
        for (GoldSpan span : sortedSpans) {
            gold.add(gold(span, overFindings.with(span.start(), span.end())));
        }
        List<Found> found = new ArrayList<>();
        for (LocatedFinding finding : sortedFindings) {
            found.add(found(finding, overSpans.with(finding.start(), finding.end())));
        }
        return new SpanMatches(gold, found);
    }

    private static Gold gold(GoldSpan span, List<LocatedFinding> over) {
        Set<FindingType> accepted = accepted(span);
        boolean strict = false;
        boolean overlapping = false;
        LocatedFinding best = null;
        for (LocatedFinding finding : over) {
            if (accepted.contains(finding.finding().type())) {
                overlapping = true;
                strict |= finding.start() == span.start() && finding.end() == span.end();
            }
            if (best == null || weight(finding, span, accepted) > weight(best, span, accepted)) {
                best = finding;
            }
        }
        return new Gold(
                span.type(),
                Optional.ofNullable(best).map(finding -> finding.finding().type()),
                strict,
                overlapping);
    }

    private static Found found(LocatedFinding finding, List<GoldSpan> over) {
        Finding judged = finding.finding();
        FindingType type = judged.type();
        boolean strict = false;
        boolean overlapping = false;
        boolean unknown = false;
        for (GoldSpan span : over) {
            unknown |= GoldType.of(span.type()).isEmpty();
            if (accepted(span).contains(type)) {
                overlapping = true;
                strict |= finding.start() == span.start() && finding.end() == span.end();
            }
        }
        return new Found(
                type,
                judged.recognizer(),
                judged.tier(),
                judged.confidence(),
                strict,
                overlapping,
                !over.isEmpty(),
                unknown);
    }

    private static Set<FindingType> accepted(GoldSpan span) {
        return GoldType.of(span.type()).map(GoldType::accepted).orElse(Set.of());
    }

    private static long weight(LocatedFinding finding, GoldSpan span, Set<FindingType> accepted) {
        long shared = Math.min(finding.end(), span.end()) - Math.max(finding.start(), span.start());
        return shared + (accepted.contains(finding.finding().type()) ? 1L << 32 : 0);
    }
}
