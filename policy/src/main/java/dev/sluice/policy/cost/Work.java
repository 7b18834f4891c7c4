package dev.sluice.policy.cost;

import java.time.LocalDate;

/**
 * Work of one kind on one day: calls that were made, or decisions by which they will be.
 *
 * @param route the boundary that was decided
 * @param endpoint where it goes
 * @param model that is asked there; blank where nobody has said yet
 * @param outside whether the endpoint is a third party
 * @param day UTC
 * @param count of calls, or of decisions
 * @param uncounted of these, calls whose tokens nobody told
 * @param tokens of the others
 */
public record Work(
        String tenant,
        String route,
        String endpoint,
        String model,
        boolean outside,
        LocalDate day,
        long count,
        long uncounted,
        Tokens tokens) {
    public Work {
        if (count < 0 || uncounted < 0 || uncounted > count) {
            throw new IllegalArgumentException("expected counts of zero or more, and no more uncounted than there are");
        }
    }
}
