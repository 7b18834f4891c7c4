package dev.sluice.policy;

import dev.sluice.policy.models.Licence;
import dev.sluice.policy.models.Model;
import dev.sluice.policy.models.Organisation;
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
 * @param licence of the model, as it was reviewed; absent means not reviewed
 * @param organisation who would use the model under it
 * @param licenceOfOperator whoever fills the slot answers for the licence of a model that is not registered
 */
public record EndpointTerms(
        EndpointLocation location,
        Set<String> processingRegions,
        Set<String> storageRegions,
        String licensorCountry,
        String legalEntity,
        Optional<Licence> licence,
        Organisation organisation,
        boolean licenceOfOperator,
        List<Attestation> attestations) {
    public EndpointTerms {
        processingRegions = Set.copyOf(processingRegions);
        storageRegions = Set.copyOf(storageRegions);
        attestations = List.copyOf(attestations);
    }

    /** Whether the licence counts as reviewed on a day, and is for the organisation. */
    boolean licenceReviewed(LocalDate day) {
        return licence.map(known -> known.permits(organisation, day)).orElse(licenceOfOperator);
    }

    /** Last day on which the review of the model's licence counts; absent means not reviewed. */
    public Optional<LocalDate> licenceReviewedUntil() {
        return licence.map(Licence::reviewedUntil);
    }

    /** Whether a model is licensed from the country that is stated, if one is. */
    boolean isLicensedAs(Model model) {
        return licensorCountry.isBlank() || licensorCountry.equals(model.licensorCountry());
    }

    /** Those of a slot once it is known which model fills it. */
    EndpointTerms of(Optional<Model> model) {
        return new EndpointTerms(
                location,
                processingRegions,
                storageRegions,
                licensorCountry.isBlank() ? model.map(Model::licensorCountry).orElse("") : licensorCountry,
                legalEntity,
                model.map(Model::licence),
                organisation,
                licenceOfOperator,
                attestations);
    }
}
