package dev.sluice.classifier.rendition;

import dev.sluice.classifier.CodePoints;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.pattern.Budget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * From findings to the stretches that are replaced: every mention of every value, whole words, overlapping ones united under
 * the strictest action. More findings never cover less of the text, and a finding of another kind never shows what one hides.
 */
final class Spans {
    private static final int FARTHEST = 64;
    private static final Comparator<Span> STRICTEST = Comparator.comparing(Span::action)
            .thenComparing(span -> span.end() - span.start())
            .thenComparing(Span::type, Comparator.reverseOrder());
    private static final Set<FindingType> DATES = Set.of(FindingType.DATE, FindingType.DATE_OF_BIRTH);

    private Spans() {}

    /**
     * The stretches in the order of the text; none overlaps another.
     *
     * @throws IllegalArgumentException if a finding ends beyond the text
     * @throws Budget.Exceeded if the time is over, or the findings are together many times as long as the text
     */
    static List<Span> of(
            String source, FoldedText folded, Collection<Finding> findings, RenditionPlan plan, Budget budget) {
        Mentions mentions = new Mentions(source, folded, budget);
        List<Span> spans = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.end() > source.length()) {
                throw new IllegalArgumentException("Rendition: expected findings within " + source.length()
                        + " units, found one that ends at " + finding.end());
            }
            Action action = plan.action(finding.type());
            if (action == Action.KEEP) {
                continue;
            }
            String value = source.substring(finding.start(), finding.end());
            Span span = new Span(
                    finding.start(), finding.end(), finding.type(), action, Span.identity(finding.type(), value));
            spans.add(widened(source, span));
            mentions.want(span);
        }
        mentions.find(span -> spans.add(widened(source, span)));
        return united(source, spans);
    }

    private static List<Span> united(String source, List<Span> spans) {
        spans.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
        List<Span> united = new ArrayList<>();
        for (int i = 0; i < spans.size(); ) {
            Span strictest = spans.get(i);
            int start = strictest.start();
            int end = strictest.end();
            Set<FindingType> types = EnumSet.of(strictest.type());
            int next = i + 1;
            while (next < spans.size() && spans.get(next).start() < end) {
                end = Math.max(end, spans.get(next).end());
                strictest = STRICTEST.compare(spans.get(next), strictest) > 0 ? spans.get(next) : strictest;
                types.add(spans.get(next).type());
                next++;
            }
            boolean covers = strictest.start() == start && strictest.end() == end;
            FindingType type = type(strictest, types);
            String identity = covers ? strictest.identity() : Span.identity(type, source.substring(start, end));
            united.add(new Span(start, end, type, action(strictest, types), identity));
            i = next;
        }
        return united;
    }

    /** A date that somebody calls a birth is one. */
    private static FindingType type(Span strictest, Set<FindingType> types) {
        boolean birth = strictest.type() == FindingType.DATE && types.contains(FindingType.DATE_OF_BIRTH);
        return birth ? FindingType.DATE_OF_BIRTH : strictest.type();
    }

    /** What is two kinds of value has no coarser form: what the form of one leaves may be what that of the other hides. */
    private static Action action(Span strictest, Set<FindingType> types) {
        boolean several = types.size() > 1 && !DATES.containsAll(types);
        return several && strictest.action() == Action.GENERALISE ? Action.MASK : strictest.action();
    }

    /** Out to the borders of the words, numbers and combined signs that the span cuts, not further than 64 units. */
    private static Span widened(String source, Span span) {
        int start = span.start();
        while (start > 0 && span.start() - start < FARTHEST && isJoined(source, start)) {
            start--;
        }
        int end = span.end();
        while (end < source.length() && end - span.end() < FARTHEST && isJoined(source, end)) {
            end++;
        }
        start -= CodePoints.cutsPair(source, start) ? 1 : 0;
        end += CodePoints.cutsPair(source, end) ? 1 : 0;
        return new Span(start, end, span.type(), span.action(), span.identity());
    }

    /** Whether the unit before the place and the one after it are letters, or digits, or cannot be parted. */
    private static boolean isJoined(String source, int at) {
        int before = source.codePointBefore(at);
        int after = source.codePointAt(at);
        if (CodePoints.cutsPair(source, at)) {
            return true;
        }
        int type = Character.getType(after);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        return mark
                || Character.isLetter(before) && Character.isLetter(after)
                || Character.isDigit(before) && Character.isDigit(after);
    }
}
