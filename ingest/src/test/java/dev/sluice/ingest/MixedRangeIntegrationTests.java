package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.DocumentText;
import dev.sluice.db.Topics;
import dev.sluice.db.WorkItem;
import dev.sluice.ingest.query.BatchRow;
import dev.sluice.ingest.query.DocumentStatus;
import dev.sluice.policy.Clearance;
import dev.sluice.policy.ClearanceVerifier;
import dev.sluice.policy.Pool;
import dev.sluice.policy.Verification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixedRangeIntegrationTests {
    private static final String LETTER = "Patient: Jane Q. Publica, DOB 03/04/1961, MRN 00457812, SSN 219-09-9999."
            + " She was seen for type 2 diabetes and hypertension.";
    private static final String RECIPE =
            "Stir the flour into the butter, add the milk slowly and let the sauce simmer for ten minutes.";

    @TempDir
    private Path claims;

    @Test
    void accountsForEveryOffsetAndSendsEachDocumentItsWay() {
        try (Station station = new Station(claims, true)) {
            station.publish(Station.document("recipe", RECIPE));
            station.publish(Station.document("letter", LETTER));
            station.publish(Station.document("empty", ""));
            station.publish(Station.document("recipe", RECIPE));
            station.publish(Station.document("recipe", RECIPE + " Serve warm."));
            station.publishRaw(new RecordHeaders(), null);
            station.publishRaw(new RecordHeaders(), "no event".getBytes(StandardCharsets.UTF_8));
            long end = abort(station, 7);

            Ingest node = station.node();
            node.start();
            try {
                station.awaitOffsets(end);
                station.awaitRelayed();
            } finally {
                node.stop();
            }

            DocumentStatus recipe = station.at(0);
            assertThat(recipe.state()).contains("DECIDED");
            assertThat(recipe.cleared()).isTrue();
            assertThat(recipe.route()).contains("EXTERNAL");
            assertThat(recipe.complete()).isTrue();
            assertThat(recipe.mediaType()).contains("text/plain");
            DocumentStatus letter = station.at(1);
            assertThat(letter.cleared()).isFalse();
            assertThat(letter.route()).contains("SOVEREIGN");
            assertThat(letter.categories()).contains("PHI", "PII");
            DocumentStatus empty = station.at(2);
            assertThat(empty.state()).contains("WITHHELD");
            assertThat(empty.unread()).contains("EMPTY");
            assertThat(station.at(3).duplicate()).isTrue();
            assertThat(station.at(3).documentId()).isEqualTo(recipe.documentId());
            assertThat(station.at(4).outcome()).isEqualTo("CONFLICT");
            assertThat(station.at(4).documentId()).isEqualTo(recipe.documentId());
            assertThat(station.at(5).outcomeReason()).contains("TOMBSTONE");
            assertThat(station.at(6).outcomeReason()).contains("MALFORMED");
            assertThat(station.batches().account(station.topic(), 0, 0, end).outcomes())
                    .containsEntry("DOCUMENT", 3L)
                    .containsEntry("DUPLICATE", 1L)
                    .containsEntry("CONFLICT", 1L)
                    .containsEntry("QUARANTINED", 2L)
                    .containsEntry("NO_RECORD", end - 7);

            clearances(station, recipe, letter);
            sealedContent(station, recipe, letter);
            auditTrail(station, recipe);
            BatchRow batch = station.batches().newest(10).getFirst();
            assertThat(batch.state()).isEqualTo("ENDED");
            assertThat(station.batches().documents(batch.batchId())).isNotEmpty();
        }
    }

    /** Records of an aborted transaction and its marker: offsets that nobody can read. */
    private static long abort(Station station, long next) {
        try (KafkaProducer<byte[], byte[]> producer =
                station.producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "abort-" + station.topic()))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(station.topic(), 0, null, "never".getBytes(StandardCharsets.UTF_8)));
            producer.flush();
            producer.abortTransaction();
        }
        return next + 2;
    }

    private static void clearances(Station station, DocumentStatus recipe, DocumentStatus letter) {
        ClearanceVerifier verifier = new ClearanceVerifier(station.database().keyRing(), Clock.systemUTC());
        Map<String, WorkItem> items = workItems(station);
        WorkItem outside = items.get(recipe.documentId().orElseThrow().toString());
        assertThat(outside.pool()).isEqualTo("EXTERNAL");
        Verification verified = verifier.verify(outside.clearance(), Pool.EXTERNAL);
        assertThat(verified).isInstanceOf(Verification.Verified.class);
        Clearance clearance = ((Verification.Verified) verified).clearance();
        assertThat(clearance.documentId()).isEqualTo(recipe.documentId().orElseThrow());
        assertThat(clearance.decisionId()).isEqualTo(outside.decisionId());
        assertThat(clearance.textDigest())
                .isEqualTo(station.admin()
                        .sql("select encode(text_digest, 'hex') from sluice.extraction where document_id = :d")
                        .param("d", recipe.documentId().orElseThrow())
                        .query(String.class)
                        .single());
        assertThat(station.admin()
                        .sql("select distinct extractor from sluice.extraction")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .matches("sluice-extract/" + DocumentText.FORM + "[.]\\d+[+]tika-\\d+\\.\\d+\\.\\d+");
        WorkItem inside = items.get(letter.documentId().orElseThrow().toString());
        assertThat(inside.pool()).isEqualTo("SOVEREIGN");
        assertThat(verifier.verify(inside.clearance(), Pool.EXTERNAL)).isInstanceOf(Verification.Refused.class);
        assertThat(items).hasSize(2);
    }

    private static Map<String, WorkItem> workItems(Station station) {
        Map<String, WorkItem> items = new java.util.HashMap<>();
        for (byte[] payload : station.admin()
                .sql("select payload from sluice.outbox where topic in (:topics)")
                .param("topics", List.of(Topics.WORK_EXTERNAL, Topics.WORK_SOVEREIGN))
                .query((row, number) -> row.getBytes(1))
                .list()) {
            WorkItem item = WorkItem.parse(payload);
            items.put(item.documentId().toString(), item);
        }
        return items;
    }

    private static void sealedContent(Station station, DocumentStatus recipe, DocumentStatus letter) {
        assertThat(cleared(station, recipe)).isEqualTo(1);
        assertThat(cleared(station, letter)).isZero();
        assertThat(station.count("select count(*) from content.restricted where kind = 'MESSAGE'"))
                .isEqualTo(3);
    }

    private static long cleared(Station station, DocumentStatus document) {
        return station.admin()
                .sql("select count(*) from content.cleared where owner = :owner")
                .param("owner", document.documentId().orElseThrow())
                .query(Long.class)
                .single();
    }

    private static void auditTrail(Station station, DocumentStatus recipe) {
        List<String> types = station.admin()
                .sql("select type from audit.event where document_id = :document order by seq")
                .param("document", recipe.documentId().orElseThrow())
                .query(String.class)
                .list();
        assertThat(types)
                .containsExactly(
                        "document.received",
                        "extraction.completed",
                        "classification.completed",
                        "policy.evaluated",
                        "document.duplicate",
                        "document.conflict");
    }

    @Test
    void leavesNoPlantedValueWhereItDoesNotBelong() {
        try (Station station = new Station(claims, true)) {
            station.publish(Station.document("letter-219099999", LETTER).withFileName("Publica-219-09-9999.txt"));
            station.publish(Station.document("letter-219099999", LETTER + " Again."));
            station.publishRaw(new RecordHeaders().add("ce_specversion", utf8("219-09-9999")), utf8(LETTER));
            Ingest node = station.node();
            node.start();
            try {
                station.awaitOffsets(3);
                station.awaitRelayed();
            } finally {
                node.stop();
            }
            for (String table : station.admin().sql("""
                            select format('%I.%I', table_schema, table_name) from information_schema.tables
                             where table_schema in ('sluice', 'batch', 'audit', 'content') and table_type = 'BASE TABLE'
                            """).query(String.class).list()) {
                for (String row : station.admin()
                        .sql("select cast(t as text) from " + table + " t")
                        .query(String.class)
                        .list()) {
                    for (String planted : List.of("219-09-9999", "219099999", "Publica", "00457812")) {
                        assertThat(row).as(table).doesNotContain(planted);
                        assertThat(row).as(table).doesNotContain(HexFormat.of().formatHex(utf8(planted)));
                    }
                }
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
