package dev.sluice.ingest.extract;

import com.sun.management.OperatingSystemMXBean;
import dev.sluice.ingest.confinement.Measures;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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
 * @param documentsPerChild documents after which a child process is replaced, if it is not for its age
 * @param ocr the tesseract executable; without it no character recognition runs, whatever is installed
 * @param aotCache an ahead-of-time cache of the JVM for the child process, used if the file is there
 * @param hidden folders that a child process must not see, wherever they lie; of others it sees programs and libraries alone
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
        Optional<Path> aotCache,
        List<Path> hidden) {
    private static final long MIB = 1L << 20;
    /** What parsers hold of a document that is a package: its parts, trees and texts. */
    private static final int CHILD_HEAP_PER_BYTE = 12;

    private static final long RESIDENT = 1_400 * MIB;
    private static final int MOST_CHILDREN = 8;
    private static final int DOCUMENTS_PER_CHILD = 50_000;

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
        hidden = List.copyOf(hidden);
    }

    /** Without folders that are hidden wherever they lie. */
    public ExtractionSettings(
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
        this(
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
                ocr,
                aotCache,
                List.of());
    }

    /**
     * Documents to 50 MiB, a minute for a document, no character recognition; children of 768 MiB heap, one for each core as far
     * as they stay within half of the machine's memory, at most eight.
     */
    public static ExtractionSettings defaults() {
        return new ExtractionSettings(
                50 * MIB,
                256 * MIB,
                20_000_000,
                10_000,
                12,
                Duration.ofSeconds(60),
                768 * MIB,
                RESIDENT,
                childrenHere(),
                DOCUMENTS_PER_CHILD,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The same with another largest document; the limit of all parts together, and the memory of a child process, are raised
     * where they must be.
     */
    public ExtractionSettings withMaxDocumentBytes(long bytes) {
        long heap = Math.max(childHeapBytes, CHILD_HEAP_PER_BYTE * bytes);
        return new ExtractionSettings(
                bytes,
                Math.max(bytes, maxExpandedBytes),
                maxTextChars,
                maxParts,
                maxDepth,
                timeout,
                heap,
                childResidentBytes + heap - childHeapBytes,
                children,
                documentsPerChild,
                ocr,
                aotCache,
                hidden);
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
                aotCache,
                hidden);
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
                aotCache,
                hidden);
    }

    /** The same with one more folder that a child process must not see, wherever it lies. */
    public ExtractionSettings withHidden(Path folder) {
        List<Path> all = new ArrayList<>(hidden);
        all.add(folder);
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
                ocr,
                aotCache,
                all);
    }

    /** What keeps a child process under these settings from what is not its business, found by starting one that reads nothing. */
    public Measures confinement() {
        return new ChildCommand(this, TikaChild.class.getName()).measures();
    }

    /**
     * SHA-256 over what decides how far a document is read, lower-case hex: every limit, memory and time of a child, character
     * recognition.
     */
    public String digest() {
        String canonical = String.join(
                "\n",
                "sluice.extraction-limits.v1",
                Long.toString(maxDocumentBytes),
                Long.toString(maxExpandedBytes),
                Integer.toString(maxTextChars),
                Integer.toString(maxParts),
                Integer.toString(maxDepth),
                timeout.toString(),
                Long.toString(childHeapBytes),
                Long.toString(childResidentBytes),
                ocr.map(Path::toString).orElse(""));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
        }
    }

    private static int childrenHere() {
        long memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : RESIDENT;
        return (int) Math.clamp(
                memory / 2 / RESIDENT,
                1,
                Math.min(MOST_CHILDREN, Runtime.getRuntime().availableProcessors()));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
