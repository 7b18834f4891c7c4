package dev.sluice.policy.proof;

import dev.sluice.classifier.Category;
import dev.sluice.policy.Attestation;
import dev.sluice.policy.AttestationKind;
import dev.sluice.policy.DateBoundaries;
import dev.sluice.policy.Declarations;
import dev.sluice.policy.DocumentContext;
import dev.sluice.policy.DocumentFacts;
import dev.sluice.policy.Endpoint;
import dev.sluice.policy.EndpointKind;
import dev.sluice.policy.EndpointProfile;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.Residency;
import dev.sluice.policy.RoutingTable;
import dev.sluice.policy.Vocabulary;
import dev.sluice.policy.proof.CounterExample.Asked;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** What must hold of the endpoints that a bundle has, on the days before, at and after each of its dates. */
final class CatalogProperties {
    private final Claims claims;
    private final Composition composition;
    private final Space space;
    private final PolicyBundle bundle;
    private final Vocabulary vocabulary;
    private final Profiles profiles;

    /** An endpoint as policies see it on a day. */
    interface Profiles {
        EndpointProfile of(Endpoint endpoint, Residency residency, Vocabulary vocabulary, LocalDate day);
    }

    CatalogProperties(Claims claims, PolicyBundle bundle, Profiles profiles) {
        this.claims = claims;
        this.composition = claims.composition();
        this.space = composition.space();
        this.bundle = bundle;
        this.vocabulary = bundle.policies().vocabulary();
        this.profiles = profiles;
    }

    /** The days around each date of a bundle, and that of its own cases. */
    static Set<LocalDate> days(PolicyBundle bundle) {
        Set<LocalDate> days = new TreeSet<>(Set.of(bundle.day()));
        for (Instant instant : new DateBoundaries(bundle.catalog()).instants()) {
            LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
            days.add(day.minusDays(1));
            days.add(day);
            days.add(day.plusDays(1));
        }
        return days;
    }

    /** Where a document may have to stay: anywhere, in each region, and nowhere that is known. */
    static List<Residency> residencies(Vocabulary vocabulary) {
        List<Residency> residencies = new ArrayList<>();
        residencies.add(Residency.of("", vocabulary));
        new TreeSet<>(vocabulary.words("Region")).forEach(region -> residencies.add(Residency.of(region, vocabulary)));
        residencies.add(Residency.of("nowhere at all", vocabulary));
        return residencies;
    }

    void check() {
        for (LocalDate day : days(bundle)) {
            for (Endpoint endpoint : bundle.catalog().endpoints()) {
                dates(endpoint, day);
            }
            for (Residency residency : residencies(vocabulary)) {
                for (String task : new TreeSet<>(bundle.routing().tasks())) {
                    standBy(task, residency, day);
                }
            }
        }
        new TreeSet<>(bundle.routing().tasks()).forEach(this::placeInside);
    }

    private int profile(Endpoint endpoint, Residency residency, LocalDate day) {
        return space.profileOf(Said.words(anyDocument(), profiles.of(endpoint, residency, vocabulary, day)));
    }

    private DocumentFacts anyDocument() {
        return DocumentFacts.of(DocumentContext.wholly(Set.of(), 0, Declarations.ordinary("")), vocabulary);
    }

    /** Read off the files once more, and not as the endpoint's profile is made. */
    private void dates(Endpoint endpoint, LocalDate day) {
        EndpointProfile profile = profiles.of(endpoint, Residency.of("", vocabulary), vocabulary, day);
        SortedMap<String, String> words = Said.words(anyDocument(), profile);
        List<String> wrong = new ArrayList<>();
        for (AttestationKind kind : AttestationKind.values()) {
            boolean promised = endpoint.terms().attestations().stream()
                    .filter(attestation -> attestation.kind() == kind)
                    .anyMatch(attestation -> isBetween(attestation, day));
            if (Said.YES.equals(words.get(EndpointProfile.attribute(kind))) && !promised) {
                wrong.add(kind.name());
            }
        }
        if (!wrong.isEmpty()) {
            add(
                    Property.DATES,
                    endpoint.id(),
                    endpoint.id() + " counts as having promised " + Words.list(wrong) + " on " + day
                            + ", when no attestation of it holds");
        }
        boolean reviewed = endpoint.terms().licenceOfOperator()
                || endpoint.terms()
                        .licence()
                        .filter(licence -> day.isAfter(licence.reviewedOn().minusDays(1)))
                        .filter(licence -> day.isBefore(licence.reviewedUntil().plusDays(1)))
                        .filter(licence -> licence.isFor(endpoint.terms().organisation()))
                        .isPresent();
        if (Said.YES.equals(words.get(Said.REVIEWED)) && !reviewed) {
            add(
                    Property.DATES,
                    endpoint.id() + " licence",
                    endpoint.id() + " counts as reviewed on " + day
                            + ", when no review of a licence that is for this organisation holds");
        }
    }

