package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.query.DocumentStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is lost or doubled by losing the process, or the database for a moment, before or after any commit. */
class CrashIntegrationTests {
    /** Offsets of one round: three documents, a duplicate, a message that is none. */
    private static final int ROUND = 5;

    private static final int SAMPLE = Integer.getInteger("sluice.test.crashes", 8);

    @TempDir
    private Path claims;

    private record Moment(String thread, int commit, boolean after, boolean forGood) {}

    @Test
    void goesOnAfterLosingEverythingAtAnyCommit() {
        long seed = Long.getLong("sluice.test.seed", System.nanoTime());
        try (Station station = new Station(claims, true)) {
            List<Moment> moments = moments(countCommits(station));
            Collections.shuffle(moments, new Random(seed));
            List<Moment> chosen = moments.subList(0, Math.min(SAMPLE, moments.size()));
            long from = ROUND;
            for (Moment moment : chosen) {
                round(station, moment, from, "seed " + seed + " " + moment);
                from += ROUND;
            }
        }
    }

    private static List<Moment> moments(int batchCommits) {
        List<Moment> moments = new ArrayList<>();
        for (boolean after : new boolean[] {false, true}) {
            for (boolean forGood : new boolean[] {false, true}) {
                moments.add(new Moment("planner", 1, after, forGood));
                moments.add(new Moment("relay", 1, after, forGood));
                for (int commit = 1; commit <= batchCommits; commit++) {
                    moments.add(new Moment("batch-1", commit, after, forGood));
                }
            }
        }
        return moments;
    }

    /** The first round runs undisturbed and tells how many commits there are. */
    private int countCommits(Station station) {
        MortalDataSource healthy = mortal(station, new Moment("nobody", 0, false, false));
        publish(station, 0);
        run(station, healthy, ROUND);
        verify(station, 0, "undisturbed");
        assertThat(healthy.commits("sluice-batch-1")).isGreaterThan(8);
        return healthy.commits("sluice-batch-1");
    }

    private void round(Station station, Moment moment, long from, String what) {
        publish(station, from);
        MortalDataSource mortal = mortal(station, moment);
        Ingest doomed = station.node(settings(station), mortal);
        doomed.start();
        try {
            Station.await("the moment or the end, " + what, () -> mortal.struck() || done(station, from + ROUND));
            if (!moment.forGood()) {
                Station.await("the node to go on, " + what, () -> done(station, from + ROUND));
            }
        } finally {
            doomed.stop();
        }
        assertThat(mortal.struck()).as(what).isTrue();
        run(station, mortal(station, new Moment("nobody", 0, false, false)), from + ROUND);
        verify(station, from, what);
    }

    private static boolean done(Station station, long to) {
        return station.batches().account(station.topic(), 0, 0, to).complete()
                && station.count("select count(*) from sluice.batch where state <> 'ENDED'") == 0
                && station.count("select count(*) from sluice.outbox where published_at is null") == 0;
    }

    private static void run(Station station, MortalDataSource dataSource, long to) {
        Ingest node = station.node(settings(station), dataSource);
        node.start();
        try {
            Station.await("everything to be done", () -> done(station, to));
        } finally {
            node.stop();
        }
    }

    private static IngestSettings settings(Station station) {
        return station.settings().withWork(ROUND, 2, 2, 1);
    }

    private static MortalDataSource mortal(Station station, Moment moment) {
        return new MortalDataSource(
                station.database().dataSource(DatabaseRole.INGEST),
                moment.thread(),
                moment.commit(),
                moment.after(),
                moment.forGood());
    }

    private static void publish(Station station, long from) {
        station.publish(Station.document("a" + from, "Plant the seeds in rows, round " + from + "."));
        station.publish(Station.document("b" + from, "Patient Jane Roe, SSN 219-09-9999, round " + from + "."));
        station.publish(Station.document("a" + from, "Plant the seeds in rows, round " + from + "."));
        station.publishRaw(new RecordHeaders(), "nothing".getBytes(StandardCharsets.UTF_8));
        station.publish(Station.document("c" + from, ""));
    }

    private static void verify(Station station, long from, String what) {
        assertThat(station.batches()
                        .account(station.topic(), 0, from, from + ROUND)
                        .outcomes())
                .as(what)
                .containsEntry("DOCUMENT", 3L)
                .containsEntry("DUPLICATE", 1L)
                .containsEntry("QUARANTINED", 1L);
        for (long offset : new long[] {from, from + 1, from + 4}) {
            DocumentStatus status = station.at(offset);
            UUID document = status.documentId().orElseThrow();
            assertThat(station.documents().attempts(document)).as(what).hasSize(1);
            assertThat(rows(station, "sluice.classification where document_id", document))
                    .as(what)
                    .isEqualTo(1);
            assertThat(rows(station, "sluice.decision where document_id", document))
                    .as(what)
                    .isEqualTo(1);
            assertThat(rows(station, "audit.event where type = 'document.received' and document_id", document))
                    .as(what)
                    .isEqualTo(1);
            assertThat(rows(station, "content.restricted where kind = 'TEXT' and owner", document))
                    .as(what)
                    .isEqualTo(1);
            assertThat(rows(station, "sluice.outbox where message_key::uuid", document))
                    .as(what)
                    .isEqualTo(1);
        }
        assertThat(station.count("select count(*) from sluice.document"))
                .as(what)
                .isEqualTo(3 * (from / ROUND + 1));
        assertThat(station.count("select count(*) from sluice.quarantine"))
                .as(what)
                .isEqualTo(from / ROUND + 1);
        assertThat(
                        station.count(
                                "select count(*) from batch.batch_job_execution where exit_message <> '' and exit_message is not null"))
                .as(what)
                .isZero();
        assertThat(
                        station.count(
                                "select count(*) from batch.batch_step_execution where exit_message <> '' and exit_message is not null"))
                .as(what)
                .isZero();
    }

    private static long rows(Station station, String tableAndColumn, UUID document) {
        return station.admin()
                .sql("select count(*) from " + tableAndColumn + " = :document")
                .param("document", document)
                .query(Long.class)
                .single();
    }
}
