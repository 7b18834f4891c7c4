package dev.sluice.ingest.intake;

import dev.sluice.ingest.extract.ExtractionSettings;
import java.time.Duration;

/**
 * How much is taken in.
 *
 * @param documentBytes a larger document is quarantined; the same number bounds what extraction reads
 * @param chunkBytes a transaction takes no further document once those that it has hold so many bytes of content and text
 * @param timeAhead how far ahead of our clock the time of an event may lie; one further ahead is quarantined
 */
public record IntakeLimits(long documentBytes, long chunkBytes, Duration timeAhead) {
    /** Documents as large as extraction reads, 32 MiB in a transaction, a day ahead: clocks that are told in local time pass. */
    public static final IntakeLimits DEFAULTS =
            new IntakeLimits(ExtractionSettings.defaults().maxDocumentBytes(), 32L << 20, Duration.ofDays(1));

    /** Checks ranges. */
    public IntakeLimits {
        if (documentBytes < 1 || chunkBytes < 1) {
            throw new IllegalArgumentException(
                    "limits are at least 1 byte, found " + documentBytes + " and " + chunkBytes);
        }
        if (timeAhead.isNegative()) {
            throw new IllegalArgumentException("timeAhead is " + timeAhead + ", expected 0 or more");
        }
    }

    /** The same with another largest document. */
    public IntakeLimits withDocumentBytes(long bytes) {
        return new IntakeLimits(bytes, chunkBytes, timeAhead);
    }

    /** The same with another bound of a transaction. */
    public IntakeLimits withChunkBytes(long bytes) {
        return new IntakeLimits(documentBytes, bytes, timeAhead);
    }

    /** The same with another span for the times of events. */
    public IntakeLimits withTimeAhead(Duration span) {
        return new IntakeLimits(documentBytes, chunkBytes, span);
    }
}
