package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The external worker's database user, its key, and every row of the database: nothing restricted can be read. */
class ExternalWorkerAttackIntegrationTests {
    private static final byte[] SECRET = "Planted-Wilhelmina-7f3a".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path temp;

    private static TestDatabase database;
    private static KeyRing held;
    private static UUID restricted;
    private static UUID cleared;

    @BeforeAll
    static void seal() throws IOException {
        database = TestServices.database();
        database.putInForce("");
        ContentStore ingest = new ContentStore(database.dataSource(DatabaseRole.INGEST), database.keyRing());
        restricted = UuidV7.next();
        cleared = UuidV7.next();
        database.transaction(DatabaseRole.INGEST).executeWithoutResult(status -> {
            for (UUID owner : List.of(restricted, cleared)) {
                ingest.createKey(Compartment.RESTRICTED, owner);
                ingest.put(Compartment.RESTRICTED, owner, ContentKind.ORIGINAL, 0, SECRET);
                ingest.put(Compartment.RESTRICTED, owner, ContentKind.NAME, 0, SECRET);
            }
            ingest.put(Compartment.RESTRICTED, restricted, ContentKind.TEXT, 1, SECRET);
            ingest.createKey(Compartment.CLEARED, cleared);
            ingest.put(Compartment.CLEARED, cleared, ContentKind.TEXT, 1, "a recipe".getBytes(StandardCharsets.UTF_8));
        });
        // What stands on an external worker's machine: its own key and the public halves.
        Path keys = temp.resolve("keys");
        PrivateFiles.makeFolder(keys);
        for (String file : List.of("external-content.key", "clearance.public", "checkpoint.public")) {
            PrivateFiles.createOnce(
                    keys.resolve(file), Files.readAllBytes(database.keyRingDir().resolve(file)));
        }
        held = KeyRing.open(keys, EnumSet.of(KeyName.EXTERNAL_CONTENT));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void readsWhatIsCleared() {
        ContentStore store = new ContentStore(database.dataSource(DatabaseRole.WORKER_EXTERNAL), held);
        assertThat(store.get(Compartment.CLEARED, cleared, ContentKind.TEXT, 1)).isPresent();
    }

    @Test
    void isDeniedTheRestrictedTablesByTheDatabase() {
        ContentStore store = new ContentStore(database.dataSource(DatabaseRole.WORKER_EXTERNAL), held);
        for (UUID owner : List.of(restricted, cleared)) {
            assertThatThrownBy(() -> store.get(Compartment.RESTRICTED, owner, ContentKind.ORIGINAL, 0))
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void seesWhatWasFoundOnlyInWhatMayBeOutside() {
        UUID inside = found("SOVEREIGN");
        UUID outside = found("EXTERNAL");
        for (String table : List.of("extraction", "classification")) {
            String rows =
                    "select document_id from " + table + " where document_id in ('" + inside + "', '" + outside + "')";
            assertThat(ids(DatabaseRole.WORKER_EXTERNAL, rows)).as(table).containsExactly(outside);
            assertThat(ids(DatabaseRole.WORKER_SOVEREIGN, rows)).as(table).containsExactlyInAnyOrder(inside, outside);
            assertThat(ids(DatabaseRole.OPERATOR, rows)).as(table).containsExactlyInAnyOrder(inside, outside);
        }
    }

    @Test
    void destroysTheCopyOfADocumentAndNoResult() {
        UUID document = Fixture.document(database, "DECIDED");
        UUID result = UuidV7.next();
        ContentStore store = new ContentStore(database.dataSource(DatabaseRole.WORKER_EXTERNAL), held);
        database.transaction(DatabaseRole.WORKER_EXTERNAL).executeWithoutResult(status -> {
            store.createKey(Compartment.CLEARED, result);
            store.put(Compartment.CLEARED, result, ContentKind.RESULT, 1, SECRET);
        });
        assertThatThrownBy(() -> destroy(result)).rootCause().hasMessageContaining("destroys no result");
        assertThat(store.get(Compartment.CLEARED, result, ContentKind.RESULT, 1))
                .isPresent();
        assertThatCode(() -> destroy(document)).doesNotThrowAnyException();
    }

    private static void destroy(UUID owner) {
        ContentStore store = new ContentStore(database.dataSource(DatabaseRole.WORKER_EXTERNAL), held);
        database.transaction(DatabaseRole.WORKER_EXTERNAL)
                .executeWithoutResult(status -> store.destroyKey(Compartment.CLEARED, owner));
    }

    private static UUID found(String route) {
        UUID document = Fixture.document(database, "DECIDED");
        JdbcClient ingest = JdbcClient.create(database.dataSource(DatabaseRole.INGEST));
        for (String sql : List.of(
                "insert into extraction values (:id, 1, 'text/plain', true, true, '{}', 1, '{}', '\\x00', 1, 'x', 1)",
                "insert into classification values (gen_random_uuid(), :id, 1, 'EXHAUSTIVE', '{}', '{}', '[]', 'x', '\\x00')",
                Fixture.withInputs(
                        "insert into decision (decision_id, document_id, attempt, route, cleared, reason, policies, bundle_digest,"
                                + " endpoints, candidates, decided_by) values (gen_random_uuid(), :id, 1, '" + route
                                + "', "
                                + route.equals("EXTERNAL") + ", '', '{}', '', '{}', '[]', 'ingest')"))) {
            ingest.sql(sql).param("id", document).update();
        }
        return document;
    }

    private static List<UUID> ids(DatabaseRole role, String sql) {
        return JdbcClient.create(database.dataSource(role))
                .sql(sql)
                .query(UUID.class)
                .list();
    }

    /** The dump: as superuser, but with the external key only. */
    @Test
    void opensNothingRestrictedInADumpOfTheWholeDatabase() {
        DriverManagerDataSource dump = new DriverManagerDataSource(database.adminUrl());
        ContentStore store = new ContentStore(dump, held);
        for (UUID owner : List.of(restricted, cleared)) {
            for (ContentKind kind : ContentKind.values()) {
                assertThatCode(() -> assertThat(store.get(Compartment.RESTRICTED, owner, kind, 1))
                                .isEmpty())
                        .satisfiesAnyOf(
                                thrown -> assertThat(thrown).isInstanceOf(KeyNotHeldException.class),
                                thrown -> assertThat(thrown).isNull());
            }
            assertThatThrownBy(() -> store.get(Compartment.RESTRICTED, owner, ContentKind.ORIGINAL, 0))
                    .isInstanceOf(KeyNotHeldException.class);
        }
        for (byte[] wrapped : wrappedKeys(dump)) {
            for (Compartment compartment : Compartment.values()) {
                for (UUID owner : List.of(restricted, cleared)) {
                    assertThatThrownBy(() -> held.unwrap(
                                    KeyName.EXTERNAL_CONTENT, wrapped, ContentKey.context(compartment, owner)))
                            .isInstanceOf(KeyRingException.class);
                }
            }
        }
    }

    /** With the cleared copy's own key in hand, no row of the restricted table opens under it at any place. */
    @Test
    void theClearedKeyOpensNoRestrictedRow() {
        DriverManagerDataSource dump = new DriverManagerDataSource(database.adminUrl());
        byte[] wrapped = JdbcClient.create(dump)
                .sql("select wrapped from content.cleared_key where owner = :owner")
                .param("owner", cleared)
                .query(byte[].class)
                .single();
        ContentKey key = ContentKey.of(
                held.unwrap(KeyName.EXTERNAL_CONTENT, wrapped, ContentKey.context(Compartment.CLEARED, cleared)));
        List<Map<String, Object>> rows = JdbcClient.create(dump)
                .sql("select * from content.restricted")
                .query()
                .listOfRows();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(5);
        for (Map<String, Object> row : rows) {
            for (Compartment compartment : Compartment.values()) {
                byte[] place = ContentKey.place(
                        compartment,
                        (UUID) row.get("owner"),
                        ContentKind.valueOf((String) row.get("kind")),
                        (Integer) row.get("attempt"),
                        (Integer) row.get("chunk"),
                        true);
                assertThatThrownBy(() -> key.open((byte[]) row.get("ciphertext"), place, () -> "row"))
                        .isInstanceOf(ContentException.class);
            }
        }
    }

    @Test
    void noTableOfTheDumpHoldsTheText() {
        JdbcClient dump = JdbcClient.create(new DriverManagerDataSource(database.adminUrl()));
        List<String> tables = dump.sql("""
                        select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables
                         where table_schema in ('sluice', 'content', 'audit', 'batch', 'public') and table_type = 'BASE TABLE'""").query(String.class).list();
        List<String> found = new ArrayList<>();
        for (String table : tables) {
            // Bytes show as hex in a row's text, so both forms are looked for.
            Long hits = dump.sql("""
                            select count(*) from %s t
                             where t::text like '%%Wilhelmina%%' or t::text ilike '%%' || encode('Wilhelmina', 'hex') || '%%'""".formatted(table)).query(Long.class).single();
            if (hits > 0) {
                found.add(table);
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<byte[]> wrappedKeys(DriverManagerDataSource dump) {
        return JdbcClient.create(dump)
                .sql("select wrapped from content.restricted_key where wrapped is not null")
                .query(byte[].class)
                .list();
    }
}
