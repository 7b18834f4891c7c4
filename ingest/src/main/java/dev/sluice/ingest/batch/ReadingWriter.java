package dev.sluice.ingest.batch;

import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.Outcome;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.CodePoints;
import dev.sluice.classifier.Degraded;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.Exhaustive;
import dev.sluice.classifier.Suppression;
import dev.sluice.db.Compartment;
import dev.sluice.db.ContentStore;
import dev.sluice.db.UuidV7;
import dev.sluice.ingest.extract.Extraction;
import dev.sluice.ingest.extract.Extractor;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what was read and what was found in it. */
final class ReadingWriter {
    private final JdbcClient jdbc;
    private final ContentStore contents;
    private final Ledger ledger;

    ReadingWriter(DataSource dataSource, ContentStore contents, Ledger ledger) {
        this.jdbc = JdbcClient.create(dataSource);
        this.contents = contents;
        this.ledger = ledger;
    }

    /** Digests in lower-case hex. */
    record Written(UUID classificationId, String textDigest, String classificationDigest) {}

    Written write(AttemptWriter.Place place, Evaluation.Decided decided, byte[] text) {
        byte[] textDigest = contents.digest(Compartment.RESTRICTED, place.documentId(), text);
        extraction(place, decided, textDigest);
        return classification(place, decided, HexFormat.of().formatHex(textDigest));
    }

    private void extraction(AttemptWriter.Place place, Evaluation.Decided decided, byte[] textDigest) {
        Extraction extraction = decided.extraction();
        List<String> unread = extraction.unread().stream().map(Enum::name).toList();
        long length = CodePoints.length(decided.text());
        jdbc.sql("""
                        insert into sluice.extraction (document_id, attempt, media_type, complete, any_read, unread, parts,
                          coverage, text_digest, text_length, extractor, took_ms)
                        values (:document, :attempt, :type, :complete, :read, :unread, :parts, cast(:coverage as jsonb),
                          :digest, :length, :extractor, :ms)
                        """)
                .param("document", place.documentId())
                .param("attempt", place.attempt())
                .param("type", extraction.mediaType())
                .param("complete", extraction.complete())
                .param("read", extraction.anythingRead())
                .param("unread", unread.toArray(String[]::new))
                .param("parts", extraction.coverage().parts().size())
                .param("coverage", StoredForms.coverage(extraction.coverage()))
                .param("digest", textDigest)
                .param("length", length)
                .param("extractor", Extractor.version())
                .param("ms", extraction.took().toMillis())
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

    private Written classification(AttemptWriter.Place place, Evaluation.Decided decided, String textDigest) {
        Classification classification = decided.classification();
        UUID id = UuidV7.next();
        String exhaustiveness =
                dev.sluice.policy.Exhaustiveness.of(classification).name();
        List<String> categories =
                decided.categories().stream().map(Enum::name).sorted().toList();
        List<String> degraded = classification instanceof Degraded low
                ? low.reasons().stream().map(DegradedReason::name).toList()
                : List.of();
        String findings = StoredForms.findings(decided.text(), classification);
        String detectors = classification.detectors().digest();
        byte[] digest = StoredForms.digest(exhaustiveness, categories, degraded, detectors, findings);
        jdbc.sql("""
                        insert into sluice.classification (classification_id, document_id, attempt, exhaustiveness,
                          categories, degraded, findings, detectors, digest)
                        values (:id, :document, :attempt, :exhaustiveness, :categories, :degraded,
                          cast(:findings as jsonb), :detectors, :digest)
                        """)
                .param("id", id)
                .param("document", place.documentId())
                .param("attempt", place.attempt())
                .param("exhaustiveness", exhaustiveness)
                .param("categories", categories.toArray(String[]::new))
                .param("degraded", degraded.toArray(String[]::new))
                .param("findings", findings)
                .param("detectors", detectors)
                .param("digest", digest)
                .update();
        boolean whole = classification instanceof Exhaustive;
        ledger.record(Ledger.event(
                        classification instanceof Degraded
                                ? AuditEvents.CLASSIFICATION_DEGRADED
                                : AuditEvents.CLASSIFICATION_COMPLETED)
                .outcome(
                        classification instanceof Degraded ? Outcome.FAILURE : Outcome.SUCCESS,
                        whole || degraded.isEmpty() ? null : degraded.getFirst())
                .document(place.documentId(), place.attempt())
                .batch(place.batch().batchId())
                .tenant(place.declared().tenant())
                .with(withSuppressed(
                        classification,
                        Map.of(
                                "classification", id,
                                "exhaustiveness", exhaustiveness,
                                "categories", categories,
                                "degraded", degraded,
                                "found", counts(classification),
                                "detectors", detectors,
                                "digest", HexFormat.of().formatHex(digest)))));
        return new Written(id, textDigest, HexFormat.of().formatHex(digest));
    }

    /** With how often each allow entry kept a finding from counting, where one did. */
    private static Map<String, Object> withSuppressed(Classification classification, Map<String, Object> body) {
        if (classification.suppressed().isEmpty()) {
            return body;
        }
        Map<String, Object> more = new TreeMap<>(body);
        more.put(
                "suppressed",
                new TreeMap<>(classification.suppressed().stream()
                        .collect(Collectors.groupingBy(Suppression::entry, Collectors.counting()))));
        return more;
    }

    private static Map<String, Object> counts(Classification classification) {
        return new TreeMap<>(classification.findings().stream()
                .collect(Collectors.groupingBy(finding -> finding.type().name(), Collectors.counting())));
    }
}
