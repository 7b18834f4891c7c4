package dev.sluice.policy.proof;

import dev.sluice.policy.EndpointProfile;
import dev.sluice.policy.TestBundle;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A bundle with an error in it, and what the proof must say of it.
 *
 * @param finds the properties that do not hold any more, and no other
 * @param policy the policy that the first of them must name; empty where the error is in no policy
 */
record Planted(String name, UnaryOperator<TestBundle> error, Set<Property> finds, String policy) {
    private static final String OUTSIDE = "20-never-outside.cedar";
    private static final String CLOSED = "30-fail-closed.cedar";
    private static final String LEAVE = "40-outside.cedar";
    private static final String ORDINARY = "ordinary-documents-may-leave";
    private static final String ATTESTED = "attested-closed-api-may-read-more";

    @Override
    public String toString() {
        return name;
    }

    /** The proof of it, with small samples. */
    ProofReport prove(Path dir) {
        return new Proof(error.apply(TestBundle.in(dir)).load(), 100, 20, EndpointProfile::of).report();
    }

    private static Planted of(String name, UnaryOperator<TestBundle> error, String policy, Property... finds) {
        return new Planted(name, error, EnumSet.copyOf(List.of(finds)), policy);
    }

    /** One more policy. */
    static UnaryOperator<TestBundle> policy(String... effectsAndConditions) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < effectsAndConditions.length; i += 2) {
            text.append("""
                    @id("planted%s")
                    @title("A policy that somebody added one afternoon")
                    @citation("none")
                    @severity("standard")
                    %s (principal, action == Action::"send", resource)
                    when { %s };
                    """.formatted(i == 0 ? "" : "-" + i, effectsAndConditions[i], effectsAndConditions[i + 1]));
        }
        return bundle -> bundle.write("90-planted.cedar", text.toString());
    }

    static List<Planted> all() {
        return List.of(
                of(
                        "health records may leave",
                        without(OUTSIDE, "health-records-stay-inside"),
                        ATTESTED,
                        Property.NEVER_OUTSIDE),
                of("card data may leave", without(OUTSIDE, "card-data-stays-inside"), ATTESTED, Property.NEVER_OUTSIDE),
                of(
                        "health records may leave where a business associate agreement was signed",
                        bundle -> bundle.replace(
                                OUTSIDE,
                                "context.holdsHealthRecords && !context.endpointIsOurs",
                                "context.holdsHealthRecords && !context.endpointIsOurs"
                                        + " && !context.endpointHasBusinessAssociateAgreement"),
                        ATTESTED,
                        Property.NEVER_OUTSIDE,
                        Property.FALLBACK_INSIDE),
                of(
                        "a permit because something was found",
                        policy(
                                "permit",
                                "context.endpointKind == Kind::\"CLOSED_API\" && context.holdsHealthInformation"
                                        + " && context.endpointKeepsNothing && context.endpointDoesNotTrainOnRequests"),
                        "planted",
                        Property.MONOTONE_CATEGORIES),
                of(
                        "a forbid that one more category lifts",
                        policy(
                                "forbid",
                                "context.isConfidential && !context.holdsPersonalData"
                                        + " && context.endpointLocation == Location::\"OWN_CLOUD\""),
                        "planted",
                        Property.MONOTONE_CATEGORIES),
                of(
                        "a forbid for unread documents in which nothing was found",
                        policy(
                                "forbid",
                                "!context.holdsAnyCategory && !context.everythingWasRead"
                                        + " && context.endpointLocation == Location::\"OWN_CLOUD\""),
                        "planted",
                        Property.MONOTONE_CATEGORIES),
                of(
                        "what was not read whole may leave",
                        without(CLOSED, "unread-parts-stay-inside"),
                        ORDINARY,
                        Property.DOUBT_STAYS_INSIDE),
                of(
                        "degraded detection may leave",
                        bundle -> bundle.replace(
                                CLOSED,
                                "context.detectors != Detectors::\"EXHAUSTIVE\" &&",
                                "context.detectors != Detectors::\"EXHAUSTIVE\""
                                        + " && context.detectors != Detectors::\"DEGRADED\" &&"),
                        "unfinished-detection-stays-inside",
                        Property.MONOTONE_COMPLETENESS,
                        Property.DOUBT_STAYS_INSIDE),
                of(
                        "detection that stopped early may leave",
                        bundle -> bundle.replace(
                                CLOSED,
                                "context.detectors != Detectors::\"EXHAUSTIVE\" &&",
                                "context.detectors != Detectors::\"EXHAUSTIVE\""
                                        + " && context.detectors != Detectors::\"PARTIAL\" &&"),
                        ORDINARY,
                        Property.DOUBT_STAYS_INSIDE),
                of(
                        "what was looked at whole is kept from where a doubtful document goes",
                        policy(
                                "forbid",
                                "context.isConfidential && context.detectors == Detectors::\"EXHAUSTIVE\""
                                        + " && context.endpointLocation == Location::\"OWN_CLOUD\""),
                        "planted",
                        Property.MONOTONE_COMPLETENESS),
                of(
                        "what a detector failed on goes into the public cloud",
                        without("10-inside.cedar", "failed-detection-needs-our-own-rooms"),
                        "export-controlled-needs-our-own-rooms",
                        Property.FAILED_IS_ANYTHING),
                of(
                        "an unknown purpose may leave",
                        without(CLOSED, "unknown-purpose-stays-inside"),
                        ORDINARY,
                        Property.UNKNOWN_STAYS_INSIDE),
                of(
                        "an unknown jurisdiction may leave",
                        without(CLOSED, "unknown-jurisdiction-stays-inside"),
                        ORDINARY,
                        Property.UNKNOWN_STAYS_INSIDE),
                of(
                        "a licensor is forbidden, and an unknown one is not",
                        policy("forbid", "context.endpointLicensorCountry == Country::\"CN\""),
                        "planted",
                        Property.UNKNOWN_IS_STRICTEST),
                of(
                        "a policy that overflows",
                        policy(
                                "forbid",
                                "context.holdsHealthInformation && !context.endpointIsOurs"
                                        + " && 9223372036854775807 + 1 > 0"),
                        "planted",
                        Property.TOTAL),
                of(
                        "a permit for whoever has not promised",
                        policy(
                                "permit",
                                "context.endpointKind == Kind::\"CLOSED_API\" && context.endpointKeepsNothing"
                                        + " && !context.endpointHasBusinessAssociateAgreement"),
                        "planted",
                        Property.PROMISES_ONLY_ADD),
                of(
                        "a SOC 2 report alone is enough",
                        bundle -> bundle.replace(LEAVE, """
                                  context.endpointKeepsNothing &&
                                  context.endpointDoesNotTrainOnRequests &&
                                  context.endpointIsHipaaOrganisation &&
                                  context.endpointHasSoc2 &&
                                  context.endpointHasServiceLevel
                                """, "  context.endpointHasSoc2\n"),
                        ATTESTED,
                        Property.SOC2_ALONE),
                of(
                        "a document declared more sensitive goes further",
                        policy(
                                "forbid",
                                "context.isConfidential && context.minimumSensitivity == Sensitivity::\"NONE\""
                                        + " && context.endpointLocation == Location::\"OWN_CLOUD\""),
                        "planted",
                        Property.MONOTONE_SENSITIVITY),
                of(
                        "what is declared confidential may leave",
                        bundle -> bundle.replace(
                                OUTSIDE, "(context.minimumSensitivity == Sensitivity::\"CONFIDENTIAL\" ||\n   ", "("),
                        ATTESTED,
                        Property.DECLARED_STAYS_INSIDE),
                of(
                        "a contradiction",
                        policy("forbid", "context.isConfidential && !context.isConfidential"),
                        "planted",
                        Property.EFFECT),
                of(
                        "a forbid that another covers",
                        bundle -> bundle.replace(
                                "10-inside.cedar",
                                "context.isExportControlled && context.endpointIsOurs",
                                "context.isExportControlled"),
                        "export-controlled-documents-stay-inside",
                        Property.SHADOW),
                of(
                        "a permit that is always outweighed",
                        policy("permit", "context.endpointKind == Kind::\"GATEWAY\" && context.holdsPersonalData"),
                        "planted",
                        Property.SHADOW),
                of(
                        "a friend among the endpoints",
                        bundle -> bundle.replace(
                                OUTSIDE,
                                "context.holdsPersonalData && !context.endpointIsOurs",
                                "context.holdsPersonalData && !context.endpointIsOurs"
                                        + " && resource != Endpoint::\"external-1\""),
                        ATTESTED,
                        Property.NEVER_OUTSIDE,
                        Property.FALLBACK_INSIDE),
                of(
                        "a region is not kept to",
                        bundle -> bundle.replace(
                                CLOSED,
                                "!context.endpointIsInRequiredRegion",
                                "!context.endpointIsInRequiredRegion && !context.endpointIsOurs"),
                        "inside-may-read",
                        Property.REGION),
                of(
                        "a licence is not looked at",
                        bundle -> bundle.replace(
                                CLOSED,
                                "!context.endpointLicenceWasReviewed",
                                "!context.endpointLicenceWasReviewed && !context.endpointIsOurs"),
                        "inside-may-read",
                        Property.LICENCE),
                of(
                        "export-controlled documents in the public cloud",
                        without("10-inside.cedar", "export-controlled-needs-our-own-rooms"),
                        "inside-may-read",
                        Property.EXPORT_LOCATION),
                of(
                        "what no closed API may read goes to an open model elsewhere",
                        policy(
                                "permit",
                                "context.endpointKind == Kind::\"HOSTED_OPEN\" && !context.holdsAnyCategory"
                                        + " && context.minimumSensitivity == Sensitivity::\"NONE\"",
                                "forbid",
                                "context.endpointKind == Kind::\"CLOSED_API\" && context.purpose == Purpose::\"RESEARCH\""),
                        "planted-2",
                        Property.FALLBACK_INSIDE),
                of(
                        "no open model stands by",
                        bundle -> bundle.replace(
                                "routing.yaml",
                                "      - [external-1]\n      - [sovereign-1]\n      - [in-process-minilm]\n",
                                "      - [external-1]\n"),
                        ORDINARY,
                        Property.STAND_BY),
                of(
                        "restricted work has no place",
                        bundle -> bundle.replace(
                                "routing.yaml",
                                "restricted:\n      - [sovereign-1]\n      - [in-process-minilm]\n",
                                "restricted: []\n"),
                        "",
                        Property.PLACE_INSIDE));
    }

    private static UnaryOperator<TestBundle> without(String file, String id) {
        return bundle -> bundle.remove(file, id);
    }
}
