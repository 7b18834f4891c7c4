package dev.sluice.inference;

import java.time.Duration;
import java.util.Optional;

/** How one call of a model ended. Reasons are codes of ours; no variant carries a message of the other side. */
public sealed interface ModelAnswer {

    /**
     * The model answered as asked.
     *
     * @param output what it said; to be validated against the task and classified before it is stored
     * @param model the model that answered, by its own word
     * @param finishReason the provider's code, reduced to letters and underscores
     * @param responseId the provider's id of this answer, or empty
     * @param fingerprint the provider's fingerprint of what ran, or empty
     */
    record Answered(
            String output,
            String model,
            long inputTokens,
            long outputTokens,
            String finishReason,
            String responseId,
            String fingerprint)
            implements ModelAnswer {}

    /** Too busy or failing for the moment: the same request may be sent again, after the wait that was asked for. */
    record Busy(String reason, Optional<Duration> retryAfter) implements ModelAnswer {}

    /** The endpoint cannot be used now, for no document: not reached, not authorised, its spending limit met. */
    record Down(String reason) implements ModelAnswer {}

    /** The endpoint will not do this request, or its answer cannot be used; sending it again would not help. */
    record Rejected(String reason) implements ModelAnswer {}

    /** The model or a filter before it declined the content: a class of its own, never a reason to leave the boundary. */
    record Refused(String reason) implements ModelAnswer {}

    /** Something answered that is not what was decided on; the answer is not used. */
    record Violated(String reason, String answeredBy) implements ModelAnswer {}

    /** Bytes left and no answer came back: whether work was done is unknown. */
    record Unknown(String reason) implements ModelAnswer {}
}
