package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** With a worker's login in hand: what is published is what the tables say, and no byte more. */
class WorkerMessagesAttackIntegrationTests {
    private static final DatabaseRole OUTSIDE = DatabaseRole.WORKER_EXTERNAL;
    private static final DatabaseRole INSIDE = DatabaseRole.WORKER_SOVEREIGN;
    private static final String DIGEST = "ab".repeat(32);
    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestServices.database();
        database.putInForce("test");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void theEndOfADocumentIsPublishedByItsOwnPool() {
        Ended outside = ended("EXTERNAL", "WITHHELD");
        publish(OUTSIDE, message(outside, "WITHHELD"));
        publish(INSIDE, message(ended("SOVEREIGN", "FAILED"), "SOVEREIGN"));
        publish(INSIDE, message(ended("EXTERNAL", "FAILED"), "EXTERNAL"));
        Ended done = completed();
        publish(OUTSIDE, result(done));
        DocumentEnded stored = stored(done.document());
        assertThat(stored.outputDigest()).isEqualTo(DIGEST);
        assertThat(stored.model()).isEqualTo("model-1");
        assertThat(stored.eventId()).isEqualTo(done.result());
    }

    @Test
    void theExternalWorkerPublishesTheEndsOfWhatMayBeOutsideOnly() {
        denied(OUTSIDE, message(ended("SOVEREIGN", "FAILED"), "EXTERNAL"));
        denied(OUTSIDE, message(ended("SOVEREIGN", "WITHHELD"), "WITHHELD"));
        denied(OUTSIDE, message(ended("EXTERNAL", "FAILED"), "SOVEREIGN"));
        denied(INSIDE, message(ended("SOVEREIGN", "FAILED"), "EXTERNAL"));
    }

    @Test
    void nothingIsPublishedOfWhatHasNotEnded() {
        Ended open = new Ended(decided("EXTERNAL"), null);
        denied(OUTSIDE, message(open, "WITHHELD", "WITHHELD"));
        denied(INSIDE, message(open, "COMPLETED", "EXTERNAL"));
        denied(INSIDE, message(ended("EXTERNAL", "FAILED"), "COMPLETED", "EXTERNAL"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sluice.documents",
                "sluice.work.sovereign",
                "sluice.work.external",
                "sluice.results.sovereign",
                "sluice.quarantine",
                "sluice.checkpoints",
                "other"
            })
    void noWorkerWritesToAnyOtherTopic(String topic) {
        OutboxMessage good = message(ended("EXTERNAL", "FAILED"), "EXTERNAL");
        OutboxMessage elsewhere = new OutboxMessage(topic, good.key(), good.headers(), good.payload());
        denied(OUTSIDE, elsewhere);
        denied(INSIDE, elsewhere);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"output\":\"the text of another document\"",
                "\"output\":{\"text\":\"of another document\"}",
                "\"reason\":\"the text of another document\"",
                "\"model\":\"the-text-of-another-document\"",
                "\"endpoint\":\"the-text-of-another-document\"",
                "\"task\":\"the-text-of-another-document\"",
                "\"outputDigest\":\"abababababababababababababababababababababababababababababababab\"",
                "\"leaf\":20260101123456789",
                "\"partial\":true",
                "\"route\":{\"text\":\"of another document\"}",
                "\"more\":\"the text of another document\""
            })
    void noWordOfAnotherDocumentGoesOutInAMessage(String member) {
        OutboxMessage good = message(ended("EXTERNAL", "FAILED"), "EXTERNAL");
        String payload = new String(good.payload(), StandardCharsets.UTF_8);
        OutboxMessage forged =
                with(good, good.headers(), payload.substring(0, payload.length() - 1) + "," + member + "}");
        denied(INSIDE, forged);
        denied(OUTSIDE, forged);
    }

    @Test
    void noHeaderCarriesAnything() {
        OutboxMessage good = message(ended("EXTERNAL", "FAILED"), "EXTERNAL");
        String payload = new String(good.payload(), StandardCharsets.UTF_8);
        for (String header : List.of("ce_text", "ce_id", "ce_source", "content-type", "ce_subject", "ce_type")) {
            Map<String, String> headers = new HashMap<>(good.headers());
            headers.put(header, "of another document");
            denied(INSIDE, with(good, headers, payload));
        }
    }

    @Test
    void whatIsStoredIsWhatTheDatabaseSaysByteForByte() {
        Ended ended = ended("EXTERNAL", "FAILED");
        OutboxMessage good = message(ended, "EXTERNAL");
        Map<String, String> headers = new HashMap<>(good.headers());
        headers.put("ce_time", "text of another document");
        String payload = new String(good.payload(), StandardCharsets.UTF_8);
        denied(INSIDE, with(good, headers, "{\"model\":\"hidden text\"," + payload.substring(1)));
        denied(INSIDE, with(good, headers, "{ \t " + payload.substring(1)));
        denied(INSIDE, with(good, headers, payload.replace("\"attempt\":1", "\"attempt\":1.000000")));
        publish(INSIDE, with(good, headers, payload));
        assertThat(stored(ended.document()).endedAt()).isBefore(java.time.Instant.now());
    }

    @Test
    void theReasonOfAMoveIsACode() {
        UUID document = decided("EXTERNAL");
        assertThatThrownBy(() -> move(INSIDE, document, "FAILED", "the text of another document"))
                .rootCause()
                .isInstanceOf(SQLException.class);
        assertThat(move(INSIDE, document, "FAILED", "WORKER_ERROR")).isTrue();
    }

