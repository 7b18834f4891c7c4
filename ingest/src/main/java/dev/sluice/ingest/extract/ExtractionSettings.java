package dev.sluice.ingest.extract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits of reading. What meets a limit is unread, never cut silently.
 *
 * @param maxDocumentBytes largest document, and largest part of one, in bytes
 * @param maxExpandedBytes all embedded parts of a document together, unpacked, in bytes
 * @param maxTextChars all text of a document together, in UTF-16 units
 * @param maxParts pages, attachments, images and properties of a document together
 * @param maxDepth how deep documents may be nested in documents
 * @param timeout for one document in the child process, after which it is killed
 * @param childHeapBytes heap of a child process
 * @param childResidentBytes resident memory of a child process and what it started, above which it is killed
 * @param children child processes, each reading one document at a time
 * @param documentsPerChild documents after which a child process is replaced
 * @param ocr the tesseract executable; without it no character recognition runs, whatever is installed
 * @param aotCache an ahead-of-time cache of the JVM for the child process, used if the file is there
 */
public record ExtractionSettings(
        long maxDocumentBytes,
        long maxExpandedBytes,
        int maxTextChars,
        int maxParts,
        int maxDepth,
        Duration timeout,
        long childHeapBytes,
        long childResidentBytes,
        int children,
        int documentsPerChild,
        Optional<Path> ocr,
        Optional<Path> aotCache) {
    private static final long MIB = 1L << 20;

    /** @throws IllegalArgumentException if a limit is not positive or contradicts another */
    public ExtractionSettings {
        require(maxDocumentBytes > 0 && maxDocumentBytes <= 1L << 30, "maxDocumentBytes is from 1 to 1 GiB");
        require(maxExpandedBytes >= maxDocumentBytes, "maxExpandedBytes is at least maxDocumentBytes");
        require(maxTextChars > 0 && maxTextChars <= 200_000_000, "maxTextChars is from 1 to 200,000,000");
        require(maxParts > 0 && maxParts <= 1_000_000, "maxParts is from 1 to 1,000,000");
        require(maxDepth > 0 && maxDepth <= 30, "maxDepth is from 1 to 30");
        require(timeout.isPositive() && timeout.toHours() < 24, "timeout is positive and below a day");
        require(childHeapBytes >= 64 * MIB, "childHeapBytes is at least 64 MiB");
        require(childResidentBytes > childHeapBytes, "childResidentBytes is above childHeapBytes");
        require(children > 0 && children <= 64, "children is from 1 to 64");
        require(documentsPerChild > 0, "documentsPerChild is positive");
    }

    /** Documents to 50 MiB, one child of 768 MiB heap, a minute for a document, no character recognition. */
    public static ExtractionSettings defaults() {
        return new ExtractionSettings(
                50 * MIB,
                256 * MIB,
                20_000_000,
                10_000,
                12,
                Duration.ofSeconds(60),
                768 * MIB,
                1_400 * MIB,
                1,
                200,
                Optional.empty(),
                Optional.empty());
    }

    /** The same with another largest document; the limit of all parts together is raised where it must be. */
    public ExtractionSettings withMaxDocumentBytes(long bytes) {
        return new ExtractionSettings(
                bytes,
                Math.max(bytes, maxExpandedBytes),
                maxTextChars,
                maxParts,
                maxDepth,
                timeout,
                childHeapBytes,
                childResidentBytes,
                children,
                documentsPerChild,
                ocr,
                aotCache);
    }

    /** The same with another time limit for one document. */
    public ExtractionSettings withTimeout(Duration limit) {
        return new ExtractionSettings(
                maxDocumentBytes,
                maxExpandedBytes,
                maxTextChars,
                maxParts,
                maxDepth,
                limit,
                childHeapBytes,
                childResidentBytes,
                children,
                documentsPerChild,
                ocr,
                aotCache);
    }

    /** The same with character recognition by this tesseract program. */
    public ExtractionSettings withOcr(Path program) {
        return new ExtractionSettings(
                maxDocumentBytes,
                maxExpandedBytes,
                maxTextChars,
                maxParts,
                maxDepth,
                timeout,
                childHeapBytes,
                childResidentBytes,
                children,
                documentsPerChild,
                Optional.of(program),
                aotCache);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
