package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.intake.Attributes;
import dev.sluice.policy.MinimumSensitivity;
import dev.sluice.policy.StoredContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class OriginIntegrationTests {
    private static final String SUMMARY = "The person was seen and should come back in two weeks.";

    @TempDir
    private Path claims;

    @Test
    void raisesAResultThatComesBackToItsDocument() {
        try (Station station = new Station(claims, true)) {
            station.publish(Station.document("letter", "Patient Jane Roe, SSN 219-09-9999, has diabetes."));
            station.publish(Station.document("plain", "Water the plants on Monday."));
            station.runUntil(2);
            UUID letter = station.at(0).documentId().orElseThrow();
            assertThat(station.at(1).cleared()).isTrue();

            station.publish(Station.document("said", SUMMARY + " As said.").with(Attributes.ORIGIN, letter.toString()));
            station.publish(Station.document("unknown", SUMMARY + " From where?")
                    .with(Attributes.ORIGIN, UUID.randomUUID().toString()));
            station.publish(
                    Station.document("broken", SUMMARY + " From nowhere.").with(Attributes.ORIGIN, "letter"));
            result(station, letter, SUMMARY);
            station.publish(Station.document("silent", SUMMARY));
            station.publish(Station.document("other", "Sharpen the pencils before the lesson."));
            station.runUntil(7);

            for (long offset = 2; offset <= 5; offset++) {
                assertThat(station.at(offset).cleared()).as("offset " + offset).isFalse();
                assertThat(station.at(offset).route()).as("offset " + offset).contains("SOVEREIGN");
            }
            assertThat(station.at(2).categories()).contains("PII");
            assertThat(station.at(5).categories()).contains("PII");
            assertThat(station.at(6).cleared()).isTrue();
        }
    }

    @Test
    void raisesAResultThatComesBackInAnotherSetting() {
        String memo = "Water the plants on Monday, and feed the cat.";
        try (Station station = new Station(claims, true)) {
            station.publish(Station.document("letter", "Patient Jane Roe, SSN 219-09-9999, has diabetes."));
            station.publish(Station.document("memo", memo).with(Attributes.MIN_SENSITIVITY, "restricted"));
            station.runUntil(2);
            result(station, station.at(0).documentId().orElseThrow(), SUMMARY);
            station.publish(Station.document("wrapped", "\n" + SUMMARY.replace("seen and", "seen\n  AND") + "\n"));
            station.publish(Station.document("json", "{\"n\": 1, \"summary\": \"" + SUMMARY + "\"}"));
            station.publish(Station.document("again", memo));
            station.publish(Station.document("other", "Sharpen the pencils before the lesson on Monday."));
            station.runUntil(6);

            for (long offset = 2; offset <= 4; offset++) {
                assertThat(station.at(offset).cleared()).as("offset " + offset).isFalse();
            }
            assertThat(station.at(2).categories()).contains("PII");
            assertThat(station.at(3).categories()).contains("PII");
            assertThat(station.at(5).cleared()).isTrue();
        }
    }

    @Test
    void aLaterMessageRaisesADocumentAndNeverLowersIt() {
        try (Station station = new Station(claims, true)) {
            station.publish(Station.document("memo", "Water the plants on Monday."));
            station.publish(Station.document("memo", "Water the plants on Monday.")
                    .with(Attributes.MIN_SENSITIVITY, "restricted"));
            station.publish(Station.document("memo", "Water the plants on Monday."));
            station.runUntil(3);
            assertThat(station.at(2).outcome()).isEqualTo("DUPLICATE");
            UUID memo = station.at(0).documentId().orElseThrow();
            StoredContext stored = StoredContext.load(station.database().dataSource(DatabaseRole.INGEST), memo, 1)
                    .orElseThrow();
            assertThat(stored.context().minSensitivity()).isEqualTo(MinimumSensitivity.RESTRICTED);
            assertThat(station.policy().decide(stored.context()).cleared()).isFalse();
            assertThat(station.count("select count(*) from audit.event where type = 'document.duplicate'"
                            + " and convert_from(body, 'UTF8') like '%\"raisedTo\":\"RESTRICTED\"%'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void keepsNoWordOfAnUpstreamSystemThatThePolicyDoesNotKnow() {
        try (Station station = new Station(claims, true)) {
            for (String attribute : new String[] {
                Attributes.TENANT, Attributes.TASK, Attributes.PURPOSE, Attributes.JURISDICTION, Attributes.RESIDENCY
            }) {
                station.publish(Station.document(attribute, "Feed the cat. " + attribute)
                        .with(attribute, "jane.doe@mercy.org"));
            }
            station.runUntil(5);
            assertThat(station.at(0).cleared()).isTrue();
            for (long offset = 2; offset < 5; offset++) {
                assertThat(station.at(offset).cleared()).as("offset " + offset).isFalse();
            }
            for (String rows : new String[] {
                "sluice.document t where t::text", "audit.event t where convert_from(body, 'UTF8') || t::text",
                "sluice.outbox t where convert_from(payload, 'UTF8')", "sluice.decision t where t::text"
            }) {
                assertThat(station.count("select count(*) from " + rows + " like '%jane.doe%'"))
                        .as(rows)
                        .isZero();
            }
            assertThat(station.count("select count(*) from sluice.document where 'unknown' in"
                            + " (task, purpose, jurisdiction, residency)"))
                    .isEqualTo(4);
            assertThat(station.count("select count(*) from sluice.document where tenant ~ '^tenant-[0-9a-f]{32}$'"))
                    .isPositive();
        }
    }

    @Test
    void resultsThatCannotBeReadHideNoOther() {
        try (Station station = new Station(claims, true)) {
            station.publish(Station.document("letter", "Patient Jane Roe, SSN 219-09-9999, has diabetes."));
            station.runUntil(1);
            UUID letter = station.at(0).documentId().orElseThrow();
            result(station, letter, SUMMARY);
            station.sql("""
                    insert into sluice.attempt (document_id, attempt, batch_id, state, ended_at)
                    select document_id, n, batch_id, 'SUPERSEDED', now() from sluice.attempt, generate_series(2, 1200) n;
                    insert into sluice.result (result_id, document_id, attempt, decision_id, dispatch_id, compartment,
                        task, endpoint, model, partial, categories, output_digest, created_at)
                    select gen_random_uuid(), r.document_id, n, decision_id, dispatch_id, compartment, task, endpoint, model,
                           partial, categories, output_digest, r.created_at - interval '1 minute'
                      from sluice.result r, generate_series(2, 1200) n;
                    insert into content.restricted_key (owner, wrapped) select result_id, 'altered'::bytea
                      from sluice.result where attempt > 1;
                    insert into content.restricted (owner, kind, attempt, chunk, ciphertext)
                    select result_id, 'RESULT', attempt, 0, 'altered'::bytea from sluice.result where attempt > 1""");
            station.publish(Station.document("silent", SUMMARY));
            station.runUntil(2);
            assertThat(station.at(1).cleared()).isFalse();
            assertThat(station.count("select count(*) from sluice.result_lookup"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aMinimumSensitivityThatNobodyKnowsIsTheStrictest() {
        try (Station station = new Station(claims, true)) {
            station.publish(Station.document("memo", "Water the plants.").with(Attributes.MIN_SENSITIVITY, "purple"));
            station.publish(Station.document("note", "Feed the cat.").with(Attributes.JURISDICTION, "no such law;"));
            station.runUntil(2);
            assertThat(station.at(0).cleared()).isFalse();
            assertThat(station.at(1).cleared()).isFalse();
        }
    }

    private static void result(Station station, UUID document, String output) {
        UUID result = UUID.randomUUID();
        station.admin()
                .sql("""
                        with d as (insert into sluice.dispatch
                            (dispatch_id, document_id, attempt, decision_id, endpoint, endpoint_kind, pool, state)
                            select gen_random_uuid(), document_id, attempt, decision_id, 'in-process-minilm', 'IN_PROCESS',
                                   'SOVEREIGN', 'SUCCEEDED' from sluice.decision where document_id = :document
                            returning *)
                        insert into sluice.result (result_id, document_id, attempt, decision_id, dispatch_id, compartment,
                            task, endpoint, model, partial, categories, output_digest)
                        select :result, document_id, attempt, decision_id, dispatch_id, 'RESTRICTED', 'summarise',
                               'in-process-minilm', 'm', false, '{}', '\\x00' from d""")
                .param("document", document)
                .param("result", result)
                .update();
        var ingest = station.database().dataSource(DatabaseRole.INGEST);
        ContentStore contents = new ContentStore(ingest, station.database().keyRing());
        new TransactionTemplate(new JdbcTransactionManager(ingest)).executeWithoutResult(status -> {
            contents.createKey(Compartment.RESTRICTED, result);
            contents.put(
                    Compartment.RESTRICTED, result, ContentKind.RESULT, 1, output.getBytes(StandardCharsets.UTF_8));
        });
    }
}
