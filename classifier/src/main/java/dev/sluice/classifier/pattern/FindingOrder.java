package dev.sluice.classifier.pattern;

import dev.sluice.classifier.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Orders findings and drops repeats of one type over one span, keeping the more confident. Inside the module only.
 */
public final class FindingOrder {
    private static final Comparator<Finding> ORDER = Comparator.comparingInt(Finding::start)
            .thenComparingInt(Finding::end)
            .thenComparing(Finding::type)
            .thenComparing(Comparator.comparingDouble(Finding::confidence).reversed())
            .thenComparing(Finding::recognizer);

    private FindingOrder() {}

    /** The findings by start, then end, each type once over a span. */
    public static List<Finding> ordered(List<Finding> findings) {
        List<Finding> sorted = findings.stream().sorted(ORDER).toList();
        return IntStream.range(0, sorted.size())
                .filter(i -> i == 0 || !repeats(sorted.get(i - 1), sorted.get(i)))
                .mapToObj(sorted::get)
                .toList();
    }

    private static boolean repeats(Finding earlier, Finding later) {
        return earlier.start() == later.start() && earlier.end() == later.end() && earlier.type() == later.type();
    }
}
