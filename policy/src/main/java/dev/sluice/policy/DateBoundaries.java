package dev.sluice.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The instants at which an answer may change by itself: each date of a bundle begins or ends something. */
public final class DateBoundaries {
    private final NavigableSet<Instant> instants = new TreeSet<>();

    /** Those of a catalog. */
    public DateBoundaries(EndpointCatalog catalog) {
        for (Endpoint endpoint : catalog.endpoints()) {
            endpoint.terms().licence().ifPresent(licence -> {
                add(licence.reviewedOn());
                add(licence.reviewedUntil().plusDays(1));
            });
            for (Attestation attestation : endpoint.terms().attestations()) {
                add(attestation.validFrom());
                add(attestation.validUntil().plusDays(1));
            }
        }
    }

    /** All of them, in their order. */
    public List<Instant> instants() {
        return List.copyOf(instants);
    }

    private void add(LocalDate day) {
        instants.add(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** The last boundary at or before an instant. */
    Instant last(Instant now) {
        Instant found = instants.floor(now);
        return found == null ? Instant.MIN : found;
    }

    /** The first boundary after an instant. */
    Instant next(Instant now) {
        Instant found = instants.higher(now);
        return found == null ? Instant.MAX : found;
    }
}
