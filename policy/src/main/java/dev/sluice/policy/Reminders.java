package dev.sluice.policy;

import dev.sluice.policy.cost.Prices;
import dev.sluice.policy.models.Licence;
import dev.sluice.policy.models.Model;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a bundle is to be looked at again on a day. */
final class Reminders {
    private static final int MONTHS_AHEAD = 3;
    private static final int MONTHS_OF_ROUTING = 12;

    private final LocalDate day;
    private final List<Reminder> found = new ArrayList<>();

    private Reminders(LocalDate day) {
        this.day = day;
    }

    static List<Reminder> of(EndpointCatalog catalog, RoutingTable routing, LocalDate day) {
        Reminders reminders = new Reminders(day);
        catalog.endpoints().forEach(reminders::add);
        reminders.due(
                "routing.yaml",
                "tiers",
                routing.chosenOn()
                        .map(chosen -> chosen.plusMonths(MONTHS_OF_ROUTING).plusDays(1)),
                Reminder.Kind.OLD_ROUTING);
        return List.copyOf(reminders.found);
    }

    private void add(Endpoint endpoint) {
        due(
                "endpoints.yaml",
                endpoint.id(),
                endpoint.prices().on(day).flatMap(Prices::reviewBy).map(until -> until.plusDays(1)),
                Reminder.Kind.STALE_PRICE);
        due(
                "models.yaml",
                endpoint.id(),
                endpoint.terms().licence().map(Licence::reviewedUntil).map(Reminders::ahead),
                Reminder.Kind.LICENCE_REVIEW);
        due(
                "models.yaml",
                endpoint.id(),
                endpoint.registered().flatMap(Model::shutdown).map(Reminders::ahead),
                Reminder.Kind.SHUTDOWN);
        for (AttestationKind kind : AttestationKind.values()) {
            due(
                    "attestations.yaml",
                    endpoint.id(),
                    endpoint.terms().attestations().stream()
                            .filter(attestation -> attestation.kind() == kind)
                            .map(Attestation::validUntil)
                            .max(LocalDate::compareTo)
                            .map(Reminders::ahead),
                    Reminder.Kind.ATTESTATION);
        }
    }

    private static LocalDate ahead(LocalDate end) {
        return end.minusMonths(MONTHS_AHEAD);
    }

    private void due(String file, String subject, Optional<LocalDate> since, Reminder.Kind kind) {
        since.filter(first -> !day.isBefore(first))
                .ifPresent(first -> found.add(new Reminder(file, subject, first, kind)));
    }
}
