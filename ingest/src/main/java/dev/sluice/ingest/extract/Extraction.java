package dev.sluice.ingest.extract;

import dev.sluice.classifier.DocumentText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What was read of one document.
 *
 * @param mediaType the type found by content, lower case, without parameters
 * @param text the text that was read, also where the document is incomplete
 * @param took wall time of the reading
 * @param kills child processes that the document ended: they died, or were killed for their time or memory; those of earlier
 *     readings by the same extractor under the same limits among them, where they are known
 * @param limits digest of the limits that it was read under ({@link ExtractionSettings#digest()})
 */
public record Extraction(
        String mediaType, DocumentText text, Coverage coverage, Duration took, int kills, String limits) {
    /** A document that ended so many child processes is not read again. */
    public static final int MOST_KILLS = 2;

    /** @throws IllegalArgumentException if the media type has no form of one */
    public Extraction {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(coverage, "coverage");
        Objects.requireNonNull(took, "took");
        if (!MediaTypes.isValid(mediaType)) {
            throw new IllegalArgumentException("not a media type");
        }
    }

    /** With the child processes that earlier readings of the document by the same extractor under the same limits ended. */
    public Extraction afterKills(int earlier) {
        return new Extraction(mediaType, text, coverage, took, kills + earlier, limits);
    }

    /** What an earlier reading came to, for one that is spared; says so in its coverage. */
    public Extraction notTriedAgain() {
        List<CoveragePart> parts = new ArrayList<>(coverage.parts());
        CoveragePart spared = CoveragePart.unread("", PartKind.DOCUMENT, UnreadReason.NOT_TRIED_AGAIN);
        if (!parts.contains(spared)) {
            parts.addFirst(spared);
        }
        return new Extraction(mediaType, text, new Coverage(parts), Duration.ZERO, kills, limits);
    }

    /** With what stands encoded in text that is read together with the document. */
    public Extraction with(List<CoveragePart> more) {
        List<CoveragePart> parts = new ArrayList<>(coverage.parts());
        parts.addAll(more);
        return new Extraction(mediaType, text, new Coverage(parts), took, kills, limits);
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
