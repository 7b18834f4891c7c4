package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that Kafka cut below what was read of it, and that grows again at the same offsets. */
class CutLogIntegrationTests {
    private static final String MEMO = "The museum opens at nine.";

    @TempDir
    private Path claims;

    private Station station;

    @BeforeEach
    void publishTwo() {
        station = new Station(claims, true);
        station.publish(Station.document("first", MEMO));
        station.publish(Station.document("second", MEMO + " Bring a coat."));
        station.runUntil(2);
    }

    @AfterEach
    void close() {
        station.close();
    }

    /** As if there had been more of the log: offsets up to 6 were read, a range up to 8 was planned and is not read. */
    private void cut() {
        station.sql("insert into sluice.batch (batch_id, topic_key, partition, from_offset, to_offset, state, ended_at)"
                + " select gen_random_uuid(), max(topic_key), 0, 2, 6, 'ENDED', now() from sluice.batch");
        station.sql("insert into sluice.offset_outcome (topic_key, partition, record_offset, batch_id, outcome)"
                + " select topic_key, 0, gone, batch_id, 'NO_RECORD' from sluice.batch b, generate_series(2, 5) gone"
                + " where from_offset = 2 and topic_key = (select max(topic_key) from sluice.batch)"
                + " on conflict do nothing");
        station.sql("insert into sluice.batch (batch_id, topic_key, partition, from_offset, to_offset, state)"
                + " select gen_random_uuid(), max(topic_key), 0, 6, 8, 'PLANNED' from sluice.batch");
    }

    private void run(int cuts, long end) {
        Ingest node = station.node();
        node.start();
        try {
            Station.await(
                    "the log to be read anew",
                    () -> station.count("select count(*) from sluice.log_cut") == cuts
                            && station.count("select count(*) from sluice.batch where topic_key ="
                                            + " (select max(topic_key) from sluice.log_cut)")
                                    > 0
                            && station.batches()
                                    .account(station.topic(), 0, 0, end)
                                    .complete()
                            && station.count("select count(*) from sluice.batch where state <> 'ENDED'") == 0);
        } finally {
            node.stop();
        }
    }

    @Test
    void isReadAnewAndWhatIsKnownCountsOnce() {
        cut();
        station.publish(Station.document("third", MEMO + " Entrance is free."));
        station.publish(Station.document("second", MEMO + " Bring a coat."));

        run(1, 4);

        assertThat(station.batches().account(station.topic(), 0, 0, 4).outcomes())
                .containsEntry("DOCUMENT", 1L)
                .containsEntry("DUPLICATE", 3L)
                .hasSize(2);
        assertThat(station.at(2).state())
                .as("what was written where something else had been read")
                .contains("DECIDED");
        assertThat(station.count("select count(*) from sluice.document")).isEqualTo(3);
        assertThat(station.count("select count(*) from sluice.offset_outcome where outcome = 'EXPIRED_UNREAD'"))
                .as("offsets that were planned before the cut and are no more")
                .isEqualTo(2);
        assertThat(station.count("select count(*) from sluice.log_cut where log_end = 4 and planned_to = 8"))
                .isEqualTo(1);
        assertThat(station.count("select count(*) from audit.event where type = 'topic.cut'"))
                .isEqualTo(1);
    }

    @Test
    void canHappenAgain() {
        cut();
        run(1, 2);
        cut();
        station.publish(Station.document("third", MEMO + " Entrance is free."));

        run(2, 3);

        assertThat(station.count("select count(*) from sluice.document")).isEqualTo(3);
        assertThat(station.count("select count(distinct topic_key) from sluice.log_cut"))
                .isEqualTo(2);
        assertThat(station.at(2).state()).contains("DECIDED");
    }

    @Test
    void aNodeThatStartsAnewGoesOnWithWhatItWasReadAs() {
        cut();
        run(1, 2);
        station.publish(Station.document("third", MEMO + " Entrance is free."));

        run(1, 3);

        assertThat(station.count("select count(*) from sluice.document")).isEqualTo(3);
        assertThat(station.count("select count(*) from sluice.offset_outcome where outcome = 'DUPLICATE'"))
                .isEqualTo(2);
    }
}
