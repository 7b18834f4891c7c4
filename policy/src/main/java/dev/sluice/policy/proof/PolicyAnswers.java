package dev.sluice.policy.proof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one policy says about every request of a space, read off its truth table. */
final class PolicyAnswers {
    private final TruthTable table;
    private final Space space;
    private final int[][] steps;
    private final int[] stepsOfAny;
    private final int[] offsets;
    private final Map<Integer, long[][]> answers = new HashMap<>();

    PolicyAnswers(TruthTable table, Space space) {
        this.table = table;
        this.space = space;
        this.steps = steps(space.documents());
        this.stepsOfAny = steps(Said.ANY_CATEGORY, List.of(Said.NO, Said.YES));
        int[][] endpointSteps = steps(space.endpoints());
        int[] ours = steps(Said.OURS, List.of(Said.NO, Said.YES));
        this.offsets = new int[space.profiles()];
        for (int profile = 0; profile < offsets.length; profile++) {
            int[] values = space.endpoint(profile);
            int offset = ours[space.kind(profile).inside() ? 1 : 0];
            for (int i = 0; i < values.length; i++) {
                offset += endpointSteps[i][values[i]];
            }
            offsets[profile] = offset;
        }
    }

    private int[][] steps(List<Dimension> dimensions) {
        int[][] all = new int[dimensions.size()][];
        for (int i = 0; i < all.length; i++) {
            Dimension dimension = dimensions.get(i);
            all[i] = steps(
                    dimension.name(),
                    dimension.classes().stream().map(List::getFirst).toList());
        }
        return all;
    }

    /** How far each word of an attribute moves the place in the table: nowhere if the policy does not read it. */
    private int[] steps(String name, List<String> words) {
        int[] moved = new int[words.size()];
        int input = table.find(name);
        if (input >= 0) {
            for (int i = 0; i < moved.length; i++) {
                int word = table.inputs().get(input).words().indexOf(words.get(i));
                if (word < 0) {
                    throw new IllegalStateException("the table knows no such value of " + name);
                }
                moved[i] = word * table.stride(input);
            }
        }
        return moved;
    }

    TruthTable table() {
        return table;
    }

    private int place(int[] document) {
        int place = stepsOfAny[space.anyCategory(document) ? 1 : 0];
        for (int i = 0; i < document.length; i++) {
            place += steps[i][document[i]];
        }
        return place;
    }

    byte answer(int[] document, int profile) {
        return table.answer(place(document) + offsets[profile]);
    }

    /** Profiles for which it applies, and those for which it cannot be evaluated, for one document. */
    long[][] answers(int[] document) {
        return answers.computeIfAbsent(place(document), this::answersAt);
    }

    private long[][] answersAt(int place) {
        long[] yes = Bits.none(offsets.length);
        long[] error = Bits.none(offsets.length);
        for (int profile = 0; profile < offsets.length; profile++) {
            switch (table.answer(place + offsets[profile])) {
                case TruthTable.YES -> Bits.set(yes, profile);
                case TruthTable.ERROR -> Bits.set(error, profile);
                default -> {}
            }
        }
        return new long[][] {yes, error};
    }
}
