package dev.sluice.classifier.custom;

import dev.sluice.classifier.custom.PatternNode.Choice;
import dev.sluice.classifier.custom.PatternNode.Repeat;
import dev.sluice.classifier.custom.PatternNode.Sequence;
import dev.sluice.classifier.custom.PatternNode.Unit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A pattern compiled to a deterministic automaton: from one place in a text it takes one step a unit and at most
 * {@link #longest()} of them, whatever the text. Immutable.
 *
 * @see <a href="https://doi.org/10.1070/RM1961v016n05ABEH004112">V. M. Glushkov, The abstract theory of automata, 1961</a>
 */
final class BoundedPattern {
    static final int LONGEST_MATCH = 128;
    static final int MOST_PLACES = 1024;
    static final int MOST_STATES = 4096;
    private static final int DIRECT = 0x250;

    private final int longest;
    private final int[] borders;
    private final int[] classes;
    private final int[] direct = new int[DIRECT];
    private final int[][] next;
    private final boolean[] accepts;

    private BoundedPattern(int longest, int[] borders, int[] classes, int[][] next, boolean[] accepts) {
        this.longest = longest;
        this.borders = borders;
        this.classes = classes;
        this.next = next;
        this.accepts = accepts;
        for (char c = 0; c < DIRECT; c++) {
            direct[c] = searched(c);
        }
    }

    /**
     * Compiles a pattern.
     *
     * @param anyCase whether it will be run over text in lower case without accents
     * @throws RefusedRuleException if it is not of the language, can match nothing at all, or is too large
     */
    static BoundedPattern compile(String pattern, boolean anyCase) {
        PatternNode node = PatternReader.read(pattern, anyCase);
        if (node.longest() > LONGEST_MATCH) {
            throw new RefusedRuleException(
                    "the pattern matches up to " + node.longest() + " characters",
                    "Narrow the repeats until it is " + LONGEST_MATCH + " at most");
        }
        if (node.places() > MOST_PLACES) {
            throw new RefusedRuleException(
                    "the pattern with its repeats written out has " + node.places() + " places",
                    "Narrow the repeats until it is " + MOST_PLACES + " at most");
        }
        Places places = new Places();
        Places.Part whole = places.add(node);
        if (whole.empty()) {
            throw new RefusedRuleException(
                    "the pattern matches where nothing stands", "Make a part of it required, not every one optional");
        }
        return determine(places, whole, (int) node.longest());
    }

    /** Glushkov's construction: which unit of the pattern can begin a match, end one, and follow which. */
    private static final class Places {
        final List<BitSet> units = new ArrayList<>();
        final List<BitSet> follow = new ArrayList<>();

        record Part(boolean empty, BitSet first, BitSet last) {}

        Part add(PatternNode node) {
            return switch (node) {
                case Unit unit -> {
                    BitSet self = new BitSet();
                    self.set(units.size());
                    units.add(unit.units());
                    follow.add(new BitSet());
                    yield new Part(false, self, self);
                }
                case Sequence sequence -> {
                    Part part = new Part(true, new BitSet(), new BitSet());
                    for (PatternNode each : sequence.parts()) {
                        part = joined(part, add(each));
                    }
                    yield part;
                }
                case Choice choice -> {
                    boolean empty = false;
                    BitSet first = new BitSet();
                    BitSet last = new BitSet();
                    for (PatternNode each : choice.alternatives()) {
                        Part part = add(each);
                        empty |= part.empty();
                        first.or(part.first());
                        last.or(part.last());
                    }
                    yield new Part(empty, first, last);
                }
                case Repeat repeat -> {
                    Part part = new Part(true, new BitSet(), new BitSet());
                    for (int i = 0; i < repeat.most(); i++) {
                        Part each = add(repeat.node());
                        boolean empty = each.empty() || i >= repeat.least();
                        part = joined(part, new Part(empty, each.first(), each.last()));
                    }
                    yield part;
                }
            };
        }

        private Part joined(Part left, Part right) {
            left.last().stream().forEach(place -> follow.get(place).or(right.first()));
            BitSet first = (BitSet) left.first().clone();
            if (left.empty()) {
                first.or(right.first());
            }
            BitSet last = (BitSet) right.last().clone();
            if (right.empty()) {
                last.or(left.last());
            }
            return new Part(left.empty() && right.empty(), first, last);
        }
    }

    private static BoundedPattern determine(Places places, Places.Part whole, int longest) {
        UnitClasses alphabet = UnitClasses.of(places.units);
        Map<BitSet, Integer> known = new HashMap<>();
        List<int[]> next = new ArrayList<>();
        List<Boolean> accepts = new ArrayList<>();
        Deque<BitSet> open = new ArrayDeque<>();
        BitSet nothing = new BitSet();
        known.put(nothing, 0);
        open.add(nothing);
        while (!open.isEmpty()) {
            BitSet state = open.remove();
            BitSet reachable = new BitSet();
            if (next.isEmpty()) {
                reachable.or(whole.first());
            } else {
                state.stream().forEach(place -> reachable.or(places.follow.get(place)));
            }
            int[] row = new int[alphabet.count()];
            for (int unitClass = 0; unitClass < row.length; unitClass++) {
                BitSet target = (BitSet) reachable.clone();
                target.and(alphabet.places(unitClass));
                row[unitClass] = target.isEmpty()
                        ? -1
                        : known.computeIfAbsent(target, fresh -> {
                            open.add(fresh);
                            return known.size();
                        });
            }
            next.add(row);
            accepts.add(state.intersects(whole.last()));
            if (known.size() > MOST_STATES) {
                throw new RefusedRuleException(
                        "the pattern needs an automaton of more than " + MOST_STATES + " states",
                        "Narrow the repeats, or make parts that follow each other begin with different characters");
            }
        }
        boolean[] ends = new boolean[accepts.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = accepts.get(i);
        }
        return new BoundedPattern(longest, alphabet.borders(), alphabet.classes(), next.toArray(int[][]::new), ends);
    }

    /** Most units of a match, at most {@link #LONGEST_MATCH}. */
    int longest() {
        return longest;
    }

    /** States of the automaton. */
    int states() {
        return next.length;
    }

    /** Whether a match can begin with this unit. */
    boolean canBegin(char unit) {
        return next[0][classOf(unit)] >= 0;
    }

    /**
     * Runs from one place on.
     *
     * @param ends takes the end of every match that begins there, ascending; at least {@link #longest()} places long
     * @return how many matches there are in the high half, how many steps it took in the low half
     */
    long run(char[] units, int from, int to, int[] ends) {
        int state = 0;
        int found = 0;
        int i = from;
        while (i < to) {
            state = next[state][classOf(units[i++])];
            if (state < 0) {
                break;
            }
            if (accepts[state]) {
                ends[found++] = i;
            }
        }
        return (long) found << 32 | (i - from);
    }

    private int classOf(char unit) {
        return unit < DIRECT ? direct[unit] : searched(unit);
    }

    private int searched(char unit) {
        int low = 0;
        int high = borders.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (borders[middle] <= unit) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return classes[low];
    }
}
