package dev.sluice.ingest.extract;

import dev.sluice.classifier.DocumentText;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What was read of one document.
 *
 * @param mediaType the type found by content, lower case, without parameters
 * @param text the text that was read, also where the document is incomplete
 * @param took wall time of the reading
 */
public record Extraction(String mediaType, DocumentText text, Coverage coverage, Duration took) {
    /** @throws IllegalArgumentException if the media type has no form of one */
    public Extraction {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(coverage, "coverage");
        Objects.requireNonNull(took, "took");
        if (!MediaTypes.isValid(mediaType)) {
            throw new IllegalArgumentException("not a media type");
        }
    }

    /** Whether all text of the document was read. Only then may it be cleared. */
    public boolean complete() {
        return coverage.complete();
    }

    /** Why parts are unread, each reason once; empty exactly if complete. */
    public List<UnreadReason> unread() {
        return coverage.unread();
    }

    /** Whether any content was read; properties and names of attachments alone are not content. */
    public boolean anythingRead() {
        return hasContent(text);
    }

    static boolean hasContent(DocumentText text) {
        return text.segments().stream()
                .anyMatch(segment -> !segment.text().isBlank() && !StructuralPath.isMetadata(segment.path()));
    }
}
