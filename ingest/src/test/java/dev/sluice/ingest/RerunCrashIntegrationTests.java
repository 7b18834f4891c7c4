package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.rerun.Foreseen;
import dev.sluice.ingest.rerun.RerunApprovals;
import dev.sluice.ingest.rerun.RerunPlan;
import dev.sluice.ingest.rerun.RerunPlans;
import dev.sluice.ingest.rerun.RerunPolicy;
import dev.sluice.ingest.rerun.RerunStart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Losing the process at any statement of planning, approving, starting, pausing or running leaves nothing by halves. */
class RerunCrashIntegrationTests {
    private static final int SAMPLE = Integer.getInteger("sluice.test.crashes", 6);
    private static final Actor REQUESTER = Actor.user("jane.roe", "local");
    private static final Actor APPROVER = Actor.user("john.doe", "local");

    @TempDir
    private Path claims;

    private Station station;

    @BeforeEach
    void processTwoDocuments() {
        station = new Station(claims, true);
        station.publish(Station.document("memo", "The meeting moves to the large room."));
        station.publish(Station.document("letter", "Patient Jane Roe, SSN 219-09-9999, has diabetes."));
        station.runUntil(2);
        fail();
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void aPlanIsFrozenWithItsWholeListAndItsEventOrNotAtAll() {
        everyMoment(source -> plans(source).freeze(Selections.failed(), RerunPolicy.ACTIVE, false, REQUESTER), what -> {
            long plans = station.count("select count(*) from sluice.rerun_plan");
            assertThat(station.count("select count(*) from sluice.rerun_item"))
                    .as(what)
                    .isEqualTo(2 * plans);
            assertThat(events("rerun.planned")).as(what).isEqualTo(plans);
            assertThat(station.count(
                            "select count(*) from sluice.rerun_plan where sluice.rerun_list(plan_id) <> list_digest"))
                    .as(what)
                    .isZero();
        });
    }

    @Test
    void anApprovalIsRecordedWithItsEventOrNotAtAll() {
        List<RerunPlan> frozen = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            frozen.add(plans(asIngest()).freeze(Selections.failed(), RerunPolicy.ACTIVE, false, REQUESTER));
        }
        int[] next = {0};
        everyMoment(
                DatabaseRole.OPERATOR,
                source -> {
                    RerunPlan plan = frozen.get(next[0]++);
                    return new RerunApprovals(source).approve(plan.planId(), plan.listDigest(), "SEEN", APPROVER);
                },
                what -> assertThat(events("rerun.approved"))
                        .as(what)
                        .isEqualTo(station.count("select count(*) from sluice.rerun_approval")));
        assertThat(events("rerun.approved")).isPositive();
    }

    @Test
    void aPlanIsStartedWithItsBatchesAndItsEventOrNotAtAll() {
        everyMoment(
                source -> {
                    RerunPlan plan =
                            plans(asIngest()).freeze(Selections.failed(), RerunPolicy.ACTIVE, false, REQUESTER);
                    return plans(source).control().start(plan.planId(), "TRY_AGAIN", Optional.of(60), REQUESTER);
                },
                what -> {
                    long started = station.count("select count(*) from sluice.rerun_plan where state = 'STARTED'");
                    assertThat(station.count("select count(*) from sluice.batch where run <> '0'"))
                            .as(what)
                            .isEqualTo(started);
                    assertThat(events("rerun.started")).as(what).isEqualTo(started);
                });
    }

    @Test
    void aPlanIsStoppedWithItsBatchesAndItsEventOrNotAtAll() {
        everyMoment(
                source -> {
                    RerunPlan plan =
                            plans(asIngest()).freeze(Selections.failed(), RerunPolicy.ACTIVE, false, REQUESTER);
                    assertThat(plans(asIngest())
                                    .control()
                                    .start(plan.planId(), "TRY_AGAIN", Optional.empty(), REQUESTER))
                            .isInstanceOf(RerunStart.Started.class);
                    return plans(source).control().stop(plan.planId(), REQUESTER);
                },
                what -> {
                    long stopped = station.count("select count(*) from sluice.rerun_plan where state = 'STOPPED'");
                    assertThat(station.count("select count(*) from sluice.batch where reason = 'RERUN_STOPPED'"))
                            .as(what)
                            .isEqualTo(stopped);
                    assertThat(events("rerun.stopped")).as(what).isEqualTo(stopped);
                });
    }

