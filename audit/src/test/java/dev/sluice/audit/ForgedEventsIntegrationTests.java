package dev.sluice.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.DatabaseRole;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/** With a writer's login in hand: nothing that the log could not keep, show and verify, and nothing in another's name. */
class ForgedEventsIntegrationTests {
    private static final Actor WORKER = Actor.system("worker-external");
    private final TestLog test = new TestLog();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @AfterEach
    void close() {
        test.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffff", "7b7d", "5b5d", "6e756c6c", "7b2261223a225c7530303030227d"})
    void refusesBytesThatNoReaderCouldRead(String hex) {
        AuditEvent event = AuditEvent.of(AuditEvents.DISPATCH_INTENT, WORKER);
        refused(DatabaseRole.WORKER_EXTERNAL, event, java.util.HexFormat.of().parseHex(hex), now);
        refused(DatabaseRole.INGEST, event, java.util.HexFormat.of().parseHex(hex), now);
    }

    @Test
    void refusesColumnsThatSayAnotherThingThanTheBody() {
        AuditEvent event = AuditEvent.of(AuditEvents.DISPATCH_INTENT, WORKER)
                .document(UUID.randomUUID(), 1)
                .tenant("t")
                .with("endpoint", "external-1");
        byte[] body = CanonicalBody.of(event, now);
        refused(DatabaseRole.WORKER_EXTERNAL, event.document(UUID.randomUUID(), 1), body, now);
        refused(DatabaseRole.WORKER_EXTERNAL, event.document(event.documentId(), 2), body, now);
        refused(DatabaseRole.WORKER_EXTERNAL, event.batch(UUID.randomUUID()), body, now);
        refused(DatabaseRole.WORKER_EXTERNAL, event.tenant("u"), body, now);
        refused(DatabaseRole.WORKER_EXTERNAL, event.with("endpoint", "external-2"), body, now);
        refused(DatabaseRole.WORKER_EXTERNAL, event.outcome(Outcome.FAILURE, null), body, now);
        refused(DatabaseRole.WORKER_EXTERNAL, event.at(Instant.EPOCH), body, now);
        refused(DatabaseRole.WORKER_EXTERNAL, event, body, now.plusMillis(1));
        assertThat(insert(DatabaseRole.WORKER_EXTERNAL, event, body, now)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-2, 1, 24 * 40})
    void refusesAnotherTimeThanNow(long hours) {
        Instant then = now.plus(Duration.ofHours(hours));
        AuditEvent event = AuditEvent.of(AuditEvents.DISPATCH_INTENT, WORKER);
        refused(DatabaseRole.WORKER_EXTERNAL, event, CanonicalBody.of(event, then), then);
    }

    @ParameterizedTest
    @CsvSource({
        "system,ingest,internal",
        "system,worker-sovereign,internal",
        "user,worker-external,internal",
        "user,o.reyes,local",
        "system,worker-external,token"
    })
    void refusesAWorkerAnotherName(String kind, String id, String authentication) {
        AuditEvent event = AuditEvent.of(AuditEvents.DISPATCH_INTENT, new Actor(kind, id, authentication));
        refused(DatabaseRole.WORKER_EXTERNAL, event, CanonicalBody.of(event, now), now);
    }

    @ParameterizedTest
    @ValueSource(strings = {"override.approved", "hold.released", "verify.completed", "audit.queried", "log.started"})
    void refusesAWorkerTheActsOfOthers(String type) {
        for (DatabaseRole role : new DatabaseRole[] {DatabaseRole.WORKER_EXTERNAL, DatabaseRole.WORKER_SOVEREIGN}) {
            AuditEvent event = AuditEvent.of(
                    type, Actor.system(role == DatabaseRole.WORKER_EXTERNAL ? "worker-external" : "worker-sovereign"));
            refused(role, event, CanonicalBody.of(event, now), now);
        }
    }

    @Test
    void refusesWordsThatAreNoIdentifiers() {
        AuditEvent event = AuditEvent.of(AuditEvents.DISPATCH_INTENT, WORKER).with("note", "x");
        String body = new String(CanonicalBody.of(event, now), StandardCharsets.UTF_8);
        for (String words : new String[] {"Jane Doe", "Doe\\u002c", "M\u00fcller", "a\\nb"}) {
            refused(
                    DatabaseRole.WORKER_EXTERNAL,
                    event,
                    body.replace("\"x\"", "\"" + words + "\"").getBytes(StandardCharsets.UTF_8),
                    now);
        }
    }

    private void refused(DatabaseRole role, AuditEvent event, byte[] body, Instant recordedAt) {
        assertThatThrownBy(() -> insert(role, event, body, recordedAt))
                .rootCause()
                .isInstanceOfSatisfying(PSQLException.class, refused -> {
                    assertThat(refused.getSQLState()).isEqualTo("42501");
                    assertThat(refused.getMessage()).doesNotContain("Jane", "permission denied");
                });
    }

    private int insert(DatabaseRole role, AuditEvent event, byte[] body, Instant recordedAt) {
        return test.as(role)
                .sql("""
                        insert into audit.event (event_id, type, outcome, occurred_at, recorded_at, document_id, attempt, batch_id,
                          tenant, endpoint, body)
                        values (:id, :type, :outcome, :occurred, :recorded, :document, :attempt, :batch, :tenant, :endpoint, :body)""")
                .param("id", event.eventId())
                .param("type", event.type())
                .param("outcome", event.outcome().name())
                .param("occurred", event.occurredAt().atOffset(ZoneOffset.UTC))
                .param("recorded", recordedAt.atOffset(ZoneOffset.UTC))
                .param("document", event.documentId(), java.sql.Types.OTHER)
                .param("attempt", event.attempt(), java.sql.Types.INTEGER)
                .param("batch", event.batchId(), java.sql.Types.OTHER)
                .param("tenant", event.tenant(), java.sql.Types.VARCHAR)
                .param("endpoint", event.endpoint(), java.sql.Types.VARCHAR)
                .param("body", body)
                .update();
    }
}
