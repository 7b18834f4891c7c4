package dev.sluice.app.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Finds the spans that overlap a place, without looking at those that end before it. */
final class Overlaps<T> {
    private final List<T> spans;
    private final ToIntFunction<T> start;
    private final ToIntFunction<T> end;
    private final int[] furthestEnd;

    /** @param spans ordered by their start */
    Overlaps(List<T> spans, ToIntFunction<T> start, ToIntFunction<T> end) {
        this.spans = spans;
        this.start = start;
        this.end = end;
        this.furthestEnd = new int[spans.size()];
        int furthest = 0;
        for (int i = 0; i < furthestEnd.length; i++) {
            furthest = Math.max(furthest, end.applyAsInt(spans.get(i)));
            furthestEnd[i] = furthest;
        }
    }

    /** Those that share at least one code point with {@code [from, to)}, in their order. */
    List<T> with(int from, int to) {
        List<T> over = new ArrayList<>();
        for (int i = firstThatMayReach(from); i < furthestEnd.length; i++) {
            T span = spans.get(i);
            if (start.applyAsInt(span) >= to) {
                break;
            }
            if (end.applyAsInt(span) > from) {
                over.add(span);
            }
        }
        return over;
    }

    private int firstThatMayReach(int from) {
        int low = 0;
        int high = furthestEnd.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (furthestEnd[middle] > from) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
