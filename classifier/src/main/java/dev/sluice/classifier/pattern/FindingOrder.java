package dev.sluice.classifier.pattern;

import dev.sluice.classifier.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders findings and drops repeats of one type over one span, keeping the more confident. Inside the module only.
 */
public final class FindingOrder {
    private FindingOrder() {}

    /** The findings by start, then end, each type once over a span. */
    public static List<Finding> ordered(List<Finding> findings) {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(FindingOrder::compare);
        List<Finding> kept = new ArrayList<>(sorted.size());
        for (Finding finding : sorted) {
            if (kept.isEmpty() || !repeats(kept.getLast(), finding)) {
                kept.add(finding);
            }
        }
        return List.copyOf(kept);
    }

    private static int compare(Finding first, Finding second) {
        if (first.start() != second.start()) {
            return Integer.compare(first.start(), second.start());
        }
        if (first.end() != second.end()) {
            return Integer.compare(first.end(), second.end());
        }
        int type = first.type().compareTo(second.type());
        int confidence = Double.compare(second.confidence(), first.confidence());
        return type != 0
                ? type
                : confidence != 0 ? confidence : first.recognizer().compareTo(second.recognizer());
    }

    private static boolean repeats(Finding earlier, Finding later) {
        return earlier.start() == later.start() && earlier.end() == later.end() && earlier.type() == later.type();
    }
}
