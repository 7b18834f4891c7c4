package dev.sluice.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.Ingest;
import dev.sluice.ingest.Station;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClearedCopiesIntegrationTests {
    private static final String MEMO = "The meeting moves to the large room; bring the printed agenda.";

    @TempDir
    private Path claims;

    private Station station;
    private ContentStore contents;

    @BeforeEach
    void open() {
        station = new Station(claims, true);
        contents = new ContentStore(
                station.database().dataSource(DatabaseRole.INGEST),
                station.database().keyRing());
    }

    @AfterEach
    void close() {
        station.close();
    }

    private UUID document(long offset) {
        return station.at(offset).documentId().orElseThrow();
    }

    @Test
    void theParametersGoWithTheText() {
        station.publish(Station.document("memo", MEMO).withParameters(Map.of("labels", List.of("red", "green"))));
        station.runUntil(1);

        assertThat(station.at(0).route()).contains("EXTERNAL");
        assertThat(contents.get(Compartment.CLEARED, document(0), ContentKind.TASK, 0))
                .get()
                .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .asString()
                .contains("red", "green");
    }

    @Test
    void aCopyWhoseKeyDoesNotOpenStopsNoOther() {
        station.publish(Station.document("bad", MEMO));
        station.publish(Station.document("good", MEMO + " Twice."));
        station.runUntil(2);
        station.sql("update content.cleared_key set wrapped = '\\x00'::bytea where owner = '" + document(0) + "'");
        station.sql(
                "update sluice.attempt set state = 'WAITING', changed_at = now() - interval '1 hour' where document_id = '"
                        + document(0) + "'");
        station.sql("update sluice.attempt set state = 'WAITING', changed_at = now() - interval '1 minute'"
                + " where document_id = '" + document(1) + "'");
        Ingest node = station.node(
                station.settings().withTimes(Duration.ofSeconds(60), Duration.ofMillis(500), Duration.ofMinutes(20)));
        node.start();
        try {
            Station.await(
                    "the other to be sent again",
                    () -> station.at(1).state().orElseThrow().equals("DECIDED")
                            && station.at(0).state().orElseThrow().equals("FAILED"));
        } finally {
            node.stop();
        }
        assertThat(station.at(0).reason()).contains("TEXT_UNREADABLE");
    }

    @Test
    void aCopyThatARerunIsMakingStays() throws SQLException {
        station.publish(Station.document("memo", MEMO));
        station.runUntil(1);
        station.sql("update sluice.attempt set state = 'COMPLETED', ended_at = now()");
        ClearedCopies copies = new ClearedCopies(
                station.database().dataSource(DatabaseRole.INGEST),
                contents,
                station.database().transaction(DatabaseRole.INGEST));
        CompletableFuture<Integer> looked;
        try (Connection rerun = DriverManager.getConnection(station.database().adminUrl());
                Statement statement = rerun.createStatement()) {
            rerun.setAutoCommit(false);
            statement.execute("select state from sluice.attempt for update");
            statement.execute("insert into sluice.attempt (document_id, attempt, batch_id, state)"
                    + " select document_id, 2, batch_id, 'DECIDED' from sluice.attempt");
            looked = CompletableFuture.supplyAsync(copies::destroyEnded);
            Station.await("it to wait for the rerun", () -> station.count("""
                            select count(*) from pg_stat_activity
                             where datname = current_database() and wait_event_type = 'Lock'""") == 1);
            rerun.commit();
        }
        looked.join();
        assertThat(station.count("select count(*) from content.cleared_key where wrapped is not null"))
                .isOne();
    }
}
