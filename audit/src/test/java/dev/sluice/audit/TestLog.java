package dev.sluice.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.VerificationReport.Problem;
import dev.sluice.audit.VerificationReport.ProblemKind;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A log of a test's own, and a superuser's hand in it. */
final class TestLog implements AutoCloseable {
    static final String ORIGIN = "test.sluice.dev/log";

    final TestDatabase database = TestServices.database();
    final KeyRing keys = database.keyRing();
    final Path checkpointFile;
    final List<SignedCheckpoint> announced = new ArrayList<>();
    private final List<Sequencer> sequencers = new ArrayList<>();

    TestLog() {
        try {
            checkpointFile = Files.createTempDirectory("sluice-log").resolve("checkpoint");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The superuser, whose changes no trigger sees. */
    JdbcClient superuser() {
        DriverManagerDataSource admin = new DriverManagerDataSource(database.adminUrl());
        admin.setConnectionProperties(properties("options", "-c session_replication_role=replica"));
        return JdbcClient.create(admin);
    }

    JdbcClient as(DatabaseRole role) {
        return JdbcClient.create(database.dataSource(role));
    }

    Sequencer sequencer() {
        return sequencer(database.dataSource(DatabaseRole.SEQUENCER));
    }

    Sequencer sequencer(DataSource dataSource) {
        Sequencer sequencer = new Sequencer(
                dataSource,
                keys,
                ORIGIN,
                checkpointFile,
                Duration.ofMillis(20),
                announced::add,
                Map.of("isolation", "none"));
        sequencers.add(sequencer);
        return sequencer;
    }

    AuditVerifier verifier() {
        return new AuditVerifier(
                database.dataSource(DatabaseRole.VERIFIER), keys.publicKey(KeyName.CHECKPOINT), checkpointFile);
    }

    AuditEvent event(int number) {
        return AuditEvent.of(AuditEvents.POLICY_EVALUATED, Actor.system("ingest"))
                .with("number", number);
    }

    /** Appends so many events in one transaction of ingest. */
    List<UUID> append(int count) {
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(i));
        }
        append(events);
        return events.stream().map(AuditEvent::eventId).toList();
    }

    void append(List<AuditEvent> events) {
        AuditLog log = new AuditLog(database.dataSource(DatabaseRole.INGEST));
        database.transaction(DatabaseRole.INGEST).executeWithoutResult(status -> log.append(events));
    }

    /** A log with so many events under several checkpoints, and its sequencer gone. */
    void fill(int... batches) {
        try (Sequencer sequencer = sequencer()) {
            for (int batch : batches) {
                append(batch);
                sequencer.tick();
            }
        }
    }

    long count(String table) {
        return superuser()
                .sql("select count(*) from audit." + table)
                .query(Long.class)
                .single();
    }

    /** A change that must hit something. */
    void tamper(String sql) {
        assertThat(superuser().sql(sql).update()).as(sql).isPositive();
    }

    /** Verifies, and finds this one problem and no other. */
    Problem verifyFinds(ProblemKind kind) {
        VerificationReport report = verifier().verify();
        assertThat(report.problems()).extracting(Problem::kind).containsExactly(kind);
        assertThat(report.intact()).isFalse();
        return report.problems().getFirst();
    }

    static List<ProblemKind> kinds(VerificationReport report) {
        return report.problems().stream().map(Problem::kind).distinct().toList();
    }

    private static Properties properties(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);
        return properties;
    }

    @Override
    public void close() {
        sequencers.forEach(Sequencer::close);
        database.close();
    }
}
