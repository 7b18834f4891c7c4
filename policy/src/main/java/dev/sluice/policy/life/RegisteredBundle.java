package dev.sluice.policy.life;

import java.time.Instant;
import java.util.Optional;

/**
 * A bundle of the register.
 *
 * @param state DRAFT, CHECKED, APPROVED, SCHEDULED, IN_FORCE, REPLACED or RETIRED
 * @param author who registered it
 * @param approver who approved it last
 * @param from since when it is in force, or from when it will be
 * @param proved whether the newest proof holds
 * @param proof the digest of that proof's report
 */
public record RegisteredBundle(
        String digest,
        String name,
        String version,
        String state,
        String author,
        Optional<String> approver,
        Optional<Instant> from,
        boolean proved,
        String proof) {}
