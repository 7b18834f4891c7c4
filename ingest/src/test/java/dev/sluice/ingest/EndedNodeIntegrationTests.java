package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.query.QuarantineSelection;
import dev.sluice.ingest.rerun.QuarantinePlan;
import dev.sluice.ingest.rerun.RerunPlan;
import dev.sluice.ingest.rerun.RerunSelector;
import dev.sluice.ingest.rerun.RerunStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that end the node that reads them, whenever it reads them. */
class EndedNodeIntegrationTests {
    private static final Actor OPERATOR = Actor.user("operator", "local");
    private static final String MEMO = "The museum opens at nine.";
    private static final int TRIES = 2;

    @TempDir
    private Path claims;

    private final AtomicReference<MortalDataSource> living = new AtomicReference<>();
    private final ScriptedStore store = new ScriptedStore();
    private Station station;

    @BeforeEach
    void open() {
        station = new Station(claims, true);
    }

    @AfterEach
    void close() {
        store.close();
        station.close();
    }

    private IngestSettings settings() {
        return store.known(station.settings(), Duration.ofSeconds(30))
                .withLimits(station.settings().limits().withTries(TRIES));
    }

    /** As a kill -9 of the node that asks for it: nothing that it does afterwards is seen. */
    private void publishKiller(String key) {
        store.publishClaim(station, key, MEMO);
        store.answer(key, exchange -> {
            living.get().die();
            ScriptedStore.missing(exchange);
        });
    }

    /** Starts one node after the other, as whoever watches over a process does, until the work is done. */
    private int deaths(IngestSettings settings) {
        for (int deaths = 0; deaths < 20; deaths++) {
            MortalDataSource life =
                    new MortalDataSource(station.database().dataSource(DatabaseRole.INGEST), "nobody", 0, false, true);
            living.set(life);
            Ingest node = station.node(settings, life);
            node.start();
            try {
                Station.await("the node to end, or its work", () -> life.struck() || done());
            } finally {
                node.stop();
            }
            if (!life.struck()) {
                return deaths;
            }
        }
        throw new AssertionError("the node ends for ever");
    }

    private boolean done() {
        return station.count("select count(*) from sluice.batch") > 0
                && station.count("select count(*) from sluice.batch where state <> 'ENDED'") == 0;
    }

    private String reasonAt(long offset) {
        return station.at(offset).outcomeReason().orElse("none");
    }

    @Test
    void theOneThatEndsTheNodeIsSetAsideAndTheOthersGoOn() {
        station.publish(Station.document("before", MEMO));
        station.publish(Station.document("beside", MEMO + " Bring a coat."));
        publishKiller("killer");
        station.publish(Station.document("after", MEMO + " Entrance is free."));
        station.publish(Station.document("last", MEMO + " The garden too."));

        assertThat(deaths(settings())).as("tries in company, and one alone").isEqualTo(TRIES + 1);

        assertThat(reasonAt(2)).isEqualTo("NODE_ENDED");
        for (long offset : new long[] {0, 1, 3, 4}) {
            assertThat(station.at(offset).state()).as("offset %d", offset).contains("DECIDED");
        }
        assertThat(station.count("select count(*) from sluice.batch where losses > 0 or alone is not null"))
                .isZero();
        assertThat(station.count("select count(*) from sluice.quarantined where reason = 'NODE_ENDED'"))
                .isEqualTo(1);
    }

    @Test
    void severalOfThemCostOneNodeEachOnceTheRangeIsSuspected() {
        publishKiller("first");
        station.publish(Station.document("between", MEMO));
        publishKiller("second");
        publishKiller("third");

        assertThat(deaths(settings())).isEqualTo(TRIES + 3);

        assertThat(reasonAt(0)).isEqualTo("NODE_ENDED");
        assertThat(station.at(1).state()).contains("DECIDED");
        assertThat(reasonAt(2)).isEqualTo("NODE_ENDED");
        assertThat(reasonAt(3)).isEqualTo("NODE_ENDED");
    }

