package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.intake.SourceSettings;
import dev.sluice.ingest.query.QuarantineSelection;
import dev.sluice.ingest.rerun.QuarantinePlan;
import dev.sluice.ingest.rerun.QuarantineReruns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is lost or doubled by losing the process, or the database for a moment, while messages of quarantine run again. */
class QuarantineCrashIntegrationTests {
    /** Offsets of one round: two documents of a tenant that is not known yet, a message that is none. */
    private static final int ROUND = 3;

    private static final int SAMPLE = Integer.getInteger("sluice.test.crashes", 6);
    private static final Actor OPERATOR = Actor.user("operator", "local");

    @TempDir
    private Path claims;

    private record Moment(int commit, boolean after, boolean forGood) {}

    @Test
    void goesOnAfterLosingEverythingAtAnyCommitOfARerun() {
        long seed = Long.getLong("sluice.test.seed", System.nanoTime());
        try (Station station = new Station(claims, true)) {
            MortalDataSource healthy = mortal(station, new Moment(0, false, false));
            QuarantinePlan first = quarantined(station, 0);
            run(station, station.node(settings(station), healthy));
            verify(station, first, 0, "undisturbed");
            int commits = healthy.commits("sluice-batch-1");
            assertThat(commits).isGreaterThan(4);

            List<Moment> moments = new ArrayList<>();
            for (int commit = 1; commit <= commits; commit++) {
                for (boolean after : new boolean[] {false, true}) {
                    moments.add(new Moment(commit, after, false));
                    moments.add(new Moment(commit, after, true));
                }
            }
            Collections.shuffle(moments, new Random(seed));
            long from = ROUND;
            for (Moment moment : moments.subList(0, Math.min(SAMPLE, moments.size()))) {
                String what = "seed " + seed + " " + moment;
                QuarantinePlan plan = quarantined(station, from);
                MortalDataSource mortal = mortal(station, moment);
                Ingest doomed = station.node(settings(station), mortal);
                doomed.start();
                try {
                    Station.await("the moment, " + what, mortal::struck);
                } finally {
                    doomed.stop();
                }
                run(station, station.node(settings(station)));
                verify(station, plan, from, what);
                from += ROUND;
            }
        }
    }

    /** Publishes a round for a node that knows no such tenant, and starts a plan over what it set aside. */
    private static QuarantinePlan quarantined(Station station, long from) {
        station.publish(Station.document("a" + from, "Plant the seeds in rows, round " + from + "."));
        station.publishRaw(new RecordHeaders(), "nothing".getBytes(StandardCharsets.UTF_8));
        station.publish(Station.document("b" + from, "Patient Jane Roe, SSN 219-09-9999, round " + from + "."));
        SourceSettings foreign = new SourceSettings(Set.of("other"), List.of(), Optional.empty(), Map.of());
        Ingest strict = station.node(settings(station).withSources(Map.of(), foreign));
        strict.start();
        try {
            station.awaitOffsets(from + ROUND);
            station.awaitRelayed();
        } finally {
            strict.stop();
        }
        QuarantineReruns reruns = reruns(station);
        Set<UUID> ids = Set.copyOf(station.admin()
                .sql("select quarantine_id from sluice.quarantine where record_offset >= :from")
                .param("from", from)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list());
        QuarantinePlan plan = reruns.freeze(
                new QuarantineSelection(ids, Optional.empty(), Optional.empty(), Optional.empty()), "MENDED", OPERATOR);
        assertThat(reruns.start(plan.planId(), OPERATOR)).isNotEmpty();
        return plan;
    }

    private static void run(Station station, Ingest node) {
        node.start();
        try {
            Station.await(
                    "everything to be done",
                    () -> station.count("select count(*) from sluice.batch where state <> 'ENDED'") == 0
                            && station.count("select count(*) from sluice.outbox where published_at is null") == 0);
        } finally {
            node.stop();
        }
    }

    private static void verify(Station station, QuarantinePlan plan, long from, String what) {
        long rounds = from / ROUND + 1;
        assertThat(reruns(station).find(plan.planId()).orElseThrow().state())
                .as(what)
                .isEqualTo("ENDED");
        assertThat(plan.messages()).as(what).hasSize(ROUND);
        assertThat(station.count("select count(*) from sluice.quarantine"))
                .as(what)
                .isEqualTo(rounds * ROUND);
        assertThat(station.count("select count(*) from sluice.quarantined where state = 'OPEN'"))
                .as(what)
                .isEqualTo(rounds);
        for (String rows : List.of(
                "sluice.document",
                "sluice.attempt",
                "sluice.decision",
                "sluice.quarantine_outcome where outcome = 'DOCUMENT'",
                "audit.event where type = 'document.received'",
                "content.restricted where kind = 'ORIGINAL'",
                "sluice.outbox where topic like 'sluice.work.%'")) {
            assertThat(station.count("select count(*) from " + rows))
                    .as(what + ": " + rows)
                    .isEqualTo(rounds * 2);
        }
        assertThat(station.count("select count(*) from sluice.quarantine_outcome where outcome = 'QUARANTINED'"))
                .as(what)
                .isEqualTo(rounds);
        assertThat(station.count("select count(*) from audit.event where type = 'rerun.ended'"))
                .as(what)
                .isEqualTo(rounds);
    }

    private static IngestSettings settings(Station station) {
        return station.settings().withWork(ROUND, 2, 2, 1);
    }

    private static QuarantineReruns reruns(Station station) {
        return new QuarantineReruns(station.database().dataSource(DatabaseRole.INGEST), () -> {});
    }

    private static MortalDataSource mortal(Station station, Moment moment) {
        return new MortalDataSource(
                station.database().dataSource(DatabaseRole.INGEST),
                "batch-1",
                moment.commit(),
                moment.after(),
                moment.forGood());
    }
}
