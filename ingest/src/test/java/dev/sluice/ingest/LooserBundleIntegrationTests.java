package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.Topics;
import dev.sluice.ingest.query.AttemptRow;
import dev.sluice.ingest.rerun.RerunApprovals;
import dev.sluice.ingest.rerun.RerunPlan;
import dev.sluice.ingest.rerun.RerunPolicy;
import dev.sluice.ingest.rerun.RerunStart;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.Protocol;
import dev.sluice.policy.SlotFill;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node starts with a looser bundle than the one under which first attempts wait inside. Needs PostgreSQL and Kafka. */
class LooserBundleIntegrationTests {
    private static final Actor REQUESTER = Actor.user("jane.roe", "local");
    private static final Actor APPROVER = Actor.user("john.doe", "local");

    @TempDir
    private Path claims;

    private Station station;
    private UUID memo;

    @BeforeEach
    void heldInsideByAStricterBundle() {
        station = new Station(claims, true);
        station.publish(Station.document("memo", "The meeting moves to the large room."));
        station.runUntil(1);
        memo = station.at(0).documentId().orElseThrow();
        station.sql("delete from sluice.outbox");
        station.sql("update sluice.attempt set state = 'WAITING', reason = 'NO_ELIGIBLE_ENDPOINT'");
        station.sql(
                "update sluice.decision set route = 'SOVEREIGN', cleared = false, endpoints = '{}', bundle_digest = '"
                        + "0".repeat(64) + "'");
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void whatWaitedInsideStaysThereUnderANamedReason() {
        redispatch(() -> reason().equals("NEWLY_OUT"));
        assertThat(station.at(0).state()).contains("WAITING");
        assertThat(station.at(0).route()).contains("SOVEREIGN");
        assertThat(workItems(Topics.WORK_EXTERNAL)).isZero();
        assertThat(station.count("select count(*) from content.cleared_key")).isZero();
        assertThat(station.count("select count(*) from sluice.decision")).isOne();
        // Again and again.
        long seen = milliseconds();
        redispatch(() -> milliseconds() > seen + 600);
        assertThat(reason()).isEqualTo("NEWLY_OUT");
        assertThat(workItems(Topics.WORK_EXTERNAL)).isZero();
    }

    @Test
    void whatTheSameBundleLetsOutGoesOut() {
        station.sql("update sluice.decision set bundle_digest = '"
                + station.policy().bundle().digest() + "'");
        redispatch(() -> workItems(Topics.WORK_EXTERNAL) == 1);
        assertThat(station.at(0).route()).contains("EXTERNAL");
    }

    @Test
    void itGoesOutByAPlanThatAnotherPersonApproved() {
        redispatch(() -> reason().equals("NEWLY_OUT"));
        Ingest node = station.node(hasty());
        node.start();
        try {
            RerunPlan plan = node.reruns()
                    .freeze(
                            Selections.selection(Set.of("WAITING"), "NEWLY_OUT", null, null),
                            RerunPolicy.ACTIVE,
                            false,
                            REQUESTER);
            assertThat(plan.newlyOut()).isOne();
            assertThat(node.reruns().control().start(plan.planId(), "MENDED", Optional.empty(), REQUESTER))
                    .isInstanceOf(RerunStart.Refused.class);
            approveAndStart(node, plan);
            Station.await("the document to go out", () -> workItems(Topics.WORK_EXTERNAL) == 1);
        } finally {
            node.stop();
        }
        assertThat(station.documents().attempts(memo).stream().map(AttemptRow::state))
                .containsExactly("SUPERSEDED", "DECIDED");
    }

    @Test
    void whatWasApprovedForOneEndpointDoesNotGoToWhatFillsTheSlotLater() {
        redispatch(() -> reason().equals("NEWLY_OUT"));
        Ingest planning = station.node(hasty());
        RerunPlan plan = planning.reruns()
                .freeze(
                        Selections.selection(Set.of("WAITING"), "NEWLY_OUT", null, null),
                        RerunPolicy.ACTIVE,
                        false,
                        REQUESTER);
        assertThat(plan.endpoints())
                .singleElement(STRING)
                .startsWith("external-1@")
                .endsWith("=models.example=some-model");
        approveAndStart(planning, plan);
        planning.close();
        PolicyBundle elsewhere = PolicyBundle.installedDefault()
                .fill(Map.of(
                        "external-1",
                        new SlotFill(
                                URI.create("https://elsewhere.example/v1"),
                                "some-model",
                                Optional.empty(),
                                Protocol.OPENAI)));
        Ingest node = station.node(hasty(), elsewhere);
        node.start();
        try {
            Station.await(
                    "the plan to end",
                    () -> node.reruns()
                            .find(plan.planId())
                            .orElseThrow()
                            .state()
                            .equals("ENDED"));
        } finally {
            node.stop();
        }
        AttemptRow newest = station.documents().attempts(memo).getLast();
        assertThat(newest.state()).isEqualTo("WITHHELD");
        assertThat(newest.reason()).contains("NEWLY_OUT");
        assertThat(workItems(Topics.WORK_EXTERNAL)).isZero();
    }

    private void approveAndStart(Ingest node, RerunPlan plan) {
        assertThat(new RerunApprovals(station.database().dataSource(DatabaseRole.OPERATOR))
                        .approve(plan.planId(), plan.listDigest(), "LOOKED_AT", APPROVER))
                .isEqualTo(RerunApprovals.Answer.APPROVED);
        assertThat(node.reruns().control().start(plan.planId(), "MENDED", Optional.empty(), REQUESTER))
                .isInstanceOf(RerunStart.Started.class);
        assertThat(station.count("""
                        select count(*) from audit.event where type = 'rerun.approved'
                           and convert_from(body, 'UTF8')::jsonb #>> '{detail,endpoints,0}' like 'external-1@%=models.example=some-model'""")).isOne();
    }

    private IngestSettings hasty() {
        return station.settings().withTimes(Duration.ofSeconds(60), Duration.ofMillis(100), Duration.ofHours(1));
    }

    private void redispatch(Callable<Boolean> until) {
        Ingest node = station.node(hasty());
        node.start();
        try {
            Station.await("deciding again", until);
        } finally {
            node.stop();
        }
    }

    private String reason() {
        return station.at(0).reason().orElse("");
    }

    private long milliseconds() {
        return station.count("select (extract(epoch from max(changed_at)) * 1000)::bigint from sluice.attempt");
    }

    private long workItems(String topic) {
        return station.count("select count(*) from sluice.outbox where topic = '" + topic + "'");
    }
}
