package dev.sluice.ingest.query;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where one document stands, or how the offset ended that never became one.
 *
 * @param outcome DOCUMENT, DUPLICATE, CONFLICT, QUARANTINED, NO_RECORD, EXPIRED_UNREAD
 * @param outcomeReason why, for QUARANTINED
 * @param documentId the document, also for a duplicate and a conflict (then the earlier one)
 * @param attempt the newest attempt, 0 without one
 * @param state the newest attempt's state
 * @param reason its reason
 * @param mediaType what the extractor found
 * @param complete whether all of it was read
 * @param unread reasons of unread parts
 * @param categories what the classifier found
 * @param exhaustiveness EXHAUSTIVE, PARTIAL, DEGRADED or FAILED
 * @param cleared whether its undisguised text may go to a closed API
 * @param route EXTERNAL, SOVEREIGN or WITHHELD; empty without a decision
 * @param decisionReason the decision's reason
 * @param policies the policies that determined it
 * @param bundleDigest the bundle it was decided under
 * @param endpoint the endpoint that did the work, when one did
 * @param model the model that answered, when one did
 * @param resultId the stored result, when there is one
 * @param task what is to be done with it
 * @param milliseconds extraction, classification and decision together
 */
public record DocumentStatus(
        String outcome,
        Optional<String> outcomeReason,
        Optional<UUID> documentId,
        int attempt,
        Optional<String> state,
        Optional<String> reason,
        Optional<String> mediaType,
        boolean complete,
        List<String> unread,
        List<String> categories,
        Optional<String> exhaustiveness,
        boolean cleared,
        Optional<String> route,
        Optional<String> decisionReason,
        List<String> policies,
        Optional<String> bundleDigest,
        Optional<String> endpoint,
        Optional<String> model,
        Optional<UUID> resultId,
        Optional<String> task,
        long milliseconds) {

    /** Copies its lists. */
    public DocumentStatus {
        unread = List.copyOf(unread);
        categories = List.copyOf(categories);
        policies = List.copyOf(policies);
    }

    /**
     * Whether nothing more will happen to it by itself.
     *
     * @return true for every offset that is not a document, and for a document, also one that was repeated, whose newest
     *     attempt has ended
     */
    public boolean ended() {
        if (outcome.equals("CONFLICT")) {
            return true;
        }
        return switch (state.orElse("")) {
            case "COMPLETED", "WITHHELD", "FAILED", "SUPERSEDED", "ERASED" -> true;
            case "" -> true;
            default -> false;
        };
    }

    /**
     * Whether the offset repeated an earlier document.
     *
     * @return true for DUPLICATE
     */
    public boolean duplicate() {
        return outcome.equals("DUPLICATE");
    }
}
