package dev.sluice.classifier.rendition;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * From findings to the stretches that are replaced: every mention of every value, whole words, overlapping ones united under
 * the strictest action. More findings never cover less of the text.
 */
final class Spans {
    private static final int FARTHEST = 64;
    private static final Comparator<Span> STRICTEST = Comparator.comparing(Span::action)
            .thenComparing(span -> span.end() - span.start())
            .thenComparing(Span::type, Comparator.reverseOrder());

    private Spans() {}

    /**
     * The stretches in the order of the text; none overlaps another.
     *
     * @throws IllegalArgumentException if a finding ends beyond the text
     */
    static List<Span> of(String source, FoldedText folded, Collection<Finding> findings, RenditionPlan plan) {
        Mentions mentions = new Mentions(source, folded);
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
            spans.add(whole(source, span));
            mentions.want(span);
        }
        mentions.find(span -> spans.add(whole(source, span)));
        return united(source, spans);
    }

    private static List<Span> united(String source, List<Span> spans) {
        spans.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
        List<Span> united = new ArrayList<>();
        for (int i = 0; i < spans.size(); ) {
            Span strictest = spans.get(i);
            int start = strictest.start();
            int end = strictest.end();
            int next = i + 1;
            while (next < spans.size() && spans.get(next).start() < end) {
                end = Math.max(end, spans.get(next).end());
                strictest = STRICTEST.compare(spans.get(next), strictest) > 0 ? spans.get(next) : strictest;
                next++;
            }
            boolean covers = strictest.start() == start && strictest.end() == end;
            FindingType type = strictest.type();
            String identity = covers ? strictest.identity() : Span.identity(type, source.substring(start, end));
            united.add(new Span(start, end, type, strictest.action(), identity));
            i = next;
        }
        return united;
    }

    /** Out to the borders of the words, numbers and combined signs that the span cuts, not further than 64 units. */
    private static Span whole(String source, Span span) {
        int start = span.start();
        while (start > 0 && span.start() - start < FARTHEST && isJoined(source, start)) {
            start--;
        }
        int end = span.end();
        while (end < source.length() && end - span.end() < FARTHEST && isJoined(source, end)) {
            end++;
        }
        start -= cuts(source, start) ? 1 : 0;
        end += cuts(source, end) ? 1 : 0;
        return new Span(start, end, span.type(), span.action(), span.identity());
    }

    private static boolean cuts(String source, int at) {
        return at > 0
                && at < source.length()
                && Character.isLowSurrogate(source.charAt(at))
                && Character.isHighSurrogate(source.charAt(at - 1));
    }

    /** Whether the unit before the place and the one after it are letters, or digits, or cannot be parted. */
    private static boolean isJoined(String source, int at) {
        int before = source.codePointBefore(at);
        int after = source.codePointAt(at);
        if (cuts(source, at)) {
            return true;
        }
        int type = Character.getType(after);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        return mark
                || Character.isLetter(before) && Character.isLetter(after)
                || Character.isDigit(before) && Character.isDigit(after);
    }
}
