package dev.sluice.policy.proof;

import dev.sluice.classifier.Category;
import dev.sluice.policy.AttestationKind;
import dev.sluice.policy.DocumentFacts;
import dev.sluice.policy.EndpointProfile;
import dev.sluice.policy.MinimumSensitivity;
import dev.sluice.policy.Residency;
import dev.sluice.policy.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What must hold whatever is known, or not known, about an endpoint. */
final class EndpointProperties {
    private final Claims claims;
    private final Composition composition;
    private final Space space;

    EndpointProperties(Claims claims) {
        this.claims = claims;
        this.composition = claims.composition();
        this.space = composition.space();
    }

    void check(Vocabulary vocabulary) {
        for (AttestationKind promise : AttestationKind.values()) {
            String name = EndpointProfile.attribute(promise);
            notMoreWith(Property.PROMISES_ONLY_ADD, name, Said.NO);
        }
        for (Dimension dimension : space.endpoints()) {
            if (dimension.has(Vocabulary.UNKNOWN)) {
                notMoreWith(Property.UNKNOWN_IS_STRICTEST, dimension.name(), Vocabulary.UNKNOWN);
            }
        }
        nobody(Property.REGION, Said.IN_REGION);
        nobody(Property.LICENCE, Said.REVIEWED);
        soc2Alone();
        notClearedStays(vocabulary);
    }

    /** An endpoint with this word is permitted nothing that it is not permitted with any other. */
    private void notMoreWith(Property property, String name, String word) {
        int at = space.endpointDimension(name);
        Dimension dimension = space.endpoints().get(at);
        int strict = dimension.value(word);
        for (int profile = 0; profile < space.profiles(); profile++) {
            int[] values = space.endpoint(profile);
            for (int other = 0; values[at] == strict && other < dimension.size(); other++) {
                int[] otherValues = values.clone();
                otherValues[at] = other;
                int otherProfile = space.profile(otherValues);
                if (other != strict && otherProfile >= 0) {
                    compare(property, name, otherProfile, profile);
                }
            }
        }
    }

    private void compare(Property property, String name, int profile, int stricter) {
        for (int set = 0; set < composition.sets(); set++) {
            long[] allowed = composition.set(set);
            if (Bits.has(allowed, stricter) && !Bits.has(allowed, profile)) {
                int row = composition.firstRow(set);
                claims.refuseMore(property, name, row, profile, row, stricter);
            }
        }
    }

    private void nobody(Property property, String name) {
        int at = space.endpointDimension(name);
        int no = space.endpoints().get(at).value(Said.NO);
        long[] bad = claims.profiles(profile -> space.endpoint(profile)[at] == no);
        claims.never(property, "", row -> true, bad);
    }

    private void soc2Alone() {
        long[] bad = claims.profiles(this::promisesAtMostSoc2);
        int sensitivity = space.documentDimension(Said.SENSITIVITY);
        int none = space.documents().get(sensitivity).value(MinimumSensitivity.NONE.name());
        claims.never(
                Property.SOC2_ALONE,
                "",
                row -> space.anyCategory(space.document(row)) || space.document(row)[sensitivity] != none,
                bad);
    }

    private boolean promisesAtMostSoc2(int profile) {
        int[] values = space.endpoint(profile);
        return !space.kind(profile).inside()
                && Arrays.stream(AttestationKind.values())
                        .filter(promise -> promise != AttestationKind.SOC2)
                        .map(promise -> space.endpointDimension(EndpointProfile.attribute(promise)))
                        .allMatch(at -> values[at] == space.endpoints().get(at).value(Said.NO));
    }

    /** "Cleared" is what the reference closed API may read: where it may not, nobody outside may. */
    private void notClearedStays(Vocabulary vocabulary) {
        int region = space.endpointDimension(Said.IN_REGION);
        int inside = space.endpoints().get(region).value(Said.YES);
        for (Residency residency : List.of(Residency.of("", vocabulary), Residency.of("nowhere at all", vocabulary))) {
            int reference = reference(residency);
            boolean inRegion = space.endpoint(reference)[region] == inside;
            long[] others = claims.profiles(profile ->
                    !space.kind(profile).inside() && (inRegion || space.endpoint(profile)[region] != inside));
            for (int set = 0; set < composition.sets(); set++) {
                int profile = Bits.firstOfBoth(composition.set(set), others);
                if (profile >= 0 && !Bits.has(composition.set(set), reference)) {
                    int row = composition.firstRow(set);
                    claims.refuseMore(Property.FALLBACK_INSIDE, "", row, reference, row, profile);
                }
            }
        }
    }

    int reference(Residency residency) {
        SortedMap<String, String> request = new TreeMap<>(space.request(0, 0));
        EndpointProfile.reference(residency).context().forEach((name, value) -> request.put(name, Said.word(value)));
        request.put(Said.ENDPOINT, EndpointProfile.reference(residency).id());
        return space.profileOf(request);
    }

    /** Categories that some document may hold alone and yet leave. */
    List<Category> mayLeave() {
        long[] outside = claims.profiles(profile -> !space.kind(profile).inside());
        return Arrays.stream(Category.values())
                .filter(category -> {
                    for (int set = 0; set < composition.sets(); set++) {
                        if (Bits.firstOfBoth(composition.set(set), outside) >= 0 && hasRow(set, category)) {
                            return true;
                        }
                    }
                    return false;
                })
                .toList();
    }

    private boolean hasRow(int set, Category category) {
        int at = space.documentDimension(DocumentFacts.attribute(category));
        for (int row = 0; row < space.rows(); row++) {
            if (composition.setOf(row) == set && space.document(row)[at] == 1) {
                return true;
            }
        }
        return false;
    }
}
