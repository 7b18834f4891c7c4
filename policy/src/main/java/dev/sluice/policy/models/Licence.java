package dev.sluice.policy.models;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The licence of one revision of a model, as somebody read it. The terms of one family of models differ from version to
 * version, so what was read is pinned by its digest.
 *
 * @param textDigest SHA-256 of the text that was reviewed, lower-case hex
 * @param mostMonthlyUsers of the licensee, up to which it holds; absent: no limit
 * @param attribution what has to be shown with results; absent: nothing
 * @param notIn ISO 3166 codes of countries whose organisations have no licence by it
 * @param reviewedOn first day on which the review counts, UTC
 * @param reviewedUntil last day on which it does, UTC
 */
public record Licence(
        String name,
        String textDigest,
        OptionalLong mostMonthlyUsers,
        Optional<String> attribution,
        Set<String> notIn,
        String reviewedBy,
        LocalDate reviewedOn,
        LocalDate reviewedUntil) {
    public Licence {
        notIn = Set.copyOf(notIn);
        if (reviewedUntil.isBefore(reviewedOn)) {
            throw new IllegalArgumentException("expected reviewedUntil on or after reviewedOn");
        }
    }

    /** Whether an organisation may use the model on a day, as far as the licence and its review go. */
    public boolean permits(Organisation organisation, LocalDate day) {
        return !day.isBefore(reviewedOn) && !day.isAfter(reviewedUntil) && isFor(organisation);
    }

    /** Whether the licence is for an organisation at all. */
    public boolean isFor(Organisation organisation) {
        boolean few = mostMonthlyUsers.isEmpty()
                || organisation.monthlyUsers().isPresent()
                        && organisation.monthlyUsers().getAsLong() <= mostMonthlyUsers.getAsLong();
        boolean here = notIn.isEmpty() || !organisation.country().isBlank() && !notIn.contains(organisation.country());
        return few && here;
    }
}
