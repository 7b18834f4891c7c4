package dev.sluice.ingest.intake;

import dev.sluice.ingest.extract.ExtractionSettings;

/**
 * How much is taken in.
 *
 * @param documentBytes a larger document is quarantined; the same number bounds what extraction reads
 * @param chunkBytes a transaction takes no further document once those that it has hold so many bytes of content and text
 */
public record IntakeLimits(long documentBytes, long chunkBytes) {
    /** Documents as large as extraction reads, 32 MiB in a transaction. */
    public static final IntakeLimits DEFAULTS =
            new IntakeLimits(ExtractionSettings.defaults().maxDocumentBytes(), 32L << 20);

    /** Checks ranges. */
    public IntakeLimits {
        if (documentBytes < 1 || chunkBytes < 1) {
            throw new IllegalArgumentException(
                    "limits are at least 1 byte, found " + documentBytes + " and " + chunkBytes);
        }
    }

    /** The same with another largest document. */
    public IntakeLimits withDocumentBytes(long bytes) {
        return new IntakeLimits(bytes, chunkBytes);
    }

    /** The same with another bound of a transaction. */
    public IntakeLimits withChunkBytes(long bytes) {
        return new IntakeLimits(documentBytes, bytes);
    }
}
