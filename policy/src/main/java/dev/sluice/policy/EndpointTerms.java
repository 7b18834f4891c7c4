package dev.sluice.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known about the operator of an endpoint and its model.
 *
 * @param processingRegions where requests are processed; empty means unknown, except inside, where it means on the spot
 * @param storageRegions where anything of a request is stored; empty as above
 * @param licensorCountry ISO 3166 code of the country of who licenses the model; not the country of processing
 * @param legalEntity the contract partner
 * @param licenceReviewedUntil last day on which the review of the model's licence counts; absent means not reviewed
 * @param licenceOfOperator whoever fills the slot answers for the licence of the model
 */
public record EndpointTerms(
        EndpointLocation location,
        Set<String> processingRegions,
        Set<String> storageRegions,
        String licensorCountry,
        String legalEntity,
        Optional<LocalDate> licenceReviewedUntil,
        boolean licenceOfOperator,
        List<Attestation> attestations) {
    public EndpointTerms {
        processingRegions = Set.copyOf(processingRegions);
        storageRegions = Set.copyOf(storageRegions);
        attestations = List.copyOf(attestations);
    }

    /** Whether the licence counts as reviewed on a day. */
    boolean licenceReviewed(LocalDate day) {
        return licenceOfOperator
                || licenceReviewedUntil.filter(until -> !day.isAfter(until)).isPresent();
    }
}
