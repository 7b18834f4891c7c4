package dev.sluice.policy.models;

import java.util.OptionalLong;

/**
 * Who runs this, as far as licences ask.
 *
 * @param monthlyUsers of all its products in a month; absent means unknown, and then no licence with a limit is met
 * @param country ISO 3166 code of its seat; blank means unknown, and then no licence that leaves countries out is met
 */
public record Organisation(OptionalLong monthlyUsers, String country) {
    /** Nobody said. */
    public static final Organisation UNKNOWN = new Organisation(OptionalLong.empty(), "");
}
