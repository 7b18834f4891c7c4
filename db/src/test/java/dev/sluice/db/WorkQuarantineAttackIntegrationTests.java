package dev.sluice.db;

import static dev.sluice.db.Denials.denied;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** With a worker's login in hand: what it sets aside has room for a place and a code, and for nothing that it read. */
class WorkQuarantineAttackIntegrationTests {
    private static final String SECRET = "Planted-Wilhelmina-7f3a";
    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestServices.database();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseRole.class,
            names = {"WORKER_SOVEREIGN", "WORKER_EXTERNAL"})
    void aWorkerSetsAsideForItsOwnPoolWithACode(DatabaseRole role) {
        String own = pool(role);
        String other = own.equals("EXTERNAL") ? "SOVEREIGN" : "EXTERNAL";
        assertThat(aside(role, UuidV7.next(), own, "sluice.work.x", "NOT_A_WORK_ITEM"))
                .isEqualTo(1);
        denied(() -> aside(role, UuidV7.next(), other, "sluice.work.x", "NOT_A_WORK_ITEM"));
        for (String reason : List.of(SECRET, "", "lower", "A B", "A".repeat(81), "219-09-9999")) {
            denied(() -> aside(role, UuidV7.next(), own, "sluice.work.x", reason));
        }
        for (String topic : List.of("", "a topic", "Jane Roe", "x".repeat(250))) {
            denied(() -> aside(role, UuidV7.next(), own, topic, "NOT_A_WORK_ITEM"));
        }
        denied(() -> run(role, "update work_quarantine set reason = 'OTHER'"));
        denied(() -> run(role, "delete from work_quarantine"));
        denied(() -> run(role, """
                insert into work_quarantine (quarantine_id, pool, topic, partition, record_offset, written_ms, bytes, reason, received_at)
                values (gen_random_uuid(), '%s', 't', 0, 0, 0, 0, 'X', '2100-01-01')""".formatted(own)));
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseRole.class,
            names = {"WORKER_SOVEREIGN", "WORKER_EXTERNAL"})
    void whatItTellsTheQuarantineTopicIsWhatTheTableSays(DatabaseRole role) {
        UUID id = UuidV7.next();
        aside(role, id, pool(role), "sluice.work.x", "NOT_A_WORK_ITEM");
        OutboxMessage said = DocumentEnded.quarantined(id, "NOT_A_WORK_ITEM").toMessage();
        assertThat(tell(role, said.key(), said.headers(), said.payload())).isEqualTo(1);

        OutboxMessage nothing =
                DocumentEnded.quarantined(UuidV7.next(), "NOT_A_WORK_ITEM").toMessage();
        denied(() -> tell(role, nothing.key(), nothing.headers(), nothing.payload()));
        OutboxMessage otherReason =
                DocumentEnded.quarantined(id, "CLEARANCE_MALFORMED").toMessage();
        denied(() -> tell(role, said.key(), said.headers(), otherReason.payload()));
        byte[] more = (new String(said.payload(), StandardCharsets.UTF_8).replace("}", ",\"note\":\"" + SECRET + "\"}"))
                .getBytes(StandardCharsets.UTF_8);
        denied(() -> tell(role, said.key(), said.headers(), more));
        denied(() -> tell(role, said.key().toUpperCase(java.util.Locale.ROOT), said.headers(), said.payload()));
        denied(() -> tell(role, SECRET, said.headers(), said.payload()));
        denied(() -> tell(role, said.key(), Map.of("ce_id", SECRET), said.payload()));
        denied(() -> tell(role, said.key(), said.headers(), new byte[] {(byte) 0xff}));
        DatabaseRole other =
                role == DatabaseRole.WORKER_EXTERNAL ? DatabaseRole.WORKER_SOVEREIGN : DatabaseRole.WORKER_EXTERNAL;
        denied(() -> tell(other, said.key(), said.headers(), said.payload()));
    }

    @Test
    void theTimeOfAMessageIsTheDatabases() {
        UUID id = UuidV7.next();
        aside(DatabaseRole.WORKER_EXTERNAL, id, "EXTERNAL", "sluice.work.x", "NOT_A_WORK_ITEM");
        OutboxMessage said = DocumentEnded.quarantined(id, "NOT_A_WORK_ITEM").toMessage();
        Map<String, String> headers = new java.util.LinkedHashMap<>(said.headers());
        headers.put("ce_time", SECRET);
        tell(DatabaseRole.WORKER_EXTERNAL, said.key(), headers, said.payload());
        assertThat(JdbcClient.create(database.dataSource(DatabaseRole.OPERATOR))
                        .sql("select headers ->> 'ce_time' from outbox where message_key = :key")
                        .param("key", said.key())
                        .query(String.class)
                        .single())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }

    private static String pool(DatabaseRole role) {
        return role == DatabaseRole.WORKER_EXTERNAL ? "EXTERNAL" : "SOVEREIGN";
    }

    private static int aside(DatabaseRole role, UUID id, String pool, String topic, String reason) {
        return JdbcClient.create(database.dataSource(role))
                .sql("""
                        insert into work_quarantine (quarantine_id, pool, topic, partition, record_offset, written_ms, bytes, reason)
                        values (:id, :pool, :topic, 0, (random() * 1e12)::bigint, 0, 17, :reason)""")
                .param("id", id)
                .param("pool", pool)
                .param("topic", topic)
                .param("reason", reason)
                .update();
    }

    private static int tell(DatabaseRole role, String key, Map<String, String> headers, byte[] payload) {
        return JdbcClient.create(database.dataSource(role))
                .sql("""
                        insert into outbox (topic, message_key, headers, payload)
                        values ('sluice.quarantine', :key, cast(:headers as jsonb), :payload)""")
                .param("key", key)
                .param("headers", WireJson.text(headers))
                .param("payload", payload)
                .update();
    }

    private static int run(DatabaseRole role, String sql) {
        return JdbcClient.create(database.dataSource(role)).sql(sql).update();
    }
}
