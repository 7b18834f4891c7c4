package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.query.AttemptRow;
import dev.sluice.ingest.rerun.RerunPlan;
import dev.sluice.ingest.rerun.RerunPlans;
import dev.sluice.ingest.rerun.RerunSelector;
import dev.sluice.ingest.rerun.RerunStart;
import dev.sluice.policy.MinimumSensitivity;
import dev.sluice.policy.StoredContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RerunIntegrationTests {
    private static final Actor OPERATOR = Actor.user("operator", "local");

    @TempDir
    private Path claims;

    private Station station;
    private Ingest node;
    private UUID batch;

    @BeforeEach
    void processThreeDocuments() {
        station = new Station(claims, true);
        station.publish(Station.document("memo", "The meeting moves to the large room."));
        station.publish(Station.document("letter", "Patient Jane Roe, SSN 219-09-9999, has diabetes."));
        station.publish(Station.document("empty", ""));
        node = station.node(
                station.settings().withTimes(Duration.ofSeconds(60), Duration.ofMillis(500), Duration.ofMinutes(20)));
        node.start();
        station.awaitOffsets(3);
        station.awaitRelayed();
        batch = station.documents().attempts(id(0)).getFirst().batchId();
    }

    @AfterEach
    void close() {
        node.stop();
        station.close();
    }

    @Test
    void makesNewAttemptsFromTheStoredOriginalsAndLeavesTheOldOnes() {
        end(id(0), "FAILED", "ENDPOINT_ERROR");
        end(id(1), "FAILED", "ENDPOINT_ERROR");
        RerunPlans plans = node.reruns();
        RerunPlan plan = plans.freeze(batch, RerunSelector.FAILED, "ENDPOINT_FIXED", OPERATOR);
        assertThat(plan.items()).isEqualTo(2);
        assertThat(plan.newlyOut()).isZero();
        assertThat(plan.routes()).containsEntry("EXTERNAL>EXTERNAL", 1).containsEntry("SOVEREIGN>SOVEREIGN", 1);
        assertThat(station.count("select count(*) from sluice.attempt")).isEqualTo(3);

        RerunStart start = plans.start(plan.planId(), OPERATOR);
        assertThat(start).isInstanceOf(RerunStart.Started.class);
        station.awaitOffsets(3);
        Station.await(
                "the plan to end",
                () -> plans.find(plan.planId()).orElseThrow().state().equals("ENDED"));

        for (UUID document : List.of(id(0), id(1))) {
            List<AttemptRow> attempts = station.documents().attempts(document);
            assertThat(attempts).extracting(AttemptRow::state).containsExactly("FAILED", "DECIDED");
            assertThat(attempts.getLast().batchId())
                    .isEqualTo(((RerunStart.Started) start).batches().getFirst());
        }
        assertThat(station.documents().attempts(id(2))).hasSize(1);
        assertThat(station.count("select count(*) from audit.event where type like 'rerun.%'"))
                .isEqualTo(3);
        assertThat(station.count("select count(*) from sluice.outbox where topic like 'sluice.work.%'"))
                .isEqualTo(4);
        assertThat(plans.start(plan.planId(), OPERATOR)).isInstanceOf(RerunStart.NotStartable.class);
    }

    @Test
    void aCallOutsideWithoutAKnownOutcomeIsNotRepeatedByTheWay() {
        end(id(0), "FAILED", "DISPATCH_UNKNOWN");
        station.admin().sql("""
                        insert into sluice.dispatch
                          (dispatch_id, document_id, attempt, decision_id, endpoint, endpoint_kind, pool, state)
                        select gen_random_uuid(), document_id, attempt, decision_id, 'external-1', 'CLOSED_API',
                               'EXTERNAL', 'UNKNOWN' from sluice.decision where document_id = :document""").param("document", id(0)).update();
        RerunPlans plans = node.reruns();
        assertThat(plans.freeze(batch, RerunSelector.FAILED, "TRY_AGAIN", OPERATOR)
                        .items())
                .isZero();
        RerunPlan named = plans.freezeDocuments(batch, Set.of(id(0)), "TRY_AGAIN", OPERATOR);
        assertThat(named.newlyOut()).isEqualTo(1);
        assertThat(plans.start(named.planId(), OPERATOR)).isInstanceOf(RerunStart.Refused.class);
    }

    @Test
    void refusesAPlanThatWouldNewlyLetSomethingOut() {
        keptInside();
        RerunPlans plans = node.reruns();
        RerunPlan plan = plans.freeze(batch, RerunSelector.FAILED, "TRY_AGAIN", OPERATOR);
        assertThat(plan.newlyOut()).isEqualTo(1);
        RerunStart start = plans.start(plan.planId(), OPERATOR);
        assertThat(start).isInstanceOf(RerunStart.Refused.class);
        assertThat(start.plan().state())
                .as("another person can still approve it")
                .isEqualTo("FROZEN");
        assertThat(station.count("select count(*) from sluice.batch where run <> '0'"))
                .isZero();
        assertThat(plans.start(plan.planId(), OPERATOR)).isInstanceOf(RerunStart.Refused.class);
        assertThat(station.count("select count(*) from audit.event where type = 'rerun.refused'"))
                .isEqualTo(2);
    }

    @Test
    void keepsInWhatWouldNewlyLeaveAfterThePlanWasFrozen() {
        end(id(0), "FAILED", "ENDPOINT_ERROR");
        RerunPlans plans = node.reruns();
        RerunPlan plan = plans.freeze(batch, RerunSelector.FAILED, "TRY_AGAIN", OPERATOR);
        restricted();
        assertThat(plans.start(plan.planId(), OPERATOR)).isInstanceOf(RerunStart.Started.class);
        Station.await(
                "the new attempt", () -> station.documents().attempts(id(0)).size() == 2);
        AttemptRow attempt = station.documents().attempts(id(0)).getLast();
        assertThat(attempt.state()).isEqualTo("WITHHELD");
        assertThat(attempt.reason()).contains("NEWLY_OUT");
        assertThat(station.count("select count(*) from sluice.outbox where topic = 'sluice.work.external'"))
                .isEqualTo(1);
    }

    @Test
    void keepsInsideInEveryLaterRerunWhatAnEarlierOneHadToKeep() {
        end(id(0), "FAILED", "ENDPOINT_ERROR");
        RerunPlans plans = node.reruns();
        RerunPlan first = plans.freeze(batch, RerunSelector.FAILED, "TRY_AGAIN", OPERATOR);
        restricted();
        run(first);
        assertThat(station.documents().attempts(id(0)).getLast().reason()).contains("NEWLY_OUT");

        RerunPlan second = plans.freeze(batch, RerunSelector.DOUBTFUL, "TRY_AGAIN", OPERATOR);
        assertThat(second.newlyOut()).isEqualTo(1);
        assertThat(second.routes()).containsEntry("WITHHELD>EXTERNAL", 1);
        assertThat(plans.start(second.planId(), OPERATOR)).isInstanceOf(RerunStart.Refused.class);
        assertThat(station.count("select count(*) from sluice.outbox where topic = 'sluice.work.external'"))
                .isEqualTo(1);
    }

    @Test
    void aRerunThatWaitsInsideIsNotSentOutsideWhenItIsDecidedAgain() {
        rerunInside(id(1));
        // A looser policy, as the stored findings have it.
        station.sql(
                "update sluice.classification set categories = '{}', exhaustiveness = 'EXHAUSTIVE', bundle_digest = null,"
                        + " at_most = null where document_id = '" + id(1) + "'");
        station.sql(
                "update sluice.attempt set state = 'WAITING', changed_at = now() - interval '1 hour' where document_id = '"
                        + id(1) + "' and attempt = 2");
        Station.await(
                "the attempt to end",
                () -> station.documents().attempts(id(1)).getLast().state().equals("WITHHELD"));
        assertThat(station.documents().attempts(id(1)).getLast().reason()).contains("NEWLY_OUT");
        assertThat(station.count("select count(*) from sluice.outbox where topic = 'sluice.work.external'"))
                .as("the memo's, from before")
                .isEqualTo(1);
    }

    @Test
    void whatTheOriginRaisedStaysRaisedWhenDecidedAgain() {
        end(id(0), "FAILED", "ENDPOINT_ERROR");
        station.sql("update sluice.document set origin = '" + id(1) + "' where document_id = '" + id(0) + "'");
        run(node.reruns().freeze(batch, RerunSelector.FAILED, "TRY_AGAIN", OPERATOR));
        assertThat(station.at(0).cleared()).isFalse();
        StoredContext again = StoredContext.load(station.database().dataSource(DatabaseRole.INGEST), id(0), 2)
                .orElseThrow();
        assertThat(again.context().minSensitivity()).isEqualTo(MinimumSensitivity.RESTRICTED);
        assertThat(station.policy().decide(again.context()).cleared()).isFalse();
        assertThat(station.count("select count(*) from content.cleared where owner = '" + id(0) + "'"))
                .as("copies for the external pool")
                .isZero();
    }

    @Test
    void aStoredOriginalThatWasAlteredFailsAloneAndEndsThePlan() {
        end(id(0), "FAILED", "ENDPOINT_ERROR");
        end(id(1), "FAILED", "ENDPOINT_ERROR");
        station.sql("update content.restricted set ciphertext = 'altered'::bytea where kind = 'ORIGINAL' and owner = '"
                + id(1) + "'");
        run(node.reruns().freeze(batch, RerunSelector.FAILED, "TRY_AGAIN", OPERATOR));
        assertThat(station.documents().attempts(id(0)).getLast().state()).isEqualTo("DECIDED");
        AttemptRow altered = station.documents().attempts(id(1)).getLast();
        assertThat(altered.attempt()).isEqualTo(2);
        assertThat(altered.state()).isEqualTo("FAILED");
        assertThat(altered.reason()).contains("ORIGINAL_UNREADABLE");
    }

    @Test
    void anAttemptThatTheDatabaseRefusesFailsAloneAndEndsThePlan() {
        end(id(0), "FAILED", "ENDPOINT_ERROR");
        end(id(1), "FAILED", "ENDPOINT_ERROR");
        station.sql("alter table sluice.extraction add constraint refused check (attempt < 2 or document_id <> '"
                + id(1) + "')");
        run(node.reruns().freeze(batch, RerunSelector.FAILED, "TRY_AGAIN", OPERATOR));
        assertThat(station.documents().attempts(id(0)).getLast().state()).isEqualTo("DECIDED");
        AttemptRow refused = station.documents().attempts(id(1)).getLast();
        assertThat(refused.state()).isEqualTo("FAILED");
        assertThat(refused.reason()).contains("NOT_STORABLE");
    }

    private void rerunInside(UUID document) {
        end(document, "FAILED", "ENDPOINT_ERROR");
        run(node.reruns().freeze(batch, RerunSelector.FAILED, "TRY_AGAIN", OPERATOR));
        assertThat(station.at(1).route()).contains("SOVEREIGN");
    }

    @Test
    void supersedesAnAttemptThatNeverEnded() {
        station.sql("update sluice.classification set exhaustiveness = 'DEGRADED' where document_id = '" + id(1) + "'");
        RerunPlans plans = node.reruns();
        RerunPlan plan = plans.freeze(batch, RerunSelector.DOUBTFUL, "MORE_DETECTORS", OPERATOR);
        assertThat(plan.items()).isEqualTo(2);
        plans.start(plan.planId(), OPERATOR);
        Station.await(
                "the plan to end",
                () -> plans.find(plan.planId()).orElseThrow().state().equals("ENDED"));
        assertThat(station.documents().attempts(id(1)))
                .extracting(AttemptRow::state)
                .containsExactly("SUPERSEDED", "DECIDED");
        assertThat(station.documents().attempts(id(2)))
                .extracting(AttemptRow::state)
                .containsExactly("WITHHELD", "WITHHELD");
    }

    @Test
    void runsNamedDocumentsAgainOnceTheyHaveEnded() {
        end(id(0), "COMPLETED", "DONE");
        RerunPlans plans = node.reruns();
        RerunPlan plan = plans.freezeDocuments(batch, Set.of(id(0), id(1), UUID.randomUUID()), "AGAIN", OPERATOR);
        assertThat(plan.selector()).isEqualTo(RerunSelector.LISTED);
        assertThat(plan.items()).as("the letter has not ended").isEqualTo(1);
        run(plan);
        assertThat(station.documents().attempts(id(0)))
                .extracting(AttemptRow::state)
                .containsExactly("COMPLETED", "DECIDED");
        assertThat(station.documents().attempts(id(1))).hasSize(1);
        assertThat(plans.freezeDocuments(batch, Set.of(), "AGAIN", OPERATOR).items())
                .isZero();
        assertThatThrownBy(() -> plans.freeze(batch, RerunSelector.LISTED, "AGAIN", OPERATOR))
                .isInstanceOf(IngestException.class);
    }

    private void run(RerunPlan plan) {
        assertThat(node.reruns().start(plan.planId(), OPERATOR)).isInstanceOf(RerunStart.Started.class);
        Station.await(
                "the plan to end",
                () -> node.reruns().find(plan.planId()).orElseThrow().state().equals("ENDED"));
    }

    @Test
    void refusesAReasonThatIsNoCode() {
        assertThatThrownBy(() -> node.reruns().freeze(batch, RerunSelector.FAILED, "because Jane asked", OPERATOR))
                .isInstanceOf(IngestException.class)
                .hasMessageNotContaining("Jane");
    }

    private void keptInside() {
        end(id(0), "FAILED", "ENDPOINT_ERROR");
        restricted();
    }

    private void restricted() {
        station.sql(
                "update sluice.decision set route = 'SOVEREIGN', cleared = false where document_id = '" + id(0) + "'");
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
