package dev.sluice.classifier.custom;

import java.util.BitSet;
import java.util.List;

/** A pattern as read: every construct has a longest match, so the language is finite. */
sealed interface PatternNode {
    /** One unit out of a set. */
    record Unit(BitSet units) implements PatternNode {}

    /** One after the other; empty matches nothing at all. */
    record Sequence(List<PatternNode> parts) implements PatternNode {}

    /** One of these. */
    record Choice(List<PatternNode> alternatives) implements PatternNode {}

    /** The same from {@code least} to {@code most} times. */
    record Repeat(PatternNode node, int least, int most) implements PatternNode {}

    /** More than any bound: sums and products stop there, so that repeats of repeats cannot overflow. */
    long FAR = 1L << 31;

    /** Units of the longest match, at most {@link #FAR}. */
    default long longest() {
        long longest = switch (this) {
            case Unit unit -> 1;
            case Sequence sequence ->
                sequence.parts().stream().mapToLong(PatternNode::longest).sum();
            case Choice choice ->
                choice.alternatives().stream()
                        .mapToLong(PatternNode::longest)
                        .max()
                        .orElse(0);
            case Repeat repeat -> repeat.most() * repeat.node().longest();
        };
        return Math.min(longest, FAR);
    }

    /**
     * How many places the automaton has, at most {@link #FAR}: one for each unit of the pattern with its repeats written out;
     * a repeat of nothing counts as well, for it is written out, too.
     */
    default long places() {
        long places = switch (this) {
            case Unit unit -> 1;
            case Sequence sequence ->
                sequence.parts().stream().mapToLong(PatternNode::places).sum();
            case Choice choice ->
                choice.alternatives().stream().mapToLong(PatternNode::places).sum();
            case Repeat repeat -> repeat.most() * Math.max(1, repeat.node().places());
        };
        return Math.min(places, FAR);
    }
}
