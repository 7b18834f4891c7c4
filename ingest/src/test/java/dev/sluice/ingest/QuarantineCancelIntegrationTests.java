package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.query.QuarantineQueries;
import dev.sluice.ingest.query.QuarantineSelection;
import dev.sluice.ingest.query.RerunProgress;
import dev.sluice.ingest.rerun.QuarantinePlan;
import dev.sluice.ingest.rerun.QuarantineReruns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rerun of quarantine that waits for a store is given up. */
class QuarantineCancelIntegrationTests {
    private static final Actor OPERATOR = Actor.user("operator", "local");
    private static final String MEMO = "The museum opens at nine.";

    @TempDir
    private Path claims;

    private final ScriptedStore store = new ScriptedStore();
    private Station station;
    private Ingest node;

    @BeforeEach
    void setAsideTwo() {
        station = new Station(claims, true);
        store.publishClaim(station, "first", MEMO);
        store.publishClaim(station, "second", MEMO + " Bring a coat.");
        node = station.node(store.known(station.settings().withWork(50, 1, 1, 1), Duration.ofSeconds(30)));
        node.start();
        station.awaitOffsets(2);
        assertThat(open("CLAIM_NOT_FOUND")).isEqualTo(2);
        // From now on the first is there, and the store says nothing about the second.
        store.answer("first", ScriptedStore.text(MEMO));
        store.answer("second", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
    }

    @AfterEach
    void close() {
        node.stop();
        store.close();
        station.close();
    }

    private QuarantinePlan start() {
        QuarantinePlan plan = freeze();
        assertThat(node.quarantine().start(plan.planId(), OPERATOR)).hasSize(1);
        return plan;
    }

    private QuarantinePlan freeze() {
        return node.quarantine()
                .freeze(
                        new QuarantineSelection(
                                Set.of(), Optional.of("CLAIM_NOT_FOUND"), Optional.empty(), Optional.empty()),
                        "FILES-BACK",
                        OPERATOR);
    }

    private long open(String reason) {
        return station.count(
                "select count(*) from sluice.quarantined where state = 'OPEN' and reason = '" + reason + "'");
    }

    private RerunProgress progress(QuarantinePlan plan) {
        return new QuarantineQueries(station.database().dataSource(DatabaseRole.OPERATOR)).progress(plan.planId());
    }

    @Test
    void whatWasTakenStaysADocumentAndTheRestCanBeRunAgain() {
        QuarantinePlan waiting = start();
        Station.await("the first to be taken", () -> progress(waiting).taken() == 1);
        Station.await(
                "the batch to wait",
                () -> station.count("select count(*) from sluice.batch where reason = 'CLAIM_STORE_UNREACHABLE'") > 0);

        assertThat(node.quarantine().cancel(waiting.planId(), "NOT-NOW", OPERATOR))
                .isTrue();
        assertThat(node.quarantine().cancel(waiting.planId(), "NOT-NOW", OPERATOR))
                .as("once")
                .isFalse();
        assertThat(node.quarantine().state(waiting.planId())).contains("CANCELLED");
        assertThat(node.quarantine().start(waiting.planId(), OPERATOR)).isEmpty();
        assertThat(station.count("select count(*) from sluice.batch where state <> 'ENDED'"))
                .isZero();
        assertThat(open("CLAIM_NOT_FOUND")).isEqualTo(1);
        assertThat(station.count("select count(*) from audit.event where type = 'rerun.cancelled'"))
                .isEqualTo(1);

        store.answer("second", ScriptedStore.text(MEMO + " Bring a coat."));
        QuarantinePlan later = start();
        assertThat(later.messages()).hasSize(1);
        Station.await(
                "the second to be taken",
                () -> node.quarantine()
                        .state(later.planId())
                        .filter("ENDED"::equals)
                        .isPresent());
        assertThat(progress(later)).isEqualTo(new RerunProgress(1, 1));
        assertThat(station.count("select count(*) from sluice.document")).isEqualTo(2);
        assertThat(station.count("select count(*) from audit.event where type = 'rerun.ended'"))
                .as("a plan that was given up has not ended")
                .isEqualTo(1);
    }

    @Test
    void aChunkThatWasUnderWayIsNotWritten() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        store.answer("first", exchange -> {
            asked.countDown();
            try {
                cancelled.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            ScriptedStore.text(MEMO).handle(exchange);
        });
        QuarantinePlan plan = start();
        asked.await();
        assertThat(node.quarantine().cancel(plan.planId(), "NOT-NOW", OPERATOR)).isTrue();
        cancelled.countDown();
        Station.await(
                "the job to fail",
                () -> station.count("select count(*) from batch.batch_job_execution where status = 'FAILED'") > 0);

        assertThat(station.count("select count(*) from sluice.document")).isZero();
        assertThat(open("CLAIM_NOT_FOUND")).isEqualTo(2);
        assertThat(node.quarantine().state(plan.planId())).contains("CANCELLED");
    }

    @Test
    void aFrozenListIsGivenUpAndAnotherPlanIsNot() {
        QuarantinePlan frozen = freeze();
        QuarantinePlan other = freeze();
        QuarantineReruns reruns = node.quarantine();
        assertThat(reruns.cancel(frozen.planId(), "NOT-NOW", OPERATOR)).isTrue();
        assertThat(reruns.start(frozen.planId(), OPERATOR)).isEmpty();
        assertThat(reruns.state(other.planId())).contains("FROZEN");
        assertThatThrownBy(() -> reruns.cancel(UUID.randomUUID(), "NOT-NOW", OPERATOR))
                .isInstanceOf(IngestException.class);
        assertThatThrownBy(() -> reruns.cancel(other.planId(), "because Jane asked", OPERATOR))
                .isInstanceOf(IngestException.class)
                .hasMessageNotContaining("Jane");
    }
}
