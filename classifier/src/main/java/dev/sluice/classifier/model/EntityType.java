package dev.sluice.classifier.model;

import dev.sluice.classifier.FindingType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the model tells apart, by the names of its labels. An organisation or a profession identifies only beside a person
 * or with health context, and beside a person it adds nothing to the categories: both are decoded so that the model need
 * not call them something else, and have no finding.
 */
enum EntityType {
    PERSON(FindingType.PERSON),
    LOCATION(FindingType.LOCATION),
    ADDRESS(FindingType.ADDRESS),
    ORG(null),
    PROFESSION(null),
    USERNAME(FindingType.USERNAME),
    CODE(FindingType.IDENTIFIER);

    private final @Nullable FindingType finding;

    EntityType(@Nullable FindingType finding) {
        this.finding = finding;
    }

    Optional<FindingType> finding() {
        return Optional.ofNullable(finding);
    }
}
