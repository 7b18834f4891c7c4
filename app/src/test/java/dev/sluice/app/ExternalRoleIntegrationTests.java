package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.Compartment;
import dev.sluice.db.ContentException;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyNotHeldException;
import dev.sluice.db.KeyRing;
import dev.sluice.policy.ClearanceVerifier;
import dev.sluice.policy.Pool;
import dev.sluice.policy.Verification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * An external worker that turned: its database user, its key, at last the whole database as superuser. It reads what was
 * cleared for it and nothing else. Needs PostgreSQL and Kafka.
 */
class ExternalRoleIntegrationTests {
    @TempDir
    static Path folder;

    static ClosedApiMachine closed;
    static Path heldKeys;
    static KeyRing held;
    static Cli processed;

    /** Texts that opened as the role while their documents were under way, by document. */
    static final Map<UUID, String> OPENED = new ConcurrentHashMap<>();

    @BeforeAll
    static void processTheSamples() throws Exception {
        closed = ClosedApiMachine.fresh(folder);
        heldKeys = keysOfAnExternalWorker(
                folder.resolve("worker-keys"), closed.machine().data().resolve("keys"));
        held = KeyRing.open(heldKeys, Set.of(KeyName.EXTERNAL_CONTENT));
        // The copies are destroyed when their documents end, so the look is taken while the API is asked.
        closed.api().answering(body -> {
            openAllCleared();
            return "A short summary.";
        });
        processed = closed.process(ClosedApiMachine.samples());
    }

    @AfterAll
    static void close() throws Exception {
        closed.close();
        OPENED.clear();
    }

    @Test
    void everyTextThatWasClearedForItOpensAndNoOther() {
        assertThat(processed.code()).as(processed.err()).isZero();
        ContentStore everything =
                new ContentStore(superuser(), closed.machine().database().keyRing());
        Map<UUID, String> forOutside = new TreeMap<>();
        JdbcClient.create(superuser())
                .sql("select document_id, attempt from sluice.decision where cleared and endpoints[1] = 'external-1'")
                .query((row, number) -> {
                    UUID document = row.getObject("document_id", UUID.class);
                    return forOutside.put(
                            document,
                            text(everything
                                    .get(Compartment.RESTRICTED, document, ContentKind.TEXT, row.getInt("attempt"))
                                    .orElseThrow()));
                })
                .list();
        assertThat(forOutside).hasSizeGreaterThan(8);
        assertThat(OPENED).isEqualTo(forOutside);
        assertThat(rows("select distinct kind from content.cleared")).isSubsetOf("TEXT", "TASK", "RESULT");
    }