    private static UUID decided(String route) {
        UUID document = Fixture.document(database, "DECIDED");
        run(DatabaseRole.INGEST, Fixture.withInputs("""
                insert into decision (decision_id, document_id, attempt, route, cleared, reason, policies, bundle_digest,
                  endpoints, candidates, decided_by)
                values (gen_random_uuid(), '%s', 1, '%s', %s, 'TEST', '{}', 'test', array['external-1', 'sovereign-1'], '[]', 'ingest')""".formatted(document, route, route.equals("EXTERNAL"))));
        return document;
    }

    private static Ended ended(String route, String state) {
        UUID document = decided(route);
        move(INSIDE, document, state, "TEST");
        return new Ended(document, null);
    }

    private static Ended completed() {
        UUID document = decided("EXTERNAL");
        UUID call = UuidV7.next();
        UUID result = UuidV7.next();
        run(OUTSIDE, """
                insert into dispatch (dispatch_id, document_id, attempt, decision_id, endpoint, endpoint_kind, pool, state)
                select '%s', document_id, 1, decision_id, 'external-1', 'CLOSED_API', 'EXTERNAL', 'INTENT' from decision
                 where document_id = '%s'""".formatted(call, document));
        run(OUTSIDE, "update dispatch set state = 'SUCCEEDED' where dispatch_id = '" + call + "'");
        String insert = """
                insert into result (result_id, document_id, attempt, decision_id, dispatch_id, compartment, task, endpoint, model,
                  partial, categories, output_digest)
                select '%s', document_id, 1, decision_id, dispatch_id, 'CLEARED', '%s', endpoint, '%s', false, '{}', '\\x%s'
                  from dispatch where dispatch_id = '%s'""";
        for (List<String> words : List.of(
                List.of("the text of a document", "model-1", DIGEST),
                List.of("summarise", "the text of a document", DIGEST),
                List.of("summarise", "model-1", "ab".repeat(500)))) {
            assertThatThrownBy(() ->
                            run(OUTSIDE, insert.formatted(result, words.get(0), words.get(1), words.get(2), call)))
                    .rootCause()
                    .isInstanceOf(SQLException.class);
        }
        run(OUTSIDE, insert.formatted(result, "summarise", "model-1", DIGEST, call));
        move(OUTSIDE, document, "COMPLETED", null);
        return new Ended(document, result);
    }

    private static OutboxMessage message(Ended ended, String route) {
        String state = JdbcClient.create(database.dataSource(DatabaseRole.INGEST))
                .sql("select state from attempt where document_id = :id")
                .param("id", ended.document())
                .query(String.class)
                .single();
        return message(ended, state, route);
    }

    private static OutboxMessage message(Ended ended, String state, String route) {
        UUID decision = decision(ended.document());
        return new DocumentEnded(
                        decision,
                        ended.document(),
                        DocumentEnded.State.valueOf(state),
                        "TEST",
                        route,
                        "summarise",
                        state.equals("COMPLETED") ? DIGEST : null,
                        false,
                        null,
                        null,
                        decision,
                        1,
                        null,
                        java.time.Instant.now())
                .toMessage();
    }

    private static OutboxMessage result(Ended ended) {
        return new DocumentEnded(
                        ended.result(),
                        ended.document(),
                        DocumentEnded.State.COMPLETED,
                        "",
                        "EXTERNAL",
                        "summarise",
                        DIGEST,
                        false,
                        "model-1",
                        "external-1",
                        decision(ended.document()),
                        1,
                        null,
                        java.time.Instant.now())
                .toMessage();
    }

    private static UUID decision(UUID document) {
        return JdbcClient.create(database.dataSource(DatabaseRole.INGEST))
                .sql("select decision_id from decision where document_id = :id")
                .param("id", document)
                .query(UUID.class)
                .single();
    }

    private static OutboxMessage with(OutboxMessage message, Map<String, String> headers, String payload) {
        return new OutboxMessage(message.topic(), message.key(), headers, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static DocumentEnded stored(UUID document) {
        return JdbcClient.create(database.dataSource(DatabaseRole.INGEST))
                .sql("select headers::text, payload from outbox where message_key = :key")
                .param("key", document.toString())
                .query((row, number) -> {
                    Map<String, String> headers = new HashMap<>();
                    WireJson.object(row.getString(1).getBytes(StandardCharsets.UTF_8), "headers")
                            .properties()
                            .forEach(one ->
                                    headers.put(one.getKey(), one.getValue().stringValue()));
                    return DocumentEnded.parse(headers, row.getBytes(2));
                })
                .single();
    }

    private static boolean move(DatabaseRole role, UUID document, String target, String why) {
        return JdbcClient.create(database.dataSource(role))
                .sql("select move_attempt(:document, 1, array['DECIDED'], :target, :why)")
                .param("document", document)
                .param("target", target)
                .param("why", why)
                .query(Boolean.class)
                .single();
    }

    private static void publish(DatabaseRole role, OutboxMessage message) {
        run(role, """
                insert into outbox (topic, message_key, headers, payload) values ('%s', '%s', '%s', '\\x%s')""".formatted(
                        message.topic(),
                        message.key(),
                        WireJson.text(message.headers()),
                        HexFormat.of().formatHex(message.payload())));
    }

    private static void run(DatabaseRole role, String sql) {
        JdbcClient.create(database.dataSource(role)).sql(sql).update();
    }

    private static void denied(DatabaseRole role, OutboxMessage message) {
        Denials.denied(() -> publish(role, message));
    }

    private record Ended(UUID document, UUID result) {}
}
