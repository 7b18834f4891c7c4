package dev.sluice.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.AuditEvents;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.UuidV7;
import dev.sluice.db.WorkItem;
import dev.sluice.inference.testing.Misbehaviour;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.Pool;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash, a lost connection or a lagging log leave behind. */
class RecoveryIntegrationTests {
    @TempDir
    static Path folder;

    static Workshop workshop;
    static PolicyBundle served;
    static Dispatcher external;
    static Dispatcher sovereign;

    @BeforeAll
    static void open() {
        workshop = new Workshop(folder);
        served = workshop.withServerInside();
        external = workshop.external(workshop.bundle);
        sovereign = workshop.sovereign(served);
    }

    @AfterAll
    static void close() {
        external.close();
        sovereign.close();
        workshop.close();
    }

    @BeforeEach
    void behave() {
        workshop.api.behave().forget();
        workshop.inside.behave().forget();
    }

    @Test
    void anIntentThatACrashLeftOutsideIsUnknownAndNeverRepeated() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        crashAfterIntent(item, "external-1", "CLOSED_API", Pool.EXTERNAL);

        assertThat(external.dispatch(item)).isEqualTo(new Ending.Ended("FAILED", "DISPATCH_UNKNOWN"));

        assertThat(workshop.api.requests()).isEmpty();
        assertThat(workshop.dispatches(item)).containsExactly("external-1 UNKNOWN");
        assertThat(workshop.events(item)).contains(AuditEvents.DISPATCH_UNKNOWN, AuditEvents.DOCUMENT_ENDED);
        assertThat(workshop.messages(item)).singleElement().asString().contains("\"reason\":\"DISPATCH_UNKNOWN\"");
    }

    @Test
    void anIntentThatACrashLeftInsideIsSentAgainWithAnIntentOfItsOwn() throws Exception {
        WorkItem item = workshop.document(Workshop.PRIVATE, served, "summarise", Clock.systemUTC());
        crashAfterIntent(item, "sovereign-1", "SELF_HOSTED", Pool.SOVEREIGN);

        assertThat(sovereign.dispatch(item)).isEqualTo(new Ending.Completed());

        assertThat(workshop.dispatches(item)).containsExactly("sovereign-1 UNKNOWN", "sovereign-1 SUCCEEDED");
        assertThat(workshop.inside.requests()).hasSize(1);
    }

    @Test
    void aServerInsideThatLosesEveryCallIsNotAskedForEver() throws Exception {
        WorkItem item = workshop.document(Workshop.PRIVATE, served, "summarise", Clock.systemUTC());
        workshop.inside.always(new Misbehaviour.DropMidBody());

        assertThat(sovereign.dispatch(item)).isEqualTo(new Ending.Ended("FAILED", "DISPATCH_UNKNOWN"));
        assertThat(workshop.inside.requests()).hasSize(3);
    }

    @Test
    void anAnswerThatComesAfterItsCallWasTakenForLostIsNotUsed() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        workshop.api.next(new Misbehaviour.Slow(Duration.ofSeconds(2)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Ending> late = threads.submit(() -> external.dispatch(item));
            await(() -> !workshop.api.requests().isEmpty());
            workshop.admin
                    .sql("update sluice.dispatch set state = 'UNKNOWN' where document_id = :id")
                    .param("id", item.documentId())
                    .update();

            assertThat(late.get()).isEqualTo(new Ending.AlreadyDone("CALL_TAKEN_FOR_LOST"));
        }
        assertThat(workshop.output(item, Pool.EXTERNAL)).isEmpty();
        assertThat(workshop.messages(item)).isEmpty();
    }

    /** Decided again while its call took long, under a bundle that asks a person. */
    @Test
    void anAnswerAboutADocumentThatWentIntoReviewMeanwhileIsNotUsed() throws Exception {
        for (String now : List.of("IN_REVIEW", "DECIDED")) {
            WorkItem item = workshop.document(Workshop.PRIVATE, served, "summarise", Clock.systemUTC());
            workshop.inside.forget();
            workshop.inside.next(new Misbehaviour.Slow(Duration.ofSeconds(2)));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Ending> late = threads.submit(() -> sovereign.dispatch(item));
                await(() -> !workshop.inside.requests().isEmpty());
                workshop.admin
                        .sql(
                                "insert into sluice.review (document_id, attempt, reason) values (:id, 1, 'POLICY_REVIEW')")
                        .param("id", item.documentId())
                        .update();
                workshop.admin
                        .sql("update sluice.attempt set state = :now where document_id = :id")
                        .param("now", now)
                        .param("id", item.documentId())
                        .update();

                assertThat(late.get()).isEqualTo(new Ending.AlreadyDone("IN_REVIEW"));
            }
            assertThat(workshop.state(item)).startsWith(now);
            assertThat(workshop.output(item, Pool.SOVEREIGN)).isEmpty();
            assertThat(workshop.messages(item)).isEmpty();
        }
    }

    @Test
    void aDocumentErasedDuringItsCallKeepsNoResult() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        workshop.api.next(new Misbehaviour.Slow(Duration.ofSeconds(1)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Ending> call = threads.submit(() -> external.dispatch(item));
            await(() -> !workshop.api.requests().isEmpty());
            workshop.admin
                    .sql("update sluice.attempt set state = 'ERASED', ended_at = now() where document_id = :id")
                    .param("id", item.documentId())
                    .update();

            assertThat(call.get()).isEqualTo(new Ending.AlreadyDone("ERASED"));
        }
        assertThat(workshop.output(item, Pool.EXTERNAL)).isEmpty();
        assertThat(workshop.events(item)).contains(AuditEvents.DISPATCH_SUCCEEDED);
    }

    @Test
    void aLeaseIsOnesOwnUntilItIsGivenBackAlsoWhenItsHolderCloses() {
        UUID document = UuidV7.next();
        var dataSource = workshop.database.dataSource(DatabaseRole.WORKER_EXTERNAL);
        Leases first = new Leases(dataSource);
        Leases second = new Leases(dataSource);

        Leases.Lease lease = first.take(document, 1).orElseThrow();
        assertThat(first.take(document, 1)).isEmpty();
        assertThat(second.take(document, 1)).isEmpty();
        assertThat(second.take(document, 2)).isPresent();
        lease.close();
        Optional<Leases.Lease> taken = second.take(document, 1);
        assertThat(taken).isPresent();
        second.close();
        assertThat(first.take(document, 1)).isPresent();
        first.close();
    }

    @Test
    void nothingGoesOutsideWhileTheSignedLogIsBehind() throws Exception {
        try (Workshop silent = new Workshop(folder.resolve("silent"))) {
            silent.sequencer.close();
            WorkItem item = silent.document(Workshop.PUBLIC);
            silent.document(Workshop.PUBLIC);
            Thread.sleep(5_500);

            try (Dispatcher late = silent.external(silent.bundle)) {
                assertThat(late.dispatch(item)).isEqualTo(new Ending.Waiting("AUDIT_LAGGING"));
            }
            assertThat(silent.api.requests()).isEmpty();
            assertThat(silent.dispatches(item)).containsExactly("external-1 BLOCKED");
            assertThat(silent.state(item)).isEqualTo("WAITING(AUDIT_LAGGING)");
        }
    }

    /** What a killed worker leaves: the intent's row and the attempt's state, and no lease. */
    private static void crashAfterIntent(WorkItem item, String endpoint, String kind, Pool pool) {
        workshop.admin
                .sql("""
                        insert into sluice.dispatch (dispatch_id, document_id, attempt, decision_id, endpoint, endpoint_kind, pool, state)
                        values (:id, :document, 1, :decision, :endpoint, :kind, :pool, 'INTENT')""")
                .param("id", UuidV7.next())
                .param("document", item.documentId())
                .param("decision", item.decisionId())
                .param("endpoint", endpoint)
                .param("kind", kind)
                .param("pool", pool.name())
                .update();
        workshop.admin
                .sql("update sluice.attempt set state = 'DISPATCHED' where document_id = :id")
                .param("id", item.documentId())
                .update();
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
