package dev.sluice.ingest.intake;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Which claim checks their stores did not give in time, and whether the same store gave others meanwhile: such a one is not
 * waited for beyond a number of tries, while a store that gives nothing is. Known as long as this process lives. Safe for use by
 * several threads.
 */
final class SlowClaims {
    /** More than a node meets between two tries of a range; beyond it the one that was slow longest ago is forgotten. */
    private static final int MOST = 1_000;

    private final int tries;
    private final Map<Object, Long> given = new HashMap<>();
    private final Map<Place, Slow> slow = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Slow> eldest) {
            return size() > MOST;
        }
    };

    /** @param tries how often one may be late */
    SlowClaims(int tries) {
        this.tries = tries;
    }

    private record Place(Object store, String location) {}

    /**
     * One that was late.
     *
     * @param times how often
     * @param givenBefore how many others its store had given when it was late first
     */
    private record Slow(int times, long givenBefore) {}

    /**
     * What the read returns or throws.
     *
     * @param store what stands for the store: equal for the same one
     * @param location the claim's
     * @throws QuarantinedException instead of a store's silence, where that was about this one claim as often as it may be
     */
    byte[] read(Object store, String location, Supplier<byte[]> read) {
        Place place = new Place(store, location);
        try {
            byte[] content = read.get();
            gave(place);
            return content;
        } catch (ClaimStoreException unanswered) {
            if (unanswered.late() && isGivenUp(place)) {
                throw new QuarantinedException(QuarantineReason.CLAIM_TIMEOUT);
            }
            throw unanswered;
        }
    }

    private synchronized void gave(Place place) {
        slow.remove(place);
        given.merge(place.store(), 1L, Long::sum);
    }

    /** When it is, its count begins anew: whoever has it run again wants it to be tried. */
    private synchronized boolean isGivenUp(Place place) {
        long givenNow = given.getOrDefault(place.store(), 0L);
        Slow before = slow.getOrDefault(place, new Slow(0, givenNow));
        Slow now = new Slow(before.times() + 1, before.givenBefore());
        if (now.times() >= tries && givenNow > now.givenBefore()) {
            slow.remove(place);
            return true;
        }
        slow.put(place, now);
        return false;
    }
}
