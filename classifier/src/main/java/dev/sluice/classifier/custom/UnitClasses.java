package dev.sluice.classifier.custom;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The units of UTF-16 in classes of those that no place of a pattern tells apart. */
final class UnitClasses {
    private final int[] borders;
    private final int[] classes;
    private final List<BitSet> places;

    private UnitClasses(int[] borders, int[] classes, List<BitSet> places) {
        this.borders = borders;
        this.classes = classes;
        this.places = places;
    }

    /** The classes for places that take these units. */
    static UnitClasses of(List<BitSet> units) {
        Map<BitSet, BitSet> placesOfSet = new HashMap<>();
        for (int place = 0; place < units.size(); place++) {
            placesOfSet.computeIfAbsent(units.get(place), set -> new BitSet()).set(place);
        }
        TreeSet<Integer> starts = new TreeSet<>();
        starts.add(0);
        for (BitSet set : placesOfSet.keySet()) {
            for (int from = set.nextSetBit(0); from >= 0; ) {
                int to = set.nextClearBit(from);
                starts.add(from);
                starts.add(to);
                from = set.nextSetBit(to);
            }
        }
        int[] borders = starts.stream().mapToInt(Integer::intValue).toArray();
        int[] classes = new int[borders.length];
        Map<BitSet, Integer> known = new HashMap<>();
        List<BitSet> places = new java.util.ArrayList<>();
        for (int i = 0; i < borders.length; i++) {
            BitSet taking = new BitSet();
            for (Map.Entry<BitSet, BitSet> entry : placesOfSet.entrySet()) {
                if (entry.getKey().get(borders[i])) {
                    taking.or(entry.getValue());
                }
            }
            Integer same = known.get(taking);
            if (same == null) {
                same = places.size();
                known.put(taking, same);
                places.add(taking);
            }
            classes[i] = same;
        }
        return new UnitClasses(borders, classes, List.copyOf(places));
    }

    int count() {
        return places.size();
    }

    /** The first unit of each stretch whose units are all of one class, ascending, beginning with 0. */
    int[] borders() {
        return borders;
    }

    /** The class of each stretch. */
    int[] classes() {
        return classes;
    }

    /** The places that take a unit of the class. */
    BitSet places(int unitClass) {
        return places.get(unitClass);
    }
}
