package dev.sluice.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.DatabaseRole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class AuditLogIntegrationTests {
    private static TestLog test;
    private static AuditLog log;
    private static TransactionTemplate transaction;

    @BeforeAll
    static void open() {
        test = new TestLog();
        log = new AuditLog(test.database.dataSource(DatabaseRole.INGEST));
        transaction = test.database.transaction(DatabaseRole.INGEST);
    }

    @AfterAll
    static void close() {
        test.close();
    }

    @Test
    void refusesAnEventOutsideATransaction() {
        assertThatThrownBy(() -> log.append(test.event(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAnEventInATransactionOfAnotherDataSource() {
        AuditEvent event = test.event(1);
        TransactionTemplate other = test.database.transaction(DatabaseRole.WORKER_EXTERNAL);

        assertThatThrownBy(() -> other.executeWithoutResult(status -> log.append(event)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(stored(event.eventId())).isEmpty();
    }

    @Test
    void forgetsAnEventWhoseTransactionRollsBack() {
        AuditEvent event = test.event(1);

        transaction.executeWithoutResult(status -> {
            log.append(event);
            status.setRollbackOnly();
        });

        assertThat(stored(event.eventId())).isEmpty();
    }

    @Test
    void whatIsAppendedTogetherIsThereInItsOrderOrNotAtAll() {
        AuditEvent first = test.event(1);
        AuditEvent second = test.event(2);
        AuditEvent third = test.event(3);

        assertThatThrownBy(() -> log.together(() -> {})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> log.together(() -> {
                    log.append(first);
                    throw new IllegalArgumentException("of this test");
                })))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(stored(first.eventId())).isEmpty();

        transaction.executeWithoutResult(status -> {
            log.together(() -> {
                log.append(first);
                log.append(second);
            });
            log.append(third);
        });
        assertThat(test.superuser()
                        .sql("select event_id from audit.event where event_id in (:ids) order by seq")
                        .param("ids", List.of(first.eventId(), second.eventId(), third.eventId()))
                        .query(UUID.class)
                        .list())
                .containsExactly(first.eventId(), second.eventId(), third.eventId());
    }

    @Test
    void rollsTheBusinessBackWhenTheLogCannotBeWritten() {
        JdbcClient ingest = test.as(DatabaseRole.INGEST);
        String topic = "audit-fails-" + UUID.randomUUID();
        test.superuser().sql("revoke insert on audit.event from sluice_ingest").update();
        test.superuser()
                .sql("revoke insert (event_id) on audit.event from sluice_ingest")
                .update();
        try {
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                        ingest.sql("insert into sluice.source_topic (cluster_id, topic_id, name) values ('c', :t, 'n')")
                                .param("t", topic)
                                .update();
                        log.append(test.event(1));
                    }))
                    .isInstanceOf(AuditException.class);
        } finally {
            test.superuser()
                    .sql("grant insert (event_id) on audit.event to sluice_ingest")
                    .update();
            test.superuser().sql("""
                            grant insert (event_id, type, outcome, occurred_at, recorded_at, document_id, attempt,
                                          batch_id, tenant, endpoint, body) on audit.event to sluice_ingest
                            """).update();
        }
        assertThat(ingest.sql("select count(*) from sluice.source_topic where topic_id = :t")
                        .param("t", topic)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void storesTheBodyAndWhatQueriesNeedOfIt() {
        UUID document = UUID.randomUUID();
        UUID batch = UUID.randomUUID();
        AuditEvent event = test.event(7)
                .document(document, 3)
                .batch(batch)
                .tenant("acme")
                .outcome(Outcome.REFUSED, "ON_HOLD")
                .with("endpoint", "external-1");
        Instant before = Instant.now();

        transaction.executeWithoutResult(status -> log.append(event, test.event(8)));

        Map<String, Object> row = stored(event.eventId()).getFirst();
        assertThat(row)
                .containsEntry("type", event.type())
                .containsEntry("outcome", "REFUSED")
                .containsEntry("document_id", document)
                .containsEntry("attempt", 3)
                .containsEntry("batch_id", batch)
                .containsEntry("tenant", "acme")
                .containsEntry("endpoint", "external-1")
                .containsEntry("own_xid", true);
        Instant recorded = Instant.parse((String) row.get("recorded"));
        assertThat(recorded).isBetween(before.minusMillis(1), Instant.now());
        assertThat((byte[]) row.get("body")).isEqualTo(CanonicalBody.of(event, recorded));
    }

    @Test
    void keepsTheOrderOfTheEventsOfOneAppend() {
        List<UUID> ids = test.append(500);

        assertThat(test.superuser()
                        .sql("select event_id from audit.event where event_id = any(:ids) order by seq")
                        .param("ids", ids.toArray(new UUID[0]))
                        .query(UUID.class)
                        .list())
                .isEqualTo(ids);
    }

    @Test
    void takesAnEventOfATimeThatHasNoPartition() {
        test.superuser().sql("""
                        insert into audit.event (event_id, type, outcome, occurred_at, recorded_at, body)
                        values (gen_random_uuid(), 'log.started', 'SUCCESS', now(), '2099-01-01', 'xx')
                        """).update();

        assertThat(test.superuser()
                        .sql("select count(*) from audit.event_default where recorded_at >= '2099-01-01'")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    private List<Map<String, Object>> stored(UUID eventId) {
        return test.superuser().sql("""
                        select *, xid > '0'::xid8 and xid < pg_snapshot_xmax(pg_current_snapshot()) as own_xid,
                               to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded
                          from audit.event where event_id = :id
                        """).param("id", eventId).query().listOfRows();
    }
}
