package dev.sluice.ingest.intake;

import dev.sluice.ingest.extract.ExtractionSettings;
import java.time.Duration;

/**
 * How much is taken in.
 *
 * @param documentBytes a larger document is quarantined; the same number bounds what extraction reads
 * @param chunkBytes a transaction takes no further document once those that it has hold so many bytes of content and text
 * @param timeAhead how far ahead of our clock the time of an event may lie; one further ahead is quarantined
 * @param tries how often in a row nodes may end over a range before its items are done one at a time, and how often a store may
 *     fail to give an object in time, while it gives others, before that one is quarantined
 */
public record IntakeLimits(long documentBytes, long chunkBytes, Duration timeAhead, int tries) {
    /**
     * Documents as large as extraction reads, 32 MiB in a transaction, a day ahead: clocks that are told in local time pass.
     * Three tries.
     */
    public static final IntakeLimits DEFAULTS =
            new IntakeLimits(ExtractionSettings.defaults().maxDocumentBytes(), 32L << 20, Duration.ofDays(1), 3);

    /** Checks ranges. */
    public IntakeLimits {
        if (documentBytes < 1 || chunkBytes < 1) {
            throw new IllegalArgumentException(
                    "limits are at least 1 byte, found " + documentBytes + " and " + chunkBytes);
        }
        if (timeAhead.isNegative()) {
            throw new IllegalArgumentException("timeAhead is " + timeAhead + ", expected 0 or more");
        }
        if (tries < 1) {
            throw new IllegalArgumentException("tries is " + tries + ", expected at least 1");
        }
    }

    /** The same with another largest document. */
    public IntakeLimits withDocumentBytes(long bytes) {
        return new IntakeLimits(bytes, chunkBytes, timeAhead, tries);
    }

    /** The same with another bound of a transaction. */
    public IntakeLimits withChunkBytes(long bytes) {
        return new IntakeLimits(documentBytes, bytes, timeAhead, tries);
    }

    /** The same with another span for the times of events. */
    public IntakeLimits withTimeAhead(Duration span) {
        return new IntakeLimits(documentBytes, chunkBytes, span, tries);
    }

    /** The same with another number of tries. */
    public IntakeLimits withTries(int times) {
        return new IntakeLimits(documentBytes, chunkBytes, timeAhead, times);
    }
}
