package dev.sluice.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Converts offsets from UTF-16 units to code points, once, at the boundary, and checks that the slices are equal. */
public final class CodePoints {
    private CodePoints() {}

    /** Number of code points of the canonical text. */
    public static long length(DocumentText text) {
        return text.canonical().codePointCount(0, text.length());
    }

    /**
     * The findings with their places in code points, in the order given; one pass over the text.
     *
     * @throws IllegalArgumentException if a finding ends beyond the text or cuts a surrogate pair
     */
    public static List<LocatedFinding> locate(DocumentText text, List<Finding> findings) {
        String canonical = text.canonical();
        List<Integer> borders = findings.stream()
                .flatMap(finding -> List.of(finding.start(), finding.end()).stream())
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
        int[] units = new int[borders.size()];
        int[] points = new int[borders.size()];
        int unit = 0;
        int point = 0;
        for (int i = 0; i < units.length; i++) {
            units[i] = borders.get(i);
            requireBorder(canonical, units[i]);
            point += canonical.codePointCount(unit, units[i]);
            unit = units[i];
            points[i] = point;
        }
        List<LocatedFinding> located = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            int start = points[Arrays.binarySearch(units, finding.start())];
            int end = points[Arrays.binarySearch(units, finding.end())];
            if (canonical.codePointCount(finding.start(), finding.end()) != end - start) {
                throw new IllegalStateException("Finding at " + finding.start() + ": the two slices differ in length");
            }
            located.add(new LocatedFinding(finding, start, end));
        }
        return List.copyOf(located);
    }

    private static void requireBorder(String canonical, int unit) {
        if (unit > canonical.length()) {
            throw new IllegalArgumentException(
                    "Offset " + unit + ": expected at most the text's length " + canonical.length());
        }
        boolean cuts = unit > 0
                && unit < canonical.length()
                && Character.isLowSurrogate(canonical.charAt(unit))
                && Character.isHighSurrogate(canonical.charAt(unit - 1));
        if (cuts) {
            throw new IllegalArgumentException("Offset " + unit + ": expected a code point's border, found a pair cut");
        }
    }
}
