package dev.sluice.ingest.query;

import dev.sluice.ingest.extract.UnreadPart;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One attempt at a document: what was read and found, its newest decision and every call that was made for it.
 *
 * @param attempt counted from 1
 * @param task what is to be done with the document
 * @param batchId the batch that made it
 * @param state its state
 * @param reason why, if there is a reason
 * @param mediaType what the extractor found, if it was read
 * @param complete whether all of it was read
 * @param unread reasons of unread parts
 * @param unreadParts each part that was not read, or not wholly, in the order of the document
 * @param parts parts of the document by what became of them
 * @param categories what the classifier found
 * @param exhaustiveness EXHAUSTIVE, PARTIAL, DEGRADED or FAILED, if it was classified
 * @param degraded why not everything was looked at, if it was not: codes of the classifier
 * @param findings findings by type
 * @param route the newest decision's route, if it was decided
 * @param cleared whether that decision cleared it
 * @param decisionReason the decision's reason
 * @param policies the policies that determined the decision
 * @param bundleDigest the bundle it was decided under
 * @param dispatches every call in its order: endpoint, state and reason
 * @param model the model that answered, if one did
 * @param startedAt when it began
 * @param endedAt when it ended, if it has
 */
public record AttemptRow(
        int attempt,
        String task,
        UUID batchId,
        String state,
        Optional<String> reason,
        Optional<String> mediaType,
        boolean complete,
        List<String> unread,
        List<UnreadPart> unreadParts,
        SortedMap<String, Long> parts,
        List<String> categories,
        Optional<String> exhaustiveness,
        List<String> degraded,
        SortedMap<String, Long> findings,
        Optional<String> route,
        boolean cleared,
        Optional<String> decisionReason,
        List<String> policies,
        Optional<String> bundleDigest,
        List<String> dispatches,
        Optional<String> model,
        Instant startedAt,
        Optional<Instant> endedAt) {

    /** Copies its lists and counts. */
    public AttemptRow {
        unread = List.copyOf(unread);
        unreadParts = List.copyOf(unreadParts);
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
        categories = List.copyOf(categories);
        degraded = List.copyOf(degraded);
        findings = Collections.unmodifiableSortedMap(new TreeMap<>(findings));
        dispatches = List.copyOf(dispatches);
        policies = List.copyOf(policies);
    }
}
