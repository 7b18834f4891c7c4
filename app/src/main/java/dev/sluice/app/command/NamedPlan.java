package dev.sluice.app.command;

import dev.sluice.classifier.rendition.RenditionPlan;

/** The rendition plans that have a name. */
enum NamedPlan {
    /** Placeholders, coarser forms, masked secrets. */
    STANDARD,
    /** Masks for everything. */
    STRICTEST,
    /** Surrogates that a key decides, moved dates. */
    PSEUDONYM;

    RenditionPlan plan() {
        return switch (this) {
            case STANDARD -> RenditionPlan.standard();
            case STRICTEST -> RenditionPlan.strictest();
            case PSEUDONYM -> RenditionPlan.pseudonym();
        };
    }
}
