package dev.sluice.policy.proof;

/** What is proved of a bundle. */
public enum Property {
    TOTAL("Every request is answered: no policy fails on any"),
    MONOTONE_CATEGORIES("Finding one more category in a document never adds an endpoint"),
    MONOTONE_COMPLETENESS("Reading or looking at less of a document never adds an endpoint"),
    MONOTONE_SENSITIVITY("Declaring a document more sensitive never adds an endpoint"),
    FAILED_IS_ANYTHING("What a detector failed on goes only where a document goes that holds every category"),
    UNKNOWN_IS_STRICTEST("What is unknown is never permitted more than any known word"),
    UNKNOWN_STAYS_INSIDE("A document with a declared word that nobody knows never goes to a third party"),
    PROMISES_ONLY_ADD("Losing a promise, or its end, never adds an endpoint"),
    SOC2_ALONE("Whoever promised nothing, or has a SOC 2 report alone, reads nothing restricted"),
    NEVER_OUTSIDE("Health records, and what the bundle calls never outside, never go to a third party"),
    DECLARED_STAYS_INSIDE("What its source declares confidential or restricted never goes to a third party"),
    DOUBT_STAYS_INSIDE("What was not read whole, or not looked at to the end, never goes to a third party"),
    EXPORT_LOCATION("Export-controlled documents go only to air-gapped, own or government rooms"),
    REGION("A document with a required region goes nowhere that is not in it"),
    LICENCE("A model whose licence was not reviewed, or whose review ran out, reads nothing"),
    FALLBACK_INSIDE("What is not cleared is permitted to nobody outside, and no failure of an endpoint changes that"),
    DATES("No promise and no review of a licence counts before its first or after its last day"),
    STAND_BY("For whatever a third party may read, an open model stands by that may read it, too"),
    PLACE_INSIDE("For every task, health records have an endpoint that may read them"),
    EFFECT("Every policy applies to some request"),
    SHADOW("Every policy decides some request that the others would decide otherwise"),
    AGREEMENT("A sample of whole requests, asked of the whole bundle, is answered as the proof says");

    private final String title;

    Property(String title) {
        this.title = title;
    }

    /** The property in words. */
    public String title() {
        return title;
    }
}
