package dev.sluice.app.evaluation;

import java.util.Set;

/** How a document's spans were made, and thus what may be concluded from them. */
record LabelQuality(String name) {
    private static final Set<String> WHOLE = Set.of("gold-manual", "synthetic-exact", "synthetic-human-labelled");
    private static final Set<String> RIGHT_BUT_NOT_ALL = Set.of("auto-structure", "synthetic-retyped");

    /** Every span is there and right: a finding elsewhere is wrong. */
    boolean allowsPrecision() {
        return WHOLE.contains(name);
    }

    /** The spans that are there are right: one that is not found is missed. */
    boolean allowsRecall() {
        return allowsPrecision() || RIGHT_BUT_NOT_ALL.contains(name);
    }
}
