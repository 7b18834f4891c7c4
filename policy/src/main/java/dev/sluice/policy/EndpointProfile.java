package dev.sluice.policy;

import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.Value;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What policies may know about an endpoint on one day. */
public record EndpointProfile(
        String id,
        EndpointKind kind,
        EndpointLocation location,
        boolean inRequiredRegion,
        String licensorCountry,
        boolean licenceReviewed,
        Set<AttestationKind> attestations) {
    /** The id of the {@link #reference} endpoint. */
    public static final String REFERENCE = "reference-closed-api";

    /** Requests are single ones; batch and fine-tuning need promises of their own. */
    static final String OPERATION = "chat";

    public EndpointProfile {
        attestations = Set.copyOf(attestations);
    }

    /** An endpoint on a day, for a document that must stay somewhere. */
    public static EndpointProfile of(Endpoint endpoint, Residency residency, Vocabulary vocabulary, LocalDate day) {
        EndpointTerms terms = endpoint.terms();
        Set<AttestationKind> held = EnumSet.noneOf(AttestationKind.class);
        for (Attestation attestation : terms.attestations()) {
            if (attestation.holds(OPERATION, day)) {
                held.add(attestation.kind());
            }
        }
        return new EndpointProfile(
                endpoint.id(),
                endpoint.kind(),
                terms.location(),
                residency.admits(endpoint.kind(), terms.processingRegions(), terms.storageRegions()),
                vocabulary.country(terms.licensorCountry()),
                terms.licenceReviewed(day),
                held);
    }

    /** The closed API against which "cleared" is defined: every attestation but a BAA, in the required region. */
    public static EndpointProfile reference(Residency residency) {
        Set<AttestationKind> held = EnumSet.allOf(AttestationKind.class);
        held.remove(AttestationKind.BAA);
        return new EndpointProfile(
                REFERENCE,
                EndpointKind.CLOSED_API,
                EndpointLocation.THIRD_PARTY,
                residency.satisfiable(),
                Vocabulary.OTHER,
                true,
                held);
    }

    /** The attributes of a request that speak of the endpoint. */
    public Map<String, Value> context() {
        Map<String, Value> context = new HashMap<>();
        context.put("endpointIsOurs", new PrimBool(kind.inside()));
        context.put("endpointKind", CedarPolicies.word("Kind", kind.name()));
        context.put("endpointLocation", CedarPolicies.word("Location", location.name()));
        context.put("endpointIsInRequiredRegion", new PrimBool(inRequiredRegion));
        context.put("endpointLicensorCountry", CedarPolicies.word("Country", licensorCountry));
        context.put("endpointLicenceWasReviewed", new PrimBool(licenceReviewed));
        for (AttestationKind attestation : AttestationKind.values()) {
            context.put(attribute(attestation), new PrimBool(attestations.contains(attestation)));
        }
        return context;
    }

    /** The attribute that says whether a promise holds. */
    public static String attribute(AttestationKind attestation) {
        return switch (attestation) {
            case BAA -> "endpointHasBusinessAssociateAgreement";
            case HIPAA_ORGANISATION -> "endpointIsHipaaOrganisation";
            case ZERO_RETENTION -> "endpointKeepsNothing";
            case NO_TRAINING -> "endpointDoesNotTrainOnRequests";
            case SOC2 -> "endpointHasSoc2";
            case PCI -> "endpointHasPci";
            case SLA -> "endpointHasServiceLevel";
        };
    }
}
