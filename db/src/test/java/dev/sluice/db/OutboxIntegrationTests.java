package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxIntegrationTests {
    private static final OutboxMessage MESSAGE = new OutboxMessage(
            Topics.WORK_SOVEREIGN, "ключ", Map.of("a", "ä \"quoted\""), "payload".getBytes(StandardCharsets.UTF_8));

    private TestDatabase database;
    private Outbox outbox;
    private TransactionTemplate transaction;

    @BeforeEach
    void open() {
        database = TestServices.database();
        outbox = new Outbox(database.dataSource(DatabaseRole.INGEST));
        transaction = database.transaction(DatabaseRole.INGEST);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givesBackWhatCommittedInOrderAndOnceMarkedNeverAgain() {
        transaction.executeWithoutResult(status -> outbox.add(MESSAGE, MESSAGE.withHeader("b", "2")));
        transaction.executeWithoutResult(status -> {
            outbox.add(MESSAGE);
            status.setRollbackOnly();
        });
        try (OutboxTurn turn = turn()) {
            List<StoredMessage> pending = turn.pending(10, List.of());
            assertThat(pending).hasSize(2);
            assertThat(pending.getFirst().message()).isEqualTo(MESSAGE);
            assertThat(pending.getLast().message().headers()).containsEntry("b", "2");
            assertThat(turn.pending(10, List.of(MESSAGE.topic()))).isEmpty();
            turn.published(List.of(pending.getFirst().id()));
            assertThat(turn.pending(10, List.of())).hasSize(1);
        }
        assertThat(outbox.purgePublished(Duration.ofDays(1))).isZero();
        assertThat(outbox.purgePublished(Duration.ZERO)).isOne();
    }

    @Test
    void oneRelayAtATimeHasTheTurnAndHoldsNoTransaction() {
        transaction.executeWithoutResult(status -> outbox.add(MESSAGE));
        try (OutboxTurn turn = turn()) {
            assertThat(turn.pending(10, List.of())).hasSize(1);
            assertThat(OutboxTurn.take(database.dataSource(DatabaseRole.INGEST)))
                    .isEmpty();
            assertThat(JdbcClient.create(new DriverManagerDataSource(database.adminUrl()))
                            .sql("""
                                    select count(*) from pg_stat_activity a join pg_locks l on l.pid = a.pid
                                     where l.locktype = 'advisory' and l.granted and a.datname = current_database()
                                       and a.backend_xid is null and a.backend_xmin is null and a.state = 'idle'""")
                            .query(Integer.class)
                            .single())
                    .isOne();
        }
        turn().close();
    }

    @Test
    void doesNotGiveOutWhatFailedForGoodAndKeepsIt() {
        transaction.executeWithoutResult(status -> outbox.add(MESSAGE, MESSAGE.withHeader("b", "2")));
        try (OutboxTurn turn = turn()) {
            turn.failed(turn.pending(1, List.of()).getFirst().id(), "TOO_LARGE");
            List<StoredMessage> pending = turn.pending(10, List.of());
            assertThat(pending).hasSize(1);
            assertThat(pending.getFirst().message().headers()).containsEntry("b", "2");
        }
        assertThat(outbox.purgePublished(Duration.ZERO)).isZero();
    }

    @Test
    void aWorkerReadsNothing() {
        for (DatabaseRole role : List.of(DatabaseRole.WORKER_SOVEREIGN, DatabaseRole.WORKER_EXTERNAL)) {
            try (OutboxTurn turn = OutboxTurn.take(database.dataSource(role)).orElseThrow()) {
                assertThatThrownBy(() -> turn.pending(1, List.of()))
                        .rootCause()
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void demandsATransaction() {
        assertThatThrownBy(() -> outbox.add(MESSAGE)).isInstanceOf(IllegalStateException.class);
    }

    private OutboxTurn turn() {
        return OutboxTurn.take(database.dataSource(DatabaseRole.INGEST)).orElseThrow();
    }
}
