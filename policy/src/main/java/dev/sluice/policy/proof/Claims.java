package dev.sluice.policy.proof;

import dev.sluice.policy.proof.CounterExample.Asked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.IntPredicate;

/** The two forms that most properties have: something is never permitted, or one request never more than another. */
final class Claims {
    private static final int ENOUGH = 500;

    private final Composition composition;
    private final Space space;
    private final CounterExamples counterExamples;
    private final Set<Long> within = new HashSet<>();
    private final Map<String, Integer> examined = new HashMap<>();

    Claims(Composition composition, CounterExamples counterExamples) {
        this.composition = composition;
        this.space = composition.space();
        this.counterExamples = counterExamples;
    }

    Composition composition() {
        return composition;
    }

    CounterExamples counterExamples() {
        return counterExamples;
    }

    /** Profiles of which something holds. */
    long[] profiles(IntPredicate member) {
        return Bits.of(space.profiles(), member);
    }

    /** No such document may go to any of those endpoints. */
    void never(Property property, String subject, IntPredicate rows, long[] profiles) {
        Set<Integer> harmless = new HashSet<>();
        for (int row = 0; row < space.rows(); row++) {
            int set = composition.setOf(row);
            if (harmless.contains(set) || !rows.test(row)) {
                continue;
            }
            int profile = Bits.firstOfBoth(composition.set(set), profiles);
            if (profile < 0) {
                harmless.add(set);
                continue;
            }
            refuse(property, subject, row, profile);
        }
    }

    /** Whether there is more to be said of a subject: what is wrong everywhere needs no example from everywhere. */
    private boolean enough(Property property, String subject) {
        return examined.merge(property + " " + subject, 1, Integer::sum) > ENOUGH;
    }

    /** This request is permitted and may not be. */
    void refuse(Property property, String subject, int row, int profile) {
        if (enough(property, subject)) {
            return;
        }
        SortedMap<String, String> request = space.request(row, profile);
        List<String> permits = composition.saying(TruthTable.YES, true, row, profile);
        counterExamples.add(
                property,
                subject,
                permits,
                "It permits to send " + Words.request(request) + ". That is permitted by " + Words.policies(permits)
                        + ", and no policy forbids it.",
                new Asked(request, true));
    }

    /** The second document may go nowhere that the first may not. */
    void notMore(Property property, String subject, int row, int stricter) {
        long pair = (long) composition.setOf(row) << Integer.SIZE | composition.setOf(stricter);
        if (within.contains(pair)) {
            return;
        }
        int profile = Bits.firstOfOnly(composition.allowed(stricter), composition.allowed(row));
        if (profile < 0) {
            within.add(pair);
            return;
        }
        refuseMore(property, subject, row, profile, stricter, profile);
    }

    /** The second request is permitted, the first is not, and it must be the other way round. */
    void refuseMore(Property property, String subject, int row, int profile, int stricterRow, int stricterProfile) {
        if (enough(property, subject)) {
            return;
        }
        SortedMap<String, String> refused = space.request(row, profile);
        SortedMap<String, String> permitted = space.request(stricterRow, stricterProfile);
        List<String> lifted = new ArrayList<>(composition.saying(TruthTable.YES, false, row, profile));
        lifted.removeAll(composition.saying(TruthTable.YES, false, stricterRow, stricterProfile));
        lifted.addAll(composition.failing(row, profile));
        List<String> permits = composition.saying(TruthTable.YES, true, stricterRow, stricterProfile);
        List<String> gained = new ArrayList<>(permits);
        gained.removeAll(composition.saying(TruthTable.YES, true, row, profile));
        List<String> about = lifted.isEmpty() ? gained : lifted;
        counterExamples.add(
                property,
                subject,
                about,
                "It permits to send " + Words.request(permitted) + ", but not the same "
                        + Words.difference(refused, permitted) + ". "
                        + (lifted.isEmpty()
                                ? "Only there " + Words.policies(gained) + " permits it."
                                : "Only the latter is stopped by " + Words.policies(lifted) + "; "
                                        + Words.policies(permits) + " permits the former."),
                new Asked(permitted, true),
                new Asked(refused, false));
    }
}
