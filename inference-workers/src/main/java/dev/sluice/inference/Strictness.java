package dev.sluice.inference;

import dev.sluice.policy.Decision;
import dev.sluice.policy.Endpoint;
import dev.sluice.policy.Route;
import dev.sluice.policy.StoredDecision;
import java.util.List;

/** Compares a decision made now with one that is stored. */
final class Strictness {
    private Strictness() {}

    /** Whether they would be written differently. */
    static boolean differ(Decision now, StoredDecision stored) {
        return now.route() != stored.route()
                || now.cleared() != stored.cleared()
                || !now.bundleDigest().equals(stored.bundleDigest())
                || !endpoints(now).equals(stored.endpoints());
    }

    /** Whether the one made now permits nothing that the stored one does not. */
    static boolean nowhereLooser(Decision now, StoredDecision stored) {
        return rank(now.route()) >= rank(stored.route())
                && (!now.cleared() || stored.cleared())
                && stored.endpoints().containsAll(endpoints(now));
    }

    /** The stricter of two routes. */
    static Route stricter(Route one, Route other) {
        return rank(one) >= rank(other) ? one : other;
    }

    private static int rank(Route route) {
        return switch (route) {
            case EXTERNAL -> 0;
            case SOVEREIGN -> 1;
            case WITHHELD -> 2;
        };
    }

    private static List<String> endpoints(Decision decision) {
        return decision.endpoints().stream().map(Endpoint::id).toList();
    }
}
