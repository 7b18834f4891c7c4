package dev.sluice.ingest.batch;

import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.Outcome;
import dev.sluice.classifier.CodePoints;
import dev.sluice.db.Compartment;
import dev.sluice.db.ContentStore;
import dev.sluice.ingest.extract.Extraction;
import dev.sluice.ingest.extract.Extractor;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what was read and what was found in it. */
final class ReadingWriter {
    private final JdbcClient jdbc;
    private final ContentStore contents;
    private final Ledger ledger;
    private final ClassificationWriter classifications;

    ReadingWriter(DataSource dataSource, ContentStore contents, Ledger ledger, ClassificationWriter classifications) {
        this.classifications = classifications;
        this.jdbc = JdbcClient.create(dataSource);
        this.contents = contents;
        this.ledger = ledger;
    }

    /** Digests in lower-case hex. */
    record Written(UUID classificationId, String textDigest, String classificationDigest) {}

    Written write(AttemptWriter.Place place, Evaluation.Decided decided, byte[] text) {
        byte[] textDigest = contents.digest(Compartment.RESTRICTED, place.documentId(), text);
        extraction(place, decided, textDigest);
        ClassificationWriter.Written classified = classifications.write(
                new ClassificationWriter.Place(
                        place.documentId(),
                        place.attempt(),
                        place.batch().batchId(),
                        place.declared().tenant()),
                new ClassificationWriter.Classified(
                        decided.text(),
                        decided.classification(),
                        decided.categories(),
                        decided.day(),
                        decided.decision().bundleDigest()));
        return new Written(classified.classificationId(), HexFormat.of().formatHex(textDigest), classified.digest());
    }

    private void extraction(AttemptWriter.Place place, Evaluation.Decided decided, byte[] textDigest) {
        Extraction extraction = decided.extraction();
        List<String> unread = extraction.unread().stream().map(Enum::name).toList();
        long length = CodePoints.length(decided.text());
        jdbc.sql("""
                        insert into sluice.extraction (document_id, attempt, media_type, complete, any_read, unread, parts,
                          coverage, text_digest, text_length, extractor, took_ms, kills, limits)
                        values (:document, :attempt, :type, :complete, :read, :unread, :parts, cast(:coverage as jsonb),
                          :digest, :length, :extractor, :ms, :kills, :limits)
                        """)
                .param("document", place.documentId())
                .param("attempt", place.attempt())
                .param("type", extraction.mediaType())
                .param("complete", extraction.complete())
                .param("read", extraction.anythingRead())
                .param("unread", unread.toArray(String[]::new))
                .param("parts", extraction.coverage().parts().size())
                .param("coverage", StoredForms.coverage(extraction.coverage(), extraction.kills()))
                .param("digest", textDigest)
                .param("length", length)
                .param("extractor", Extractor.version())
                .param("ms", extraction.took().toMillis())
                .param("kills", extraction.kills())
                .param("limits", extraction.limits())
                .update();
        boolean complete = extraction.complete();
        ledger.record(Ledger.event(complete ? AuditEvents.EXTRACTION_COMPLETED : AuditEvents.EXTRACTION_INCOMPLETE)
                .outcome(complete ? Outcome.SUCCESS : Outcome.FAILURE, complete ? null : unread.getFirst())
                .document(place.documentId(), place.attempt())
                .batch(place.batch().batchId())
                .tenant(place.declared().tenant())
                .with(Map.of(
                        "mediaType", extraction.mediaType(),
                        "complete", complete,
                        "unread", unread,
                        "parts", extraction.coverage().parts().size(),
                        "text", HexFormat.of().formatHex(textDigest),
                        "length", length,
                        "extractor", Extractor.version())));
    }
}