    @Test
    void canBeRunAgainAndStaysWhileItEndsTheNode() {
        publishKiller("killer");
        station.publish(Station.document("after", MEMO));
        deaths(settings());

        QuarantinePlan early = rerun();
        assertThat(deaths(settings())).isEqualTo(TRIES + 1);
        assertThat(state(early)).isEqualTo("ENDED");
        assertThat(station.count("select count(*) from sluice.quarantined where state = 'OPEN'"
                        + " and reason = 'NODE_ENDED' and reruns = 1"))
                .isEqualTo(1);

        store.answer("killer", ScriptedStore.text(MEMO));
        QuarantinePlan mended = rerun();
        assertThat(deaths(settings())).isZero();
        assertThat(state(mended)).isEqualTo("ENDED");
        assertThat(station.count("select count(*) from sluice.quarantined where state = 'TAKEN'"))
                .isEqualTo(1);
        assertThat(station.count("select count(*) from sluice.document")).isEqualTo(2);
    }

    /** As if nodes had ended over every range, for another reason. */
    private void suspectEveryRange() {
        station.sql("alter table sluice.batch alter column losses set default 50");
    }

    @Test
    void anInnocentRangeIsReadOneByOneAndWholly() {
        for (int i = 0; i < 6; i++) {
            station.publish(Station.document("memo " + i, MEMO + " Room " + i + "."));
        }
        suspectEveryRange();

        assertThat(deaths(settings())).isZero();

        for (long offset = 0; offset < 6; offset++) {
            assertThat(station.at(offset).state()).as("offset %d", offset).contains("DECIDED");
        }
        assertThat(station.count("select count(*) from sluice.quarantine")).isZero();
        assertThat(station.count("select commit_count from batch.batch_step_execution"))
                .as("a chunk for each")
                .isGreaterThanOrEqualTo(6);
    }

    @Test
    void whatWasUnderWayWhenTheNodeWasStoppedInGoodOrderIsNotBlamed() {
        CountDownLatch asked = new CountDownLatch(1);
        store.publishClaim(station, "slow", MEMO);
        store.answer("slow", exchange -> {
            asked.countDown();
            try {
                Thread.sleep(600_000);
            } catch (InterruptedException ended) {
                exchange.close();
            }
        });
        suspectEveryRange();
        Ingest stopped = station.node(settings());
        stopped.start();
        Station.await(
                "the item to be under way alone",
                () -> asked.getCount() == 0 && station.count("select count(*) from sluice.batch where alone = 0") == 1);
        stopped.stop();
        assertThat(station.count("select count(*) from sluice.batch where alone is null and state = 'PLANNED'"))
                .isEqualTo(1);

        store.answer("slow", ScriptedStore.text(MEMO));
        assertThat(deaths(settings())).isZero();
        assertThat(station.at(0).state()).contains("DECIDED");
    }

    @Test
    void aDocumentWhoseRerunEndsTheNodeFailsByName() {
        station.publish(Station.document("first", MEMO));
        station.publish(Station.document("second", MEMO + " Bring a coat."));
        assertThat(deaths(settings())).isZero();
        UUID batch = UUID.fromString(station.admin()
                .sql("select batch_id::text from sluice.batch")
                .query(String.class)
                .single());
        station.sql("update sluice.attempt set state = 'FAILED', ended_at = now()");
        Ingest planner = station.node(settings());
        RerunPlan plan = planner.reruns().freeze(batch, RerunSelector.FAILED, "AGAIN", OPERATOR);
        assertThat(planner.reruns().start(plan.planId(), OPERATOR)).isInstanceOf(RerunStart.Started.class);
        planner.stop();
        // As a node leaves it that ended over the second one alone.
        station.sql("update sluice.batch set state = 'RUNNING', losses = 5, alone = 1, lease_owner = gen_random_uuid()"
                + " where state = 'PLANNED'");

        assertThat(deaths(settings())).isZero();
        assertThat(station.count("select count(*) from sluice.attempt where attempt = 2 and state = 'DECIDED'"))
                .isEqualTo(1);
        assertThat(
                        station.count(
                                "select count(*) from sluice.attempt where attempt = 2 and state = 'FAILED' and reason = 'NODE_ENDED'"))
                .isEqualTo(1);
    }

    private QuarantinePlan rerun() {
        Ingest node = station.node(settings());
        QuarantinePlan plan = node.quarantine()
                .freeze(
                        new QuarantineSelection(
                                Set.of(), Optional.of("NODE_ENDED"), Optional.empty(), Optional.empty()),
                        "AGAIN",
                        OPERATOR);
        assertThat(node.quarantine().start(plan.planId(), OPERATOR)).isNotEmpty();
        node.stop();
        return plan;
    }

    private String state(QuarantinePlan plan) {
        return station.admin()
                .sql("select state from sluice.rerun_plan where plan_id = :plan")
                .param("plan", plan.planId())
                .query(String.class)
                .single();
    }
}
