package dev.sluice.ingest.batch;

import dev.sluice.db.Compartment;
import dev.sluice.db.ContentException;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.ingest.IngestException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;

/** Evaluates a document anew from its stored original. Safe for use by several threads. */
final class StoredEvaluator {
    private final StoredDocuments stored;
    private final ContentStore contents;
    private final Evaluator evaluator;
    private final EarlierReadings earlier;

    StoredEvaluator(StoredDocuments stored, ContentStore contents, Evaluator evaluator, EarlierReadings earlier) {
        this.earlier = earlier;
        this.stored = stored;
        this.contents = contents;
        this.evaluator = evaluator;
    }

    /**
     * A document that ended as many child processes as one may, read by the extractor and under the limits that are in force
     * now, is not read again: what was read of it then is classified and decided anew. Never throws for a document, also where what is stored of it was altered or is gone.
     *
     * @param retryCrashed whether it is read again all the same
     * @throws IngestException if this node is stopping, which says nothing about the document
     * @throws DataAccessException if the database fails
     */
    Evaluation evaluate(StoredDocuments.Stored document, boolean retryCrashed) {
        try {
            Optional<byte[]> original =
                    contents.get(Compartment.RESTRICTED, document.documentId(), ContentKind.ORIGINAL, 0);
            return original.isEmpty()
                    ? new Evaluation.Failed("ORIGINAL_GONE", 0)
                    : evaluator.evaluate(
                            stored.subject(document, original.get()),
                            retryCrashed ? Reading.FIRST : earlier.of(document.documentId()));
        } catch (IngestException | DataAccessException notOfTheDocument) {
            throw notOfTheDocument;
        } catch (ContentException altered) {
            return new Evaluation.Failed("ORIGINAL_UNREADABLE", 0);
        } catch (RuntimeException failure) {
            return new Evaluation.Failed("PROCESSING_FAILED", 0);
        }
    }
}
