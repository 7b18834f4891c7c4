package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.intake.SourceSettings;
import dev.sluice.ingest.query.AttemptRow;
import dev.sluice.ingest.query.QuarantineQueries;
import dev.sluice.ingest.query.QuarantineRow;
import dev.sluice.ingest.query.QuarantineSelection;
import dev.sluice.ingest.rerun.QuarantinePlan;
import dev.sluice.ingest.rerun.QuarantineReruns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message in quarantine is run again once its cause is mended. */
class QuarantineRerunIntegrationTests {
    private static final Actor OPERATOR = Actor.user("operator", "local");

    @TempDir
    private Path claims;

    private Station station;
    private QuarantineReruns reruns;

    @BeforeEach
    void setAside() {
        station = new Station(claims, true);
        reruns = new QuarantineReruns(station.database().dataSource(DatabaseRole.INGEST), () -> {});
        station.publish(Station.document("memo", "The meeting moves to the large room."));
        station.publishRaw(new RecordHeaders(), "nothing".getBytes(StandardCharsets.UTF_8));
        station.publish(Station.document("letter", "Patient Jane Roe, SSN 219-09-9999, has diabetes."));
        run(foreign(), 3);
        assertThat(open()).extracting(QuarantineRow::reason).containsOnly("TENANT_NOT_ALLOWED", "MALFORMED");
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void whatWasMendedBecomesADocumentAsIfItCameAgain() {
        QuarantinePlan plan = rerun(cause("TENANT_NOT_ALLOWED"), station.settings());
        assertThat(plan.messages()).hasSize(2);
        assertThat(plan.state()).isEqualTo("ENDED");

        assertThat(open()).extracting(QuarantineRow::reason).containsExactly("MALFORMED");
        for (UUID message : plan.messages()) {
            QuarantineRow row = queries().find(message).orElseThrow();
            assertThat(row.state()).isEqualTo("TAKEN");
            assertThat(row.firstReason()).isEqualTo("TENANT_NOT_ALLOWED");
            UUID document = row.documentId().orElseThrow();
            assertThat(station.documents().attempts(document))
                    .extracting(AttemptRow::state)
                    .containsExactly("DECIDED");
            assertThat(events("document.received", document, "quarantine", message))
                    .isEqualTo(1);
        }
        assertThat(station.documents()
                        .find(queries()
                                .find(plan.messages().getLast())
                                .orElseThrow()
                                .documentId()
                                .orElseThrow())
                        .orElseThrow()
                        .route())
                .contains("SOVEREIGN");
        assertThat(station.at(0).outcome()).as("the offset's row stays").isEqualTo("QUARANTINED");
        assertThat(station.count("select count(*) from sluice.quarantine")).isEqualTo(3);
        assertThat(station.count("select count(*) from content.restricted where kind = 'MESSAGE'"))
                .isEqualTo(3);
        assertThat(station.count("select count(*) from audit.event where type in"
                        + " ('rerun.planned', 'rerun.started', 'rerun.ended')"))
                .isEqualTo(3);
        assertThat(station.count("select count(*) from audit.event where type in ('rerun.planned', 'rerun.started')"
                        + " and convert_from(body, 'UTF8') like '%\"id\":\"operator\"%'"
                        + " and convert_from(body, 'UTF8') like '%\"reason\":\"MENDED\"%'"))
                .isEqualTo(2);
    }

    @Test
    void whatIsStillWrongStaysWithItsNewReason() {
        QuarantinePlan plan =
                rerun(cause("TENANT_NOT_ALLOWED"), station.settings().withMaxDocumentBytes(5));
        assertThat(open()).extracting(QuarantineRow::reason).containsOnly("OVERSIZE", "MALFORMED");
        assertThat(station.count("select count(*) from sluice.document")).isZero();
        assertThat(station.count("select count(*) from sluice.quarantine")).isEqualTo(3);
        for (UUID message : plan.messages()) {
            QuarantineRow row = queries().find(message).orElseThrow();
            assertThat(row.state()).isEqualTo("OPEN");
            assertThat(row.firstReason()).isEqualTo("TENANT_NOT_ALLOWED");
            assertThat(row.reruns()).isEqualTo(1);
            assertThat(station.count("select count(distinct headers ->> 'ce_id') from sluice.outbox"
                            + " where topic = 'sluice.quarantine' and message_key = '" + message + "'"))
                    .as("each end has an event of its own")
                    .isEqualTo(2);
        }

        rerun(cause("OVERSIZE"), station.settings());
        assertThat(open()).extracting(QuarantineRow::reason).containsExactly("MALFORMED");
        assertThat(station.count("select count(*) from sluice.document")).isEqualTo(2);
    }

    @Test
    void whatCameOtherwiseInTheMeantimeIsADuplicateOrAConflict() {
        station.publish(Station.document("memo", "The meeting moves to the large room."));
        station.publish(Station.document("letter", "Another letter."));
        run(station.settings(), 5);
        rerun(cause("TENANT_NOT_ALLOWED"), station.settings());
        assertThat(open()).extracting(QuarantineRow::reason).containsOnly("MALFORMED", "CONFLICT");
        assertThat(station.count("select count(*) from sluice.document")).isEqualTo(2);
        assertThat(station.count("select count(*) from sluice.attempt")).isEqualTo(2);
        assertThat(station.count("select count(*) from sluice.quarantine")).isEqualTo(3);
        assertThat(station.count("select count(*) from sluice.quarantine_outcome where outcome = 'DUPLICATE'"))
                .isEqualTo(1);
    }

    @Test
    void onlyWhatIsNamedIsRunAgain() {
        UUID memo = at(0);
        assertThat(freeze(new QuarantineSelection(Set.of(memo, UUID.randomUUID()), none(), Optional.empty(), none()))
                        .messages())
                .containsExactly(memo);
        UUID batch = queries().find(memo).orElseThrow().batchId();
        QuarantineSelection ofBatch = new QuarantineSelection(Set.of(), none(), Optional.of(batch), none());
        assertThat(freeze(ofBatch).messages()).containsExactly(at(0), at(1), at(2));
        assertThat(freeze(new QuarantineSelection(Set.of(), none(), Optional.empty(), Optional.of(station.topic())))
                        .messages())
                .hasSize(3);
        assertThat(freeze(new QuarantineSelection(Set.of(), none(), Optional.empty(), Optional.of("other")))
                        .messages())
                .isEmpty();
        assertThat(freeze(cause("MALFORMED")).listDigest())
                .isNotEqualTo(freeze(ofBatch).listDigest());
        assertThatThrownBy(() -> freeze(QuarantineSelection.ALL)).isInstanceOf(IngestException.class);
        assertThatThrownBy(() -> reruns.freeze(ofBatch, "because Jane asked", OPERATOR))
                .isInstanceOf(IngestException.class)
                .hasMessageNotContaining("Jane");
        assertThat(station.count("select count(*) from sluice.batch where run <> '0'"))
                .as("nothing was started")
                .isZero();
    }

    @Test
    void aPlanOverSeveralRangesEndsOnceWithTheLastOfThem() {
        station.publish(Station.document("third", "The museum opens at nine."));
        run(foreign().withWork(1, 4, 2, 1), 4);
        QuarantinePlan plan =
                freeze(new QuarantineSelection(Set.of(at(0), at(2), at(3)), none(), Optional.empty(), none()));
        assertThat(reruns.start(plan.planId(), OPERATOR)).hasSize(2);
        assertThat(reruns.start(plan.planId(), OPERATOR))
                .as("nothing runs twice")
                .isEmpty();
        run(station.settings().withWork(50, 4, 2, 2), 4);
        assertThat(reruns.find(plan.planId()).orElseThrow().state()).isEqualTo("ENDED");
        assertThat(station.count("select count(*) from audit.event where type = 'rerun.ended'"))
                .isEqualTo(1);
        assertThat(station.count("select count(*) from sluice.document")).isEqualTo(3);
    }

    @Test
    void twoPlansTakeAMessageOnce() {
        List<QuarantinePlan> plans = List.of(freeze(cause("TENANT_NOT_ALLOWED")), freeze(cause("TENANT_NOT_ALLOWED")));
        plans.forEach(plan -> reruns.start(plan.planId(), OPERATOR));
        run(station.settings().withWork(50, 4, 2, 2), 3);
        assertThat(plans)
                .allSatisfy(plan -> assertThat(
                                reruns.find(plan.planId()).orElseThrow().state())
                        .isEqualTo("ENDED"));
        assertThat(station.count("select count(*) from sluice.document")).isEqualTo(2);
        assertThat(station.count("select count(*) from sluice.attempt")).isEqualTo(2);
        assertThat(station.count("select count(*) from sluice.quarantine_outcome where outcome = 'DOCUMENT'"))
                .isEqualTo(2);
    }

    @Test
    void whoComesSecondOnASecondTryLeavesAMessageThatBecameADocumentAlone() {
        List.of(freeze(cause("TENANT_NOT_ALLOWED")), freeze(cause("TENANT_NOT_ALLOWED")))
                .forEach(plan -> reruns.start(plan.planId(), OPERATOR));
        // Both plans' batches were tried before, and both see the message as nobody's until one of them has written it.
        station.sql("update sluice.batch set fence = 1 where state = 'PLANNED'");
        station.sql("create function sluice.slowly() returns trigger language plpgsql as"
                + " 'begin perform pg_sleep(1); return new; end'");
        station.sql("create trigger slowly before insert on sluice.document for each row"
                + " execute function sluice.slowly()");
        run(station.settings().withWork(50, 4, 2, 2), 3);
        assertThat(station.count("select count(*) from sluice.document")).isEqualTo(2);
        assertThat(station.count("select count(*) from sluice.quarantine_outcome where reason = 'NOT_STORABLE'"))
                .isZero();
        assertThat(station.count("select count(*) from audit.event where body::text like '%NOT_STORABLE%'"))
                .isZero();
        assertThat(queries().find(at(0)).orElseThrow().state()).isEqualTo("TAKEN");
    }

    @Test
    void aStoredMessageThatWasAlteredStaysAloneAndEndsThePlan() {
        station.sql("update content.restricted set ciphertext = 'altered'::bytea where kind = 'MESSAGE' and owner = '"
                + at(0) + "'");
        rerun(cause("TENANT_NOT_ALLOWED"), station.settings());
        assertThat(queries().find(at(0)).orElseThrow().reason()).isEqualTo("MESSAGE_UNREADABLE");
        assertThat(queries().find(at(2)).orElseThrow().state()).isEqualTo("TAKEN");
    }

    @Test
    void aMessageThatTheDatabaseRefusesStaysAloneAndEndsThePlan() {
        station.sql("alter table sluice.document add constraint refused check (record_offset <> 0)");
        rerun(cause("TENANT_NOT_ALLOWED"), station.settings());
        assertThat(queries().find(at(0)).orElseThrow().reason()).isEqualTo("NOT_STORABLE");
        assertThat(queries().find(at(2)).orElseThrow().state()).isEqualTo("TAKEN");
        assertThat(station.count("select count(*) from sluice.quarantine")).isEqualTo(3);
    }

    private QuarantinePlan rerun(QuarantineSelection selection, IngestSettings settings) {
        QuarantinePlan plan = freeze(selection);
        assertThat(reruns.start(plan.planId(), OPERATOR)).isNotEmpty();
        run(settings, station.count("select count(*) from sluice.offset_outcome"));
        return reruns.find(plan.planId()).orElseThrow();
    }

    private QuarantinePlan freeze(QuarantineSelection selection) {
        return reruns.freeze(selection, "MENDED", OPERATOR);
    }

    private void run(IngestSettings settings, long offsets) {
        Ingest node = station.node(settings);
        node.start();
        try {
            station.awaitOffsets(offsets);
            station.awaitRelayed();
        } finally {
            node.stop();
        }
    }

    /** Settings that do not know the tenant of the test's documents. */
    private IngestSettings foreign() {
        return station.settings()
                .withSources(
                        Map.of(), new SourceSettings(Set.of("other"), List.of(claims), Optional.empty(), Map.of()));
    }

    private long events(String type, UUID document, String key, UUID value) {
        return station.admin()
                .sql("select count(*) from audit.event where type = :type and document_id = :document"
                        + " and convert_from(body, 'UTF8')::jsonb #>> array['detail', :key] = :value")
                .param("type", type)
                .param("document", document)
                .param("key", key)
                .param("value", value.toString())
                .query(Long.class)
                .single();
    }

    private UUID at(long offset) {
        return station.admin()
                .sql("select quarantine_id from sluice.quarantine where record_offset = :offset")
                .param("offset", offset)
                .query((row, number) -> row.getObject(1, UUID.class))
                .single();
    }

    private List<QuarantineRow> open() {
        return queries().list(QuarantineSelection.ALL, false, 100);
    }

    private QuarantineQueries queries() {
        return new QuarantineQueries(station.database().dataSource(DatabaseRole.OPERATOR));
    }

    private static QuarantineSelection cause(String reason) {
        return new QuarantineSelection(Set.of(), Optional.of(reason), Optional.empty(), none());
    }

    private static Optional<String> none() {
        return Optional.empty();
    }
}
