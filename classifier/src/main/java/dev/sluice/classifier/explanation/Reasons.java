package dev.sluice.classifier.explanation;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.explanation.Influence.Effect;
import dev.sluice.classifier.explanation.Surroundings.Placed;
import dev.sluice.classifier.pattern.Neighbourhood.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Seeks what the findings of one text rest on, within a bound of units that are looked at again. One thread. */
final class Reasons {
    /** How far before and behind a finding is looked, the least first that shows the finding as it is. */
    private static final int[][] REACHES = {{1 << 9, 1 << 8}, {1 << 13, 1 << 11}, {1 << 16, 1 << 12}};

    private static final long MOST_UNITS = 1L << 25;

    /** What was sought. */
    record Sought(Basis basis, List<Influence> influences) {
        static Sought without(Basis basis) {
            return new Sought(basis, List.of());
        }
    }

    /** Ends the search: the bound was met. */
    private static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Exhausted() {
            super("too many units", null, false, false);
        }
    }

    private final String text;
    private final Values values;
    private long units;

    Reasons(String text, Values values) {
        this.text = text;
        this.values = values;
    }

    Sought of(Finding finding, Function<String, List<Finding>> detector, Set<String> tellable) {
        Function<String, List<Finding>> counted = part -> {
            units += part.length();
            if (units > MOST_UNITS) {
                throw new Exhausted();
            }
            return detector.apply(part);
        };
        try {
            for (int[] reach : REACHES) {
                Excerpt excerpt = Excerpt.around(text, finding, reach[0], reach[1]);
                Trial trial = new Trial(excerpt, finding, counted);
                if (trial.asItStands() == finding.confidence()) {
                    return sought(finding, excerpt, trial, tellable, wider(finding, reach, excerpt, counted));
                }
                if (excerpt.isWhole()) {
                    break;
                }
            }
        } catch (Exhausted e) {
            return Sought.without(Basis.NOT_SOUGHT);
        }
        return Sought.without(Basis.DISTANT);
    }

    /** What is found in a narrow excerpt must hold in the next wider one too: a second label may stand further away. */
    private Optional<Wider> wider(
            Finding finding, int[] reach, Excerpt narrow, Function<String, List<Finding>> detector) {
        if (narrow.isWhole() || reach == REACHES[REACHES.length - 1]) {
            return Optional.empty();
        }
        int[] next = reach == REACHES[0] ? REACHES[1] : REACHES[2];
        Excerpt excerpt = Excerpt.around(text, finding, next[0], next[1]);
        Trial trial = new Trial(excerpt, finding, detector);
        return trial.asItStands() == finding.confidence()
                ? Optional.of(new Wider(trial, narrow.from() - excerpt.from()))
                : Optional.empty();
    }

    private record Wider(Trial trial, int shift) {
        double without(Part part) {
            Part moved = new Part(
                    part.start() + shift, part.end() + shift, part.kind(), part.isLabel(), part.cues(), part.told());
            return trial.without(List.of(moved));
        }
    }

    private Sought sought(Finding finding, Excerpt excerpt, Trial trial, Set<String> tellable, Optional<Wider> wider) {
        List<Placed> around = Surroundings.of(excerpt, finding, tellable);
        List<Influence> influences = new ArrayList<>();
        boolean needed = false;
        for (Placed one : around) {
            double without = trial.without(List.of(one.part()));
            if (without != finding.confidence() && wider.isPresent()) {
                double widely = wider.get().without(one.part());
                without = Math.abs(widely - finding.confidence()) < Math.abs(without - finding.confidence())
                        ? widely
                        : without;
            }
            if (without != finding.confidence()) {
                needed |= without == 0;
                influences.add(influence(effect(without, finding.confidence()), one, excerpt, without));
            }
        }
        if (!needed && !around.isEmpty()) {
            List<Part> all = around.stream().map(Placed::part).toList();
            if (trial.without(all) == 0) {
                influences.addAll(enough(around, all, excerpt, trial));
                if (influences.isEmpty()) {
                    return Sought.without(Basis.WORDS_TOGETHER);
                }
            }
        }
        influences.sort(Comparator.comparingInt(Influence::start));
        return new Sought(influences.isEmpty() ? Basis.FORM : Basis.WORDS, influences);
    }

    /** Each part that is enough if it alone is left of all. */
    private List<Influence> enough(List<Placed> around, List<Part> all, Excerpt excerpt, Trial trial) {
        List<Influence> enough = new ArrayList<>();
        for (Placed one : around) {
            List<Part> others = all.stream().filter(part -> part != one.part()).toList();
            if (one.part().isLabel() && trial.without(others) > 0) {
                enough.add(influence(Effect.ENOUGH, one, excerpt, 0));
            }
        }
        return enough;
    }

    private static Effect effect(double without, double with) {
        if (without == 0) {
            return Effect.NEEDED;
        }
        return without < with ? Effect.RAISES : Effect.LOWERS;
    }

    private Influence influence(Effect effect, Placed placed, Excerpt excerpt, double without) {
        int start = placed.part().start() + excerpt.from();
        int end = placed.part().end() + excerpt.from();
        return new Influence(
                effect, placed.place(), start, end, placed.part().cues(), values.told(placed.part(), start), without);
    }
}
