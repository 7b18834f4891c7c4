package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
        transaction.executeWithoutResult(status -> {
            List<StoredMessage> pending = outbox.lockPending(10);
            assertThat(pending).hasSize(2);
            assertThat(pending.getFirst().message()).isEqualTo(MESSAGE);
            assertThat(pending.getLast().message().headers()).containsEntry("b", "2");
            outbox.markPublished(List.of(pending.getFirst().id()));
        });
        transaction.executeWithoutResult(
                status -> assertThat(outbox.lockPending(10)).hasSize(1));
        assertThat(outbox.purgePublished(Duration.ofDays(1))).isZero();
        assertThat(outbox.purgePublished(Duration.ZERO)).isOne();
    }

    @Test
    void anotherRelaySkipsWhatOneHasLocked() throws Exception {
        transaction.executeWithoutResult(status -> outbox.add(MESSAGE, MESSAGE));
        transaction.executeWithoutResult(status -> {
            assertThat(outbox.lockPending(1)).hasSize(1);
            List<StoredMessage> seenByTheOther = java.util.concurrent.CompletableFuture.supplyAsync(
                            () -> transaction.execute(inner -> outbox.lockPending(10)))
                    .join();
            assertThat(seenByTheOther).hasSize(1);
        });
    }

    @Test
    void doesNotGiveOutWhatFailedForGoodAndKeepsIt() {
        transaction.executeWithoutResult(status -> outbox.add(MESSAGE, MESSAGE.withHeader("b", "2")));
        transaction.executeWithoutResult(
                status -> outbox.markFailed(outbox.lockPending(1).getFirst().id(), "TOO_LARGE"));
        transaction.executeWithoutResult(status -> {
            List<StoredMessage> pending = outbox.lockPending(10);
            assertThat(pending).hasSize(1);
            assertThat(pending.getFirst().message().headers()).containsEntry("b", "2");
        });
        assertThat(outbox.purgePublished(Duration.ZERO)).isZero();
    }

    @Test
    void aWorkerAddsAndReadsNothing() {
        for (DatabaseRole role : List.of(DatabaseRole.WORKER_SOVEREIGN, DatabaseRole.WORKER_EXTERNAL)) {
            Outbox asWorker = new Outbox(database.dataSource(role));
            assertThatThrownBy(() -> database.transaction(role).execute(status -> asWorker.lockPending(1)))
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        UUID id = UuidV7.next();
        OutboxMessage ended = DocumentEnded.withoutResult(
                        id, id, 1, DocumentEnded.State.FAILED, "TEST", "SOVEREIGN", "summarise", null)
                .toMessage();
        Outbox sovereign = new Outbox(database.dataSource(DatabaseRole.WORKER_SOVEREIGN));
        database.transaction(DatabaseRole.WORKER_SOVEREIGN).executeWithoutResult(status -> sovereign.add(ended));
        transaction.executeWithoutResult(
                status -> assertThat(outbox.lockPending(10)).hasSize(1));
    }

    @Test
    void demandsATransaction() {
        assertThatThrownBy(() -> outbox.add(MESSAGE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> outbox.lockPending(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> outbox.markPublished(List.of(1L))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> outbox.markFailed(1, "X")).isInstanceOf(IllegalStateException.class);
    }
}
