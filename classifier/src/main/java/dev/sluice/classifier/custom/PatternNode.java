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

    /** Units of the longest match. */
    default long longest() {
        return switch (this) {
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
    }

    /** How many places the automaton has: one for each unit of the pattern with its repeats written out. */
    default long places() {
        return switch (this) {
            case Unit unit -> 1;
            case Sequence sequence ->
                sequence.parts().stream().mapToLong(PatternNode::places).sum();
            case Choice choice ->
                choice.alternatives().stream().mapToLong(PatternNode::places).sum();
            case Repeat repeat -> repeat.most() * repeat.node().places();
        };
    }
}
