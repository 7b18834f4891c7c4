package dev.sluice.ingest.rerun;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A frozen list of documents to run again.
 *
 * @param planId our id, and the run of the batches that carry it out
 * @param batchId the batch whose documents they are, if they were chosen by one
 * @param selector how they were chosen
 * @param selection what was said of them, as JSON, where they were chosen by a selection
 * @param reason the operator's reason code, once there is one
 * @param listDigest SHA-256 of the list, lower-case hex
 * @param items how many documents
 * @param leftOut how many more were chosen and left out, by reason: ANOTHER_BUNDLE where the plan is for one that did not decide
 *     about them, IN_REVIEW where a person has still to look at them, REJECTED where one said no
 * @param newlyOut how many of them the policy in force would newly let go outside
 * @param endpoints who outside would newly get documents, each as {@code slot@digest=host=model}, in order
 * @param needsApproval whether it starts only when a second person approved it
 * @param state FROZEN, REFUSED, STARTED, PAUSED, STOPPED or ENDED
 * @param requestedBy who asked for it
 * @param approvedBy who approved it
 * @param policy under which bundle
 * @param bundle digest of the bundle under which the list was frozen
 * @param rate documents a minute, if it is throttled
 * @param retryCrashed whether documents that ended child processes are read again all the same
 * @param frozenAt when the list was frozen
 * @param routes old against new routes with their counts, as {@code "SOVEREIGN>WITHHELD" -> 3}
 * @param classes documents by class of the reason for which they are where they are; NONE where there is no reason
 */
public record RerunPlan(
        UUID planId,
        Optional<UUID> batchId,
        RerunSelector selector,
        Optional<String> selection,
        Optional<String> reason,
        String listDigest,
        int items,
        SortedMap<String, Integer> leftOut,
        int newlyOut,
        List<String> endpoints,
        boolean needsApproval,
        String state,
        String requestedBy,
        Optional<String> approvedBy,
        RerunPolicy policy,
        Optional<String> bundle,
        Optional<Integer> rate,
        boolean retryCrashed,
        Instant frozenAt,
        SortedMap<String, Integer> routes,
        SortedMap<String, Integer> classes) {

    /** Copies its counts. */
    public RerunPlan {
        leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
        endpoints = List.copyOf(endpoints);
        routes = Collections.unmodifiableSortedMap(new TreeMap<>(routes));
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
    }
}
