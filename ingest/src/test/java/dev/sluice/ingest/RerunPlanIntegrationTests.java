package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.audit.Actor;
import dev.sluice.classifier.Category;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.query.AttemptRow;
import dev.sluice.ingest.rerun.Foreseen;
import dev.sluice.ingest.rerun.RerunApprovals;
import dev.sluice.ingest.rerun.RerunChange;
import dev.sluice.ingest.rerun.RerunItem;
import dev.sluice.ingest.rerun.RerunPlan;
import dev.sluice.ingest.rerun.RerunPlans;
import dev.sluice.ingest.rerun.RerunPolicy;
import dev.sluice.ingest.rerun.RerunQueries;
import dev.sluice.ingest.rerun.RerunSelection;
import dev.sluice.ingest.rerun.RerunStart;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RerunPlanIntegrationTests {
    private static final Actor REQUESTER = Actor.user("jane.roe", "local");
    private static final Actor APPROVER = Actor.user("john.doe", "local");

    @TempDir
    private Path claims;

    private Station station;
    private Ingest node;

    @BeforeEach
    void processThreeDocuments() {
        station = new Station(claims, true);
        station.publish(Station.document("memo", "The meeting moves to the large room."));
        station.publish(Station.document("letter", "Patient Jane Roe, SSN 219-09-9999, has diabetes."));
        // Of a range of its own.
        run(2);
        station.publish(Station.document("note", "The plants in the hall need water on Fridays."));
        run(3);
        node = station.node(settings());
    }

    private void run(long offsets) {
        Ingest first = station.node(settings());
        first.start();
        try {
            station.awaitOffsets(offsets);
            station.awaitRelayed();
        } finally {
            first.stop();
        }
    }

    private IngestSettings settings() {
        return station.settings().withTimes(Duration.ofSeconds(60), Duration.ofMillis(500), Duration.ofMinutes(20));
    }

    @AfterEach
    void close() {
        node.stop();
        station.close();
    }

    @Test
    void aSelectionNarrowsByEachThingThatIsSaid() {
        end(id(0), "FAILED", "ENDPOINT_REFUSES");
        end(id(1), "FAILED", "DISPATCH_UNKNOWN");
        end(id(2), "WITHHELD", "NOTHING_READ");
        assertThat(items(Selections.selection(Set.of("FAILED", "WITHHELD"), null, null, null)))
                .containsExactlyInAnyOrder(id(0), id(2));
        assertThat(items(Selections.selection(Set.of(), "DISPATCH_UNKNOWN", null, null)))
                .containsExactly(id(1));
        assertThat(items(Selections.selection(Set.of(), "NOTHING_READ", null, null)))
                .containsExactly(id(2));
        assertThat(items(Selections.selection(Set.of(), null, Category.PHI, null)))
                .as("of no known outcome")
                .isEmpty();
        assertThat(items(Selections.selection(Set.of(), "DISPATCH_UNKNOWN", Category.PHI, null)))
                .containsExactly(id(1));
        assertThat(items(Selections.selection(Set.of("FAILED"), null, null, "external-1")))
                .containsExactly(id(0));
        assertThat(items(Selections.selection(Set.of("FAILED"), null, null, "nowhere")))
                .isEmpty();
        String bundle = station.policy().bundle().digest();
        String tenant = station.admin()
                .sql("select distinct tenant from sluice.document")
                .query(String.class)
                .single();
        assertThat(items(Selections.versions(tenant, bundle.substring(0, 8)))).containsExactlyInAnyOrder(id(0), id(2));
        assertThat(items(Selections.versions(tenant, "00000000"))).isEmpty();
        assertThat(items(Selections.versions("globex", bundle))).isEmpty();
        assertThat(items(Selections.times(
                        Instant.now().minusSeconds(3600), Instant.now().plusSeconds(3600))))
                .hasSize(2);
        assertThat(items(Selections.times(Instant.now().plusSeconds(3600), null)))
                .isEmpty();
        station.sql("update sluice.document set hold = true where document_id = '" + id(0) + "'");
        station.sql("update sluice.document set erased_at = now() where document_id = '" + id(2) + "'");
        assertThat(items(Selections.selection(Set.of("FAILED", "WITHHELD"), null, null, null)))
                .isEmpty();
        assertThatThrownBy(() -> items(Selections.selection(Set.of(), null, null, null)))
                .isInstanceOf(IngestException.class);
        assertThatThrownBy(() -> Selections.selection(Set.of("GONE"), null, null, null))
                .isInstanceOf(IngestException.class);
    }

    @Test
    void countsByClassAndPutsWhatWouldNewlyGoOutFirst() {
        end(id(0), "FAILED", "ENDPOINT_REFUSES");
        end(id(1), "FAILED", "WORKER_ERROR");
        end(id(2), "FAILED", "CONTENT_BLOCKED");
        keptInside(id(2));
        RerunPlan plan = freeze(RerunPolicy.ACTIVE);
        assertThat(plan.items()).isEqualTo(3);
        assertThat(plan.newlyOut()).isOne();
        assertThat(plan.needsApproval()).isTrue();
        assertThat(plan.classes())
                .containsEntry("HOLD", 1)
                .containsEntry("RETRY", 1)
                .containsEntry("PERSON", 1);
        assertThat(plan.routes()).containsEntry("SOVEREIGN>EXTERNAL", 1).containsEntry("EXTERNAL>EXTERNAL", 1);
        assertThat(queries().items(plan.planId()))
                .extracting(RerunItem::documentId)
                .startsWith(id(2));
        assertThat(queries().changes(plan.planId()).getFirst())
                .isEqualTo(new RerunChange(
                        "PERSON", "SOVEREIGN", "EXTERNAL", Optional.empty(), Optional.empty(), Optional.empty(), 1));
    }

    @Test
    void whatNewlyGoesOutNeedsAnotherPersonAndThenGoesOut() {
        end(id(2), "FAILED", "WORKER_ERROR");
        keptInside(id(2));
        RerunPlan plan = freeze(RerunPolicy.ACTIVE);
        assertThat(start(plan)).isInstanceOf(RerunStart.Refused.class);
        assertThat(approve(plan, REQUESTER)).isEqualTo(RerunApprovals.Answer.SAME_PERSON);
        assertThat(start(plan)).isInstanceOf(RerunStart.Refused.class);
        assertThat(approve(plan, APPROVER)).isEqualTo(RerunApprovals.Answer.APPROVED);
        assertThat(start(plan)).isInstanceOf(RerunStart.Started.class);
        node.start();
        awaitEnd(plan);
        AttemptRow attempt = station.documents().attempts(id(2)).getLast();
        assertThat(attempt.state()).isEqualTo("DECIDED");
        assertThat(attempt.cleared()).isTrue();
        assertThat(queries().changes(plan.planId()))
                .containsExactly(new RerunChange(
                        "RETRY",
                        "SOVEREIGN",
                        "EXTERNAL",
                        Optional.of("EXTERNAL"),
                        Optional.of("DECIDED"),
                        Optional.empty(),
                        1));
        assertThat(station.count("select count(*) from sluice.attempt where released_by = '" + plan.planId() + "'"))
                .isOne();
        for (String event : List.of("rerun.planned", "rerun.approved", "rerun.started", "rerun.ended")) {
            assertThat(station.count("select count(*) from audit.event where type = '" + event + "'"))
                    .as(event)
                    .isOne();
        }
    }

    @Test
    void anApprovalHoldsForTheBundleThatItWasGivenFor() {
        end(id(2), "FAILED", "WORKER_ERROR");
        keptInside(id(2));
        RerunPlan plan = freeze(RerunPolicy.ACTIVE);
        assertThat(approve(plan, APPROVER)).isEqualTo(RerunApprovals.Answer.APPROVED);
        // What was approved is what another bundle would do.
        station.sql("update sluice.rerun_plan set bundle_digest = '" + "0".repeat(64) + "'");
        assertThat(start(plan)).isInstanceOf(RerunStart.Started.class);
        node.start();
        awaitEnd(plan);
        AttemptRow attempt = station.documents().attempts(id(2)).getLast();
        assertThat(attempt.state()).isEqualTo("WITHHELD");
        assertThat(attempt.reason()).contains("NEWLY_OUT");
    }

    @Test
    void whatChangedSinceTheListWasFrozenIsLeftAloneOrKeptInside() {
        end(id(0), "FAILED", "WORKER_ERROR");
        end(id(1), "FAILED", "WORKER_ERROR");
        end(id(2), "FAILED", "WORKER_ERROR");
        RerunPlan plan = freeze(RerunPolicy.ACTIVE);
        assertThat(plan.newlyOut()).isZero();
        keptInside(id(0));
        station.sql("update sluice.document set hold = true where document_id = '" + id(1) + "'");
        station.sql("update sluice.document set erased_at = now() where document_id = '" + id(2) + "'");
        assertThat(start(plan)).isInstanceOf(RerunStart.Started.class);
        node.start();
        awaitEnd(plan);
        assertThat(station.documents().attempts(id(0)).getLast().reason()).contains("NEWLY_OUT");
        assertThat(station.documents().attempts(id(1))).hasSize(1);
        assertThat(station.documents().attempts(id(2))).hasSize(1);
    }

    @Test
    void underTheOriginalBundleWhatAnotherOneDecidedIsLeftOutAndNoOtherNodeRunsIt() {
        end(id(0), "FAILED", "WORKER_ERROR");
        end(id(1), "FAILED", "WORKER_ERROR");
        station.sql("update sluice.decision set bundle_digest = '" + "0".repeat(64) + "' where document_id = '" + id(0)
                + "'");
        RerunPlan plan = freeze(RerunPolicy.ORIGINAL);
        assertThat(plan.items()).isOne();
        assertThat(plan.leftOut()).containsOnly(Map.entry("ANOTHER_BUNDLE", 1));
        assertThat(start(plan)).isInstanceOf(RerunStart.Started.class);
        station.sql("update sluice.rerun_plan set bundle_digest = '" + "0".repeat(64) + "'");
        station.publish(Station.document("later", "The keys hang beside the door."));
        node.start();
        Station.await("the node to be at work", () -> station.count("select count(*) from sluice.document") == 4);
        assertThat(station.documents().attempts(id(1)))
                .as("another bundle's plan")
                .hasSize(1);
        station.sql("update sluice.rerun_plan set bundle_digest = '"
                + station.policy().bundle().digest() + "'");
        awaitEnd(plan);
        assertThat(station.documents().attempts(id(1))).hasSize(2);
        assertThat(station.documents().attempts(id(0))).hasSize(1);
    }

    @Test
    void aLongListNeedsAnotherPersonThoughNothingGoesOut() {
        end(id(0), "FAILED", "WORKER_ERROR");
        end(id(1), "FAILED", "WORKER_ERROR");
        RerunPlans plans = new RerunPlans(
                station.database().dataSource(DatabaseRole.INGEST),
                station.policy().bundle().digest(),
                (document, retry) -> new Foreseen(document.equals(id(0)) ? "EXTERNAL" : "SOVEREIGN", List.of()),
                () -> {},
                1);
        RerunPlan plan = plans.freeze(Selections.failed(), RerunPolicy.ACTIVE, false, REQUESTER);
        assertThat(plan.newlyOut()).isZero();
        assertThat(plan.needsApproval()).isTrue();
        assertThat(start(plan)).isInstanceOf(RerunStart.Refused.class);
        assertThat(approve(plan, APPROVER)).isEqualTo(RerunApprovals.Answer.APPROVED);
        assertThat(start(plan)).isInstanceOf(RerunStart.Started.class);
    }

    @Test
    void aPauseDuringAChunkDropsTheChunkAndResumingDoesIt() {
        end(id(0), "FAILED", "WORKER_ERROR");
        end(id(1), "FAILED", "WORKER_ERROR");
        RerunPlan plan = freeze(RerunPolicy.ACTIVE);
        ChunkGate gate = new ChunkGate(station.database().dataSource(DatabaseRole.INGEST));
        Ingest slow = station.node(settings(), gate);
        slow.start();
        try {
            assertThat(start(plan)).isInstanceOf(RerunStart.Started.class);
            gate.awaitReached();
            assertThat(node.reruns().control().pause(plan.planId(), REQUESTER)).isTrue();
            assertThat(node.reruns().control().pause(plan.planId(), REQUESTER)).isFalse();
            gate.open();
            Station.await(
                    "the chunk to be given up",
                    () -> station.count("select count(*) from batch.batch_job_execution where status <> 'COMPLETED'"
                                    + " and end_time is not null")
                            > 0);
            assertThat(station.count("select count(*) from sluice.attempt where attempt > 1"))
                    .isZero();
            assertThat(queries().find(plan.planId()).orElseThrow().state()).isEqualTo("PAUSED");
            assertThat(node.reruns().control().resume(plan.planId(), REQUESTER)).isTrue();
            awaitEnd(plan);
            assertThat(station.count("select count(*) from sluice.attempt where attempt > 1"))
                    .isEqualTo(2);
        } finally {
            gate.open();
            slow.stop();
        }
        assertThat(node.reruns().control().stop(plan.planId(), REQUESTER)).isFalse();
    }

    @Test
    void aStoppedPlanEndsWhereItIs() {
        end(id(0), "FAILED", "WORKER_ERROR");
        RerunPlan plan = freeze(RerunPolicy.ACTIVE);
        assertThat(start(plan)).isInstanceOf(RerunStart.Started.class);
        assertThat(node.reruns().control().stop(plan.planId(), REQUESTER)).isTrue();
        assertThat(node.reruns().control().resume(plan.planId(), REQUESTER)).isFalse();
        station.publish(Station.document("later", "The keys hang beside the door."));
        node.start();
        station.awaitOffsets(4);
        assertThat(station.documents().attempts(id(0))).hasSize(1);
        assertThat(start(plan)).isInstanceOf(RerunStart.NotStartable.class);
        assertThat(station.count("select count(*) from audit.event where type = 'rerun.stopped'"))
                .isOne();
    }

    @Test
    void aThrottledPlanTakesTurnsInSmallChunks() {
        end(id(0), "FAILED", "WORKER_ERROR");
        end(id(1), "FAILED", "WORKER_ERROR");
        end(id(2), "FAILED", "WORKER_ERROR");
        RerunPlan plan = freeze(RerunPolicy.ACTIVE);
        assertThat(node.reruns().control().start(plan.planId(), "TRY_AGAIN", Optional.of(12), REQUESTER))
                .isInstanceOf(RerunStart.Started.class);
        node.start();
        awaitEnd(plan);
        assertThat(station.count("select count(distinct started_at) from sluice.attempt where attempt > 1"))
                .as("transactions")
                .isEqualTo(3);
        assertThat(station.count(
                        "select count(*) from sluice.rerun_plan where next_at >= started_at + interval '15 s'"))
                .as("three turns of five seconds were taken")
                .isOne();
    }

    @Test
    void aThrottledPlanHoldsUpNoIntakeBetweenItsTurns() {
        end(id(0), "FAILED", "WORKER_ERROR");
        end(id(1), "FAILED", "WORKER_ERROR");
        RerunPlan plan = freeze(RerunPolicy.ACTIVE);
        node.reruns().control().start(plan.planId(), "TRY_AGAIN", Optional.of(1), REQUESTER);
        // One thread for batches: whoever sleeps in it holds up everything.
        Ingest narrow = station.node(settings().withWork(50, 4, 2, 1));
        narrow.start();
        try {
            Station.await(
                    "the first turn",
                    () -> station.count("select count(*) from sluice.attempt where attempt > 1") == 1);
            station.sql("update sluice.rerun_plan set next_at = now() + interval '1 hour'");
            station.publish(Station.document("later", "The keys hang beside the door."));
            Station.await(
                    "what came in meanwhile", () -> station.count("select count(*) from sluice.offset_outcome") == 4);
            assertThat(station.count("select count(*) from sluice.attempt where attempt > 1"))
                    .as("the second turn has not come")
                    .isOne();
            station.sql("update sluice.rerun_plan set next_at = now()");
            awaitEnd(plan);
        } finally {
            narrow.stop();
        }
        assertThat(station.count("select count(*) from sluice.attempt where attempt > 1"))
                .isEqualTo(2);
    }

    private RerunPlan freeze(RerunPolicy policy) {
        return node.reruns().freeze(Selections.failed(), policy, false, REQUESTER);
    }

    private RerunStart start(RerunPlan plan) {
        return node.reruns().control().start(plan.planId(), "TRY_AGAIN", Optional.empty(), REQUESTER);
    }

    private RerunApprovals.Answer approve(RerunPlan plan, Actor person) {
        return new RerunApprovals(station.database().dataSource(DatabaseRole.OPERATOR))
                .approve(plan.planId(), plan.listDigest(), "LOOKED_AT", person);
    }

    private RerunQueries queries() {
        return new RerunQueries(station.database().dataSource(DatabaseRole.OPERATOR));
    }

    private void awaitEnd(RerunPlan plan) {
        Station.await(
                "the plan to end",
                () -> queries().find(plan.planId()).orElseThrow().state().equals("ENDED"));
    }

    private List<UUID> items(RerunSelection selection) {
        RerunPlan plan = node.reruns().freeze(selection, RerunPolicy.ACTIVE, false, REQUESTER);
        return queries().items(plan.planId()).stream()
                .map(RerunItem::documentId)
                .toList();
    }

    private void keptInside(UUID document) {
        station.sql("update sluice.decision set route = 'SOVEREIGN', cleared = false where document_id = '" + document
                + "'");
    }

    private void end(UUID document, String state, String reason) {
        assertThat(station.admin()
                        .sql("select sluice.move_attempt(:document, 1, array['DECIDED'], :state, :reason)")
                        .param("document", document)
                        .param("state", state)
                        .param("reason", reason)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private UUID id(long offset) {
        return station.at(offset).documentId().orElseThrow();
    }
}
