package dev.sluice.classifier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

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
        Map<Integer, Integer> points = offsets(
                text,
                findings.stream()
                        .flatMap(finding -> Stream.of(finding.start(), finding.end()))
                        .toList());
        List<LocatedFinding> located = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            int start = points.getOrDefault(finding.start(), -1);
            int end = points.getOrDefault(finding.end(), -1);
            if (canonical.codePointCount(finding.start(), finding.end()) != end - start) {
                throw new IllegalStateException("Finding at " + finding.start() + ": the two slices differ in length");
            }
            located.add(new LocatedFinding(finding, start, end));
        }
        return List.copyOf(located);
    }

    /**
     * The code points that stand before these units of the canonical text, by unit; one pass over the text.
     *
     * @throws IllegalArgumentException if one lies beyond the text or cuts a surrogate pair
     */
    public static Map<Integer, Integer> offsets(DocumentText text, Collection<Integer> units) {
        String canonical = text.canonical();
        Map<Integer, Integer> points = new HashMap<>();
        int unit = 0;
        int point = 0;
        for (int next : new TreeSet<>(units)) {
            requireBorder(canonical, next);
            point += canonical.codePointCount(unit, next);
            unit = next;
            points.put(unit, point);
        }
        return points;
    }

    /** Whether a place between two units, from 0 to the length of the text, parts a surrogate pair. */
    public static boolean cutsPair(String text, int unit) {
        return unit > 0
                && unit < text.length()
                && Character.isLowSurrogate(text.charAt(unit))
                && Character.isHighSurrogate(text.charAt(unit - 1));
    }

    private static void requireBorder(String canonical, int unit) {
        if (unit > canonical.length()) {
            throw new IllegalArgumentException(
                    "Offset " + unit + ": expected at most the text's length " + canonical.length());
        }
        if (cutsPair(canonical, unit)) {
            throw new IllegalArgumentException("Offset " + unit + ": expected a code point's border, found a pair cut");
        }
    }
}
