package dev.sluice.classifier.pattern;

import dev.sluice.classifier.Finding;
import java.util.Map;
import java.util.TreeMap;

/** The places of the source that a reading takes for something else. */
final class Places {
    /** A disguised label is followed by its value. */
    private static final int FOLLOWS = 48;

    private final TreeMap<Integer, Integer> endsByStart = new TreeMap<>();

    private Places() {}

    static Places of(Reading reading) {
        Places places = new Places();
        for (int i = reading.changed().nextSetBit(0); i >= 0; ) {
            int last = reading.changed().nextClearBit(i);
            int end = 0;
            int start = Integer.MAX_VALUE;
            for (int at = i; at < last; at++) {
                start = Math.min(start, reading.text().sourceStart(at));
                end = Math.max(end, reading.text().sourceEnd(at + 1));
            }
            places.endsByStart.merge(start, end + FOLLOWS, Math::max);
            i = reading.changed().nextSetBit(last);
        }
        return places;
    }

    /** Whether the finding lies on a disguise or begins closely behind one. */
    boolean touch(Finding finding) {
        Map.Entry<Integer, Integer> place = endsByStart.lowerEntry(finding.end());
        return place != null && place.getValue() > finding.start();
    }
}