    private static boolean isBetween(Attestation attestation, LocalDate day) {
        return attestation.validFrom().toEpochDay() <= day.toEpochDay()
                && day.toEpochDay() <= attestation.validUntil().toEpochDay();
    }

    private void standBy(String task, Residency residency, LocalDate day) {
        List<Endpoint> offered = offering(task, true);
        for (Endpoint third :
                offered.stream().filter(endpoint -> !endpoint.kind().inside()).toList()) {
            long[] itself = Bits.none(space.profiles());
            int profile = profile(third, residency, day);
            Bits.set(itself, profile);
            List<Endpoint> open = offered.stream()
                    .filter(endpoint -> endpoint.kind().inside() || endpoint.kind() == EndpointKind.HOSTED_OPEN)
                    .filter(endpoint -> !endpoint.id().equals(third.id()))
                    .filter(endpoint -> endpoint.kind().inside()
                            || !endpoint.terms()
                                    .legalEntity()
                                    .equals(third.terms().legalEntity()))
                    .toList();
            long[] others = Bits.none(space.profiles());
            open.forEach(endpoint -> Bits.set(others, profile(endpoint, residency, day)));
            for (int set = 0; set < composition.sets(); set++) {
                long[] allowed = composition.set(set);
                if (Bits.firstOfBoth(allowed, itself) >= 0 && Bits.firstOfBoth(allowed, others) < 0) {
                    noStandBy(task, third, day, composition.firstRow(set), profile, open);
                }
            }
        }
    }

    private void noStandBy(String task, Endpoint third, LocalDate day, int row, int profile, List<Endpoint> open) {
        SortedMap<String, String> request = space.request(row, profile);
        List<String> permits = composition.saying(TruthTable.YES, true, row, profile);
        claims.counterExamples()
                .add(
                        Property.STAND_BY,
                        task + third.id(),
                        permits,
                        "On " + day + ", were " + third.id() + " lost, nobody could do the task " + task
                                + " for what may be sent there: " + Words.request(request) + ", permitted by "
                                + Words.policies(permits) + ". Of open models that are ranked for it "
                                + (open.isEmpty()
                                        ? "there is none; rank one in routing.yaml under cleared"
                                        : "none of "
                                                + Words.list(open.stream()
                                                        .map(Endpoint::id)
                                                        .toList()) + " may be sent it, too")
                                + ".",
                        new Asked(request, true));
    }

    private void placeInside(String task) {
        Residency anywhere = Residency.of("", vocabulary);
        int[] health = space.document(0);
        health[space.documentDimension(DocumentFacts.attribute(Category.PHI))] = 1;
        boolean any = offering(task, false).stream()
                .filter(endpoint -> endpoint.kind().inside())
                .anyMatch(endpoint -> composition.allows(space.row(health), profile(endpoint, anywhere, bundle.day())));
        if (!any) {
            add(
                    Property.PLACE_INSIDE,
                    task,
                    "No endpoint that routing.yaml ranks under restricted for the task " + task
                            + " offers it and may read a health record on " + bundle.day());
        }
    }

    private List<Endpoint> offering(String task, boolean cleared) {
        RoutingTable routing = bundle.routing();
        return bundle.catalog().endpoints().stream()
                .filter(endpoint -> endpoint.tasks().contains(task))
                .filter(endpoint -> routing.rank(task, cleared, endpoint.id()).isPresent())
                .toList();
    }

    private void add(Property property, String subject, String sentence) {
        claims.counterExamples().add(property, subject, List.of(), sentence + ".");
    }
}
