package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** On a server of its own, since roles belong to the whole server. */
class MigrationIntegrationTests {
    @TempDir
    Path temp;

    private EmbeddedPostgres server;
    private JdbcClient superuser;

    @BeforeEach
    void start() {
        server = EmbeddedPostgres.start(temp.resolve("postgres"));
        superuser = JdbcClient.create(new DriverManagerDataSource(server.adminJdbcUrl()));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void migratingTwiceChangesNothing() {
        try (Database database = Database.open(server.adminJdbcUrl(), temp.resolve("secrets"))) {
            database.migrate();
            List<?> history = superuser
                    .sql("select version, checksum, installed_on from sluice_schema_history")
                    .query()
                    .listOfRows();
            String password = read(temp.resolve("secrets/sluice_ingest.password"));
            database.migrate();
            assertThat(superuser
                            .sql("select version, checksum, installed_on from sluice_schema_history")
                            .query()
                            .listOfRows())
                    .isEqualTo(history)
                    .isNotEmpty();
            assertThat(read(temp.resolve("secrets/sluice_ingest.password"))).isEqualTo(password);
            assertEveryRoleConnects(database);
        }
    }

    @Test
    void refusesASchemaOfANewerVersion() {
        try (Database database = Database.open(server.adminJdbcUrl(), temp.resolve("secrets"))) {
            database.migrate();
            superuser.sql("""
                    insert into sluice_schema_history (installed_rank, version, description, type, script, checksum, installed_by,
                                                       execution_time, success)
                    values (1000, '999', 'from the future', 'SQL', 'V999__future.sql', 1, 'x', 1, true)""").update();
            assertThatThrownBy(database::migrate)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("schema version 999")
                    .hasMessageContaining("expected at most");
        }
    }

    @Test
    void needsNoSuperuser() {
        String ordinary = ordinaryAdmin("createrole");
        try (Database database = Database.open(ordinary, temp.resolve("secrets"))) {
            database.migrate();
            database.migrate();
            assertEveryRoleConnects(database);
        }
    }

    @Test
    void saysWhichRightTheAdministratorLacks() {
        String ordinary = ordinaryAdmin("nocreaterole");
        superuser.sql("alter database plain owner to sluice_admin").update();
        try (Database database = Database.open(ordinary, temp.resolve("secrets"))) {
            assertThatThrownBy(database::migrate)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("alter role plain_admin createrole")
                    .hasMessageContaining("alter database plain owner to plain_admin");
        }
        assertThat(temp.resolve("secrets")).doesNotExist();
    }

    @Test
    void doesNotTakeOverTheRolesOfAnotherInstallation() {
        String second = ordinaryAdmin("superuser");
        try (Database database = Database.open(server.adminJdbcUrl(), temp.resolve("secrets"))) {
            database.migrate();
            try (Database other = Database.open(second, temp.resolve("others"))) {
                assertThatThrownBy(other::migrate)
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("copy the secrets folder");
                assertThatThrownBy(other::migrate).isInstanceOf(DatabaseException.class);
            }
            assertEveryRoleConnects(database);
        }
        try (Database sharing = Database.open(second, temp.resolve("secrets"))) {
            sharing.migrate();
            assertEveryRoleConnects(sharing);
        }
    }

    @Test
    void noPasswordStandsInAMessageOrInTheServersLog() {
        try (Database database = Database.open(server.adminJdbcUrl(), temp.resolve("secrets"))) {
            database.migrate();
            String password = read(temp.resolve("secrets/sluice_ingest.password"));
            assertThat(read(temp.resolve("postgres/postgres.log"))).doesNotContain(password);
            assertThat(database.toString()).doesNotContain("password");
            assertThat(superuser
                            .sql("select rolpassword from pg_authid where rolname like 'sluice\\_%' and rolcanlogin")
                            .query(String.class)
                            .list())
                    .allMatch(stored -> stored.startsWith("SCRAM-SHA-256$"));
        }
        Database wrong = Database.open(
                server.adminJdbcUrl().replaceFirst("password=[^&]+", "password=s3cr3t"), temp.resolve("none"));
        assertThatThrownBy(wrong::migrate).satisfies(e -> {
            for (Throwable one = e; one != null; one = one.getCause()) {
                assertThat(one.toString()).doesNotContain("s3cr3t");
            }
        });
    }

    @Test
    void theServersLogAndOurErrorsHoldNoValueOfADocument() {
        try (Database database = Database.open(server.adminJdbcUrl(), temp.resolve("secrets"))) {
            database.migrate();
            JdbcClient jdbc = JdbcClient.create(database.dataSource(DatabaseRole.INGEST));
            for (int i = 0; i < 2; i++) {
                try {
                    jdbc.sql("insert into source_topic (cluster_id, topic_id, name) values (:v, :v, :v)")
                            .param("v", "Wilhelmina-Planted")
                            .update();
                } catch (RuntimeException e) {
                    for (Throwable one = e; one != null; one = one.getCause()) {
                        assertThat(one.toString()).doesNotContain("Wilhelmina");
                    }
                }
            }
            assertThat(read(temp.resolve("postgres/postgres.log"))).doesNotContain("Wilhelmina");
            assertThat(superuser
                            .sql("select query from pg_stat_activity")
                            .query(String.class)
                            .list())
                    .noneMatch(query -> query != null && query.contains("Wilhelmina"));
        }
    }

    @Test
    void commitsWaitForTheDiskWhateverTheServerIsSetTo() {
        try (Database database = Database.open(server.adminJdbcUrl(), temp.resolve("secrets"))) {
            database.migrate();
            superuser
                    .sql("alter role sluice_worker_external set synchronous_commit = 'off'")
                    .update();
            superuser
                    .sql("alter database sluice set synchronous_commit = 'local'")
                    .update();
            for (DatabaseRole role : DatabaseRole.values()) {
                assertThat(JdbcClient.create(database.dataSource(role))
                                .sql("show synchronous_commit")
                                .query(String.class)
                                .single())
                        .as(role.user())
                        .isEqualTo("on");
            }
        }
    }

    @Test
    void refusesAServerThatMayLoseWhatItCommitted() throws InterruptedException {
        try (Database database = Database.open(server.adminJdbcUrl(), temp.resolve("secrets"))) {
            database.migrate();
        }
        superuser.sql("alter system set full_page_writes = off").update();
        superuser.sql("select pg_reload_conf()").query().listOfRows();
        while (superuser
                .sql("show full_page_writes")
                .query(String.class)
                .single()
                .equals("on")) {
            Thread.sleep(20);
        }
        try (Database database = Database.open(server.adminJdbcUrl(), temp.resolve("secrets"))) {
            assertThatThrownBy(database::migrate)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("full_page_writes = off");
            assertThatThrownBy(() -> JdbcClient.create(database.dataSource(DatabaseRole.WORKER_EXTERNAL))
                            .sql("select 1")
                            .query(Integer.class)
                            .single())
                    .hasStackTraceContaining("may lose what it committed");
        }
    }

    private String ordinaryAdmin(String right) {
        superuser.sql("create role plain_admin login password 'plain' " + right).update();
        superuser.sql("create database plain owner plain_admin").update();
        return "jdbc:postgresql://127.0.0.1:" + server.port()
                + "/plain?user=plain_admin&password=plain&sslmode=disable";
    }

    private static void assertEveryRoleConnects(Database database) {
        for (DatabaseRole role : DatabaseRole.values()) {
            assertThatCode(() -> assertThat(JdbcClient.create(database.dataSource(role))
                                    .sql("select current_user::text")
                                    .query(String.class)
                                    .single())
                            .isEqualTo(role.user()))
                    .doesNotThrowAnyException();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
