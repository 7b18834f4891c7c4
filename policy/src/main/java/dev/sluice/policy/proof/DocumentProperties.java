package dev.sluice.policy.proof;

import dev.sluice.classifier.Category;
import dev.sluice.policy.DocumentFacts;
import dev.sluice.policy.EndpointLocation;
import dev.sluice.policy.Exhaustiveness;
import dev.sluice.policy.MinimumSensitivity;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.Vocabulary;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What must hold whatever is known, or not known, about a document. */
final class DocumentProperties {
    private static final Set<EndpointLocation> OWN_ROOMS =
            EnumSet.of(EndpointLocation.AIR_GAPPED, EndpointLocation.ON_PREMISES, EndpointLocation.GOVERNMENT_CLOUD);

    private final Claims claims;
    private final Space space;
    private final long[] outside;

    DocumentProperties(Claims claims) {
        this.claims = claims;
        this.space = claims.composition().space();
        this.outside = claims.profiles(profile -> !space.kind(profile).inside());
    }

    /** Categories that may never leave: those that a bundle says, and those that one of its absolute policies names. */
    static Set<Category> neverOutside(PolicyBundle bundle, List<PolicyAnswers> policies) {
        Set<Category> never = EnumSet.of(Category.PHI);
        never.addAll(bundle.neverOutside());
        for (PolicyAnswers policy : policies) {
            TruthTable table = policy.table();
            for (Category category : Category.values()) {
                boolean named = table.find(DocumentFacts.attribute(category)) >= 0;
                if (named && table.rule().absolute() && !table.rule().permits()) {
                    never.add(category);
                }
            }
        }
        return never;
    }

    void check(PolicyBundle bundle) {
        for (Category category : Category.values()) {
            stepByStep(Property.MONOTONE_CATEGORIES, DocumentFacts.attribute(category));
        }
        stepByStep(Property.MONOTONE_COMPLETENESS, Said.READ);
        stepByStep(Property.MONOTONE_COMPLETENESS, Said.DETECTORS);
        stepByStep(Property.MONOTONE_SENSITIVITY, Said.SENSITIVITY);
        failedIsAnything();
        for (Dimension dimension : space.documents()) {
            if (dimension.has(Vocabulary.UNKNOWN)) {
                unknown(dimension);
            }
        }
        for (Category category : neverOutside(bundle, claims.composition().policies())) {
            never(Property.NEVER_OUTSIDE, DocumentFacts.attribute(category), Said.YES);
        }
        for (MinimumSensitivity sensitivity : MinimumSensitivity.values()) {
            if (sensitivity.compareTo(MinimumSensitivity.INTERNAL) > 0) {
                never(Property.DECLARED_STAYS_INSIDE, Said.SENSITIVITY, sensitivity.name());
            }
        }
        never(Property.DOUBT_STAYS_INSIDE, Said.READ, Said.NO);
        for (Exhaustiveness detectors : Exhaustiveness.values()) {
            if (detectors != Exhaustiveness.EXHAUSTIVE) {
                never(Property.DOUBT_STAYS_INSIDE, Said.DETECTORS, detectors.name());
            }
        }
        exportLocation();
    }

    private void stepByStep(Property property, String name) {
        int at = space.documentDimension(name);
        int size = space.documents().get(at).size();
        for (int row = 0; row < space.rows(); row++) {
            int[] values = space.document(row);
            if (values[at] < size - 1) {
                values[at]++;
                claims.notMore(property, name, row, space.row(values));
            }
        }
    }

    private void failedIsAnything() {
        int detectors = space.documentDimension(Said.DETECTORS);
        int failed = space.documents().get(detectors).value(Exhaustiveness.FAILED.name());
        for (int row = 0; row < space.rows(); row++) {
            int[] values = space.document(row);
            if (values[detectors] == failed) {
                for (Category category : Category.values()) {
                    values[space.documentDimension(DocumentFacts.attribute(category))] = 1;
                }
                claims.notMore(Property.FAILED_IS_ANYTHING, Said.DETECTORS, space.row(values), row);
            }
        }
    }

    private void unknown(Dimension dimension) {
        int at = space.documentDimension(dimension.name());
        int unknown = dimension.value(Vocabulary.UNKNOWN);
        for (int row = 0; row < space.rows(); row++) {
            int[] values = space.document(row);
            if (values[at] != unknown) {
                values[at] = unknown;
                claims.notMore(Property.UNKNOWN_IS_STRICTEST, dimension.name(), row, space.row(values));
            }
        }
        never(Property.UNKNOWN_STAYS_INSIDE, dimension.name(), Vocabulary.UNKNOWN);
    }

    private void never(Property property, String name, String word) {
        int at = space.documentDimension(name);
        int value = space.documents().get(at).value(word);
        claims.never(property, name + " " + word, row -> space.document(row)[at] == value, outside);
    }

    private void exportLocation() {
        int at = space.documentDimension(DocumentFacts.attribute(Category.EXPORT_CONTROLLED));
        int location = space.endpointDimension(Said.LOCATION);
        Dimension locations = space.endpoints().get(location);
        long[] elsewhere = claims.profiles(profile ->
                !OWN_ROOMS.contains(EndpointLocation.valueOf(locations.word(space.endpoint(profile)[location]))));
        claims.never(Property.EXPORT_LOCATION, "", row -> space.document(row)[at] == 1, elsewhere);
    }
}