    @Test
    void aPlanThatRunsGoesOnAfterLosingEverythingAtAnyCommit() {
        long seed = Long.getLong("sluice.test.seed", System.nanoTime());
        MortalDataSource healthy = new MortalDataSource(asIngest(), "batch-1", 0, false, false);
        run(start(), healthy);
        int commits = healthy.commits("sluice-batch-1");
        assertThat(commits).isGreaterThan(4);
        List<Integer> moments = new ArrayList<>();
        for (int commit = 1; commit <= commits; commit++) {
            moments.add(commit);
            moments.add(-commit);
        }
        Collections.shuffle(moments, new Random(seed));
        int attempts = 2;
        for (int moment : moments.subList(0, Math.min(SAMPLE, moments.size()))) {
            String what = "seed " + seed + " moment " + moment;
            fail();
            RerunPlan plan = start();
            MortalDataSource mortal = new MortalDataSource(asIngest(), "batch-1", Math.abs(moment), moment < 0, true);
            Ingest doomed = station.node(settings(), mortal);
            doomed.start();
            try {
                Station.await("the moment, " + what, mortal::struck);
            } finally {
                doomed.stop();
            }
            run(plan, asIngest());
            attempts++;
            assertThat(station.count("select count(*) from sluice.attempt"))
                    .as(what)
                    .isEqualTo(2L * attempts);
            assertThat(station.count("select count(*) from sluice.decision where decided_by = 'ingest'"))
                    .as(what)
                    .isEqualTo(2L * attempts);
            assertThat(events("rerun.ended")).as(what).isEqualTo(attempts - 1);
        }
    }

    private RerunPlan start() {
        RerunPlan plan = plans(asIngest()).freeze(Selections.failed(), RerunPolicy.ACTIVE, false, REQUESTER);
        assertThat(plan.items()).isEqualTo(2);
        assertThat(plans(asIngest()).control().start(plan.planId(), "TRY_AGAIN", Optional.empty(), REQUESTER))
                .isInstanceOf(RerunStart.Started.class);
        return plan;
    }

    private void run(RerunPlan plan, DataSource source) {
        Ingest node = station.node(settings(), source);
        node.start();
        try {
            Station.await(
                    "the plan to end",
                    () -> plans(asIngest())
                            .find(plan.planId())
                            .orElseThrow()
                            .state()
                            .equals("ENDED"));
            station.awaitRelayed();
        } finally {
            node.stop();
        }
    }

    private void everyMoment(Function<DataSource, Object> work, Consumer<String> verify) {
        everyMoment(DatabaseRole.INGEST, work, verify);
    }

    /** Once undisturbed to count the moments, then losing the database at each of them. */
    private void everyMoment(DatabaseRole role, Function<DataSource, Object> work, Consumer<String> verify) {
        FallingDataSource whole = new FallingDataSource(station.database().dataSource(role), 0);
        work.apply(whole);
        verify.accept("undisturbed");
        assertThat(whole.seen()).isPositive();
        for (int moment = 1; moment <= whole.seen(); moment++) {
            FallingDataSource falling = new FallingDataSource(station.database().dataSource(role), moment);
            assertThatThrownBy(() -> work.apply(falling)).as("moment " + moment).isInstanceOf(RuntimeException.class);
            verify.accept("moment " + moment + " of " + whole.seen());
        }
    }

    /** Every newest attempt has failed, so that all is there to be done again. */
    private void fail() {
        station.sql("update sluice.attempt set state = 'FAILED', reason = 'WORKER_ERROR', ended_at = now()"
                + " where state = 'DECIDED'");
    }

    private RerunPlans plans(DataSource source) {
        UUID memo = station.at(0).documentId().orElseThrow();
        return new RerunPlans(
                source,
                station.policy().bundle().digest(),
                (document, retry) -> new Foreseen(document.equals(memo) ? "EXTERNAL" : "SOVEREIGN", List.of()),
                () -> {});
    }

    private DataSource asIngest() {
        return station.database().dataSource(DatabaseRole.INGEST);
    }

    private IngestSettings settings() {
        return station.settings().withWork(3, 2, 2, 1);
    }

    private long events(String type) {
        return station.count("select count(*) from audit.event where type = '" + type + "'");
    }
}
