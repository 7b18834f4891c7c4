package dev.sluice.policy.proof;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the bundle says about every request of a space: any error denies, any forbid denies, else any permit permits.
 * Documents that may go to the same endpoints share one set.
 */
final class Composition {
    private static final long MOST_WORK = 20_000_000_000L;
    private static final long MOST_MEMORY = 1 << 24;

    private final Space space;
    private final List<PolicyAnswers> policies;
    private final int[] setOfRow;
    private final List<long[]> sets = new ArrayList<>();
    private final List<Integer> firstRowOfSet = new ArrayList<>();
    private final Effects effects;

    /** @throws NotFollowedException if that takes more time or memory than a proof may */
    Composition(Space space, List<PolicyAnswers> policies) {
        this.space = space;
        this.policies = List.copyOf(policies);
        int words = Bits.none(space.profiles()).length;
        long tables =
                policies.stream().mapToLong(policy -> policy.table().size()).sum();
        if ((long) space.rows() * words * policies.size() > MOST_WORK || 2 * tables * words > MOST_MEMORY) {
            throw tooLarge();
        }
        this.setOfRow = new int[space.rows()];
        this.effects = new Effects(policies, words);
        Map<LongBuffer, Integer> known = new HashMap<>();
        for (int row = 0; row < setOfRow.length; row++) {
            long[] allowed = effects.add(row, space.document(row));
            Integer set = known.get(LongBuffer.wrap(allowed));
            if (set == null) {
                set = sets.size();
                if ((long) set * words > MOST_MEMORY) {
                    throw tooLarge();
                }
                known.put(LongBuffer.wrap(allowed), set);
                sets.add(allowed);
                firstRowOfSet.add(row);
            }
            setOfRow[row] = set;
        }
    }

    private static NotFollowedException tooLarge() {
        return NotFollowedException.bundle(
                "there are more requests to go through than a proof takes on",
                "Name fewer purposes, jurisdictions, countries, promises and endpoints");
    }

    Space space() {
        return space;
    }

    List<PolicyAnswers> policies() {
        return policies;
    }

    Effects effects() {
        return effects;
    }

    /** Number of the set of endpoints that a document may go to. */
    int setOf(int row) {
        return setOfRow[row];
    }

    int sets() {
        return sets.size();
    }

    /** The profiles of a set. */
    long[] set(int set) {
        return sets.get(set);
    }

    /** The most ordinary document that has it. */
    int firstRow(int set) {
        return firstRowOfSet.get(set);
    }

    /** The profiles that a document may go to. */
    long[] allowed(int row) {
        return sets.get(setOfRow[row]);
    }

    boolean allows(int row, int profile) {
        return Bits.has(allowed(row), profile);
    }

    /** Ids of policies that say this about a request. */
    List<String> saying(byte answer, boolean permits, int row, int profile) {
        int[] document = space.document(row);
        return policies.stream()
                .filter(policy -> policy.table().rule().permits() == permits)
                .filter(policy -> policy.answer(document, profile) == answer)
                .map(policy -> policy.table().rule().id())
                .sorted()
                .toList();
    }

    /** Ids of policies that cannot be evaluated for a request. */
    List<String> failing(int row, int profile) {
        List<String> failing = new ArrayList<>(saying(TruthTable.ERROR, true, row, profile));
        failing.addAll(saying(TruthTable.ERROR, false, row, profile));
        return failing;
    }
}
