package dev.sluice.ingest.extract;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an extractor and its child processes did since it was made, as numbers. Nothing of a document is in it.
 *
 * @param childrenRunning child processes that live now
 * @param childrenStarted child processes that were started and became ready
 * @param childrenNotStarted child processes that could not be started or did not become ready
 * @param childrenRecycled child processes that were replaced for their age alone
 * @param childrenLost child processes that died, were killed or broke the protocol, by why
 * @param complete documents of which everything was read
 * @param incomplete documents of which not everything was read, by the first of their reasons in the order of
 *     {@link UnreadReason}; all documents are these and the complete ones
 * @param plain of all documents those that were plain text and needed no child process
 * @param retried documents that were read a second time because a child was lost
 * @param longestMillis wall time of the document that took longest, in milliseconds, waiting for a child included
 * @param totalMillis the same of all documents together
 * @param residentBytes the most resident memory that a child with what it started was seen to have while it read; looked at
 *     every 50 milliseconds
 */
public record ExtractionHealth(
        long childrenRunning,
        long childrenStarted,
        long childrenNotStarted,
        long childrenRecycled,
        SortedMap<UnreadReason, Long> childrenLost,
        long complete,
        SortedMap<UnreadReason, Long> incomplete,
        long plain,
        long retried,
        long longestMillis,
        long totalMillis,
        long residentBytes) {
    /** Copies its counts. */
    public ExtractionHealth {
        childrenLost = Collections.unmodifiableSortedMap(new TreeMap<>(childrenLost));
        incomplete = Collections.unmodifiableSortedMap(new TreeMap<>(incomplete));
    }

    /** All documents so far. */
    public long documents() {
        return complete + sum(incomplete);
    }

    /** All child processes that ended otherwise than by age or with the extractor. */
    public long lost() {
        return sum(childrenLost);
    }

    private static long sum(Map<UnreadReason, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