    @Test
    void ofTheResultsItReadsThoseOfItsOwnDocumentsOnly() {
        ContentStore asRole = new ContentStore(role(), held);
        int own = 0;
        for (Map<String, Object> result : JdbcClient.create(superuser())
                .sql("select result_id, attempt, endpoint, compartment from sluice.result")
                .query()
                .listOfRows()) {
            UUID id = (UUID) result.get("result_id");
            int attempt = (Integer) result.get("attempt");
            boolean outside = result.get("endpoint").equals("external-1");
            assertThat(result.get("compartment")).isEqualTo(outside ? "CLEARED" : "RESTRICTED");
            assertThat(asRole.get(Compartment.CLEARED, id, ContentKind.RESULT, attempt)
                            .isPresent())
                    .isEqualTo(outside);
            own += outside ? 1 : 0;
        }
        assertThat(own).isEqualTo(OPENED.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from content.restricted",
                "select * from content.restricted_key",
                "select count(*) from content.restricted",
                "select * from sluice.quarantine",
                "select * from sluice.document_subject",
                "select * from sluice.outbox",
                "select body from audit.event",
                "select * from audit.leaf",
                "select * from batch.batch_job_execution_context",
                "select content.destroy_restricted('00000000-0000-7000-8000-000000000000')",
                "insert into content.restricted_key values ('00000000-0000-7000-8000-000000000000', '\\x00')",
                "update content.cleared set ciphertext = '\\x00'",
                "update sluice.decision set cleared = true",
                "delete from sluice.decision",
                "update sluice.attempt set state = 'COMPLETED'",
                "set role sluice_owner",
                "set role sluice_ingest",
                "set role sluice_worker_sovereign",
                "set session authorization sluice_worker_sovereign",
                "create table content.mine as select 1",
                "create function sluice.mine() returns int language sql as 'select 1'",
                "alter table content.restricted owner to sluice_worker_external",
                "grant select on content.restricted to sluice_worker_external",
                "copy content.restricted to program 'cat'",
                "copy (select 1) to '/tmp/sluice-external'",
                "select pg_read_file('/etc/passwd')",
                "select lo_import('/etc/passwd')",
                "select rolpassword from pg_authid"
            })
    void theDatabaseRefusesTheRole(String attack) throws SQLException {
        try (Connection connection = role().getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(attack))
                    .isInstanceOf(SQLException.class)
                    .satisfies(refused -> assertThat(((SQLException) refused).getSQLState())
                            .as(refused.getMessage())
                            .isEqualTo("42501"));
        }
    }

    /** The stolen dump: every row of every table, and the worker's key. */
    @Test
    void withTheWholeDatabaseItOpensNothingRestricted() {
        ContentStore dump = new ContentStore(superuser(), held);
        List<Map<String, Object>> sealed = JdbcClient.create(superuser())
                .sql("select distinct owner, kind, attempt from content.restricted")
                .query()
                .listOfRows();
        assertThat(sealed.stream().map(row -> row.get("kind"))).contains("ORIGINAL", "TEXT", "NAME", "RESULT");
        assertThat(sealed).hasSizeGreaterThan(3 * 30);
        for (Map<String, Object> row : sealed) {
            UUID owner = (UUID) row.get("owner");
            ContentKind kind = ContentKind.valueOf((String) row.get("kind"));
            int attempt = (Integer) row.get("attempt");
            assertThatThrownBy(() -> dump.get(Compartment.RESTRICTED, owner, kind, attempt))
                    .isInstanceOf(KeyNotHeldException.class);
        }
    }

    /** Rows and wrapped keys put where the worker's key opens things: each is bound to where it belongs. */
    @Test
    void nothingRestrictedOpensWhenItIsMovedAmongTheCleared() throws Exception {
        int tried = 0;
        try (Connection admin =
                DriverManager.getConnection(closed.machine().database().adminUrl())) {
            admin.setAutoCommit(false);
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(admin, true));
            ContentStore moved = new ContentStore(new SingleConnectionDataSource(admin, true), held);
            List<UUID> owners = jdbc.sql("select owner from content.restricted_key where wrapped is not null")
                    .query(UUID.class)
                    .list();
            UUID withKey = jdbc.sql("select owner from content.cleared where kind = 'RESULT' limit 1")
                    .query(UUID.class)
                    .single();
            for (UUID owner : owners) {
                for (String kind : jdbc.sql("select distinct kind from content.restricted where owner = :owner")
                        .param("owner", owner)
                        .query(String.class)
                        .list()) {
                    var before = admin.setSavepoint();
                    jdbc.sql("""
                                    insert into content.cleared_key (owner, wrapped)
                                    select owner, wrapped from content.restricted_key where owner = :owner
                                    on conflict (owner) do update set wrapped = excluded.wrapped""").param("owner", owner).update();
                    move(jdbc, owner, kind, owner);
                    assertThatThrownBy(() -> moved.get(Compartment.CLEARED, owner, ContentKind.TEXT, 77))
                            .isInstanceOf(RuntimeException.class)
                            .satisfies(refused -> assertThat(refused.getClass().getPackageName())
                                    .isEqualTo("dev.sluice.db"));
                    admin.rollback(before);

                    // Under a key that the worker can open: another owner's sealed bytes stay closed.
                    move(jdbc, owner, kind, withKey);
                    assertThatThrownBy(() -> moved.get(Compartment.CLEARED, withKey, ContentKind.TEXT, 77))
                            .isInstanceOf(ContentException.class);
                    admin.rollback(before);
                    tried++;
                }
            }
            admin.rollback();
        }
        assertThat(tried).isGreaterThan(3 * 30);
    }

    @Test
    void itsKeyRingHoldsTheOneKeyAndPublicHalves() {
        assertThat(heldKeys.toFile().list())
                .containsExactlyInAnyOrder("external-content.key", "clearance.public", "checkpoint.public");
        assertThatThrownBy(() -> held.sign(KeyName.CLEARANCE, new byte[1])).isInstanceOf(KeyNotHeldException.class);
        assertThatThrownBy(() -> held.mac(KeyName.LOOKUP, new byte[1])).isInstanceOf(KeyNotHeldException.class);
    }

    @Test
    void itCannotMintAClearance() throws Exception {
        ClearanceVerifier verifier = new ClearanceVerifier(held, Clock.systemUTC());
        List<String> received = MintedClearances.received(closed.machine());
        assertThat(received).hasSize(OPENED.size());
        assertThat(verifier.verify(received.getFirst(), Pool.EXTERNAL)).isInstanceOf(Verification.Verified.class);
        assertThat(verifier.verify(received.getFirst(), Pool.SOVEREIGN)).isInstanceOf(Verification.Refused.class);

        UUID restricted = JdbcClient.create(superuser())
                .sql("select document_id from sluice.decision where not cleared limit 1")
                .query(UUID.class)
                .single();
        MintedClearances minted = new MintedClearances(received.getFirst(), restricted);
        URI endpoint = closed.api().url();
        assertThatThrownBy(() -> minted.signedBy(held, endpoint)).isInstanceOf(KeyNotHeldException.class);
        KeyRing own = KeyRing.createOrOpen(folder.resolve("keys-of-its-own"));
        // With the true ring the same call makes a clearance that is taken: the forgeries fail for their keys alone.
        String genuine = minted.signedBy(closed.machine().database().keyRing(), endpoint);
        assertThat(verifier.verify(genuine, Pool.EXTERNAL)).isInstanceOf(Verification.Verified.class);
        minted.all(heldKeys, own, endpoint)
                .forEach((attempt, clearance) -> assertThat(verifier.verify(clearance, Pool.EXTERNAL))
                        .as(attempt)
                        .isInstanceOf(Verification.Refused.class));
    }

    /** Puts the restricted rows' bytes into the cleared table, as the text of attempt 77. */
    private static void move(JdbcClient jdbc, UUID from, String kind, UUID to) {
        jdbc.sql("""
                        insert into content.cleared (owner, kind, attempt, chunk, ciphertext)
                        select :to, 'TEXT', 77, chunk, ciphertext from content.restricted
                         where owner = :from and kind = :kind and attempt =
                               (select min(attempt) from content.restricted where owner = :from and kind = :kind)""").param("to", to).param("from", from).param("kind", kind).update();
    }

    private static void openAllCleared() {
        ContentStore asRole = new ContentStore(role(), held);
        for (Map<String, Object> row : JdbcClient.create(role())
                .sql("select distinct owner, attempt from content.cleared where kind = 'TEXT'")
                .query()
                .listOfRows()) {
            UUID owner = (UUID) row.get("owner");
            try {
                asRole.get(Compartment.CLEARED, owner, ContentKind.TEXT, (Integer) row.get("attempt"))
                        .ifPresent(bytes -> OPENED.put(owner, text(bytes)));
            } catch (ContentException gone) {
                // Destroyed between the two statements; it was opened when its own request came.
            }
        }
    }

    static Path keysOfAnExternalWorker(Path to, Path ring) throws Exception {
        Files.createDirectory(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (String file : List.of("external-content.key", "clearance.public", "checkpoint.public")) {
            Files.copy(ring.resolve(file), to.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return to;
    }

    private static List<String> rows(String sql) {
        return JdbcClient.create(superuser()).sql(sql).query(String.class).list();
    }

    private static DataSource role() {
        return closed.machine().database().dataSource(DatabaseRole.WORKER_EXTERNAL);
    }

    private static DataSource superuser() {
        return new DriverManagerDataSource(closed.machine().database().adminUrl());
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
