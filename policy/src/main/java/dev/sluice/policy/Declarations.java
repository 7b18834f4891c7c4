package dev.sluice.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What the envelope of a document declares about it. A blank purpose, jurisdiction or residency means that nothing was
 * declared; a word that the bundle does not know counts as the strictest.
 *
 * @param residency regions that processing and storage must lie in, separated by commas
 * @param maxCost most that the work may cost, in the currency of the bundle
 */
public record Declarations(
        String tenant,
        String task,
        String purpose,
        String jurisdiction,
        String residency,
        MinimumSensitivity minSensitivity,
        Optional<Instant> deadline,
        Optional<BigDecimal> maxCost) {

    /** Declares nothing but the task. */
    public static Declarations ordinary(String task) {
        return new Declarations(
                "default", task, "", "", "", MinimumSensitivity.NONE, Optional.empty(), Optional.empty());
    }

    /** The same, never to leave. */
    public Declarations restricted() {
        return new Declarations(
                tenant, task, purpose, jurisdiction, residency, MinimumSensitivity.RESTRICTED, deadline, maxCost);
    }
}
