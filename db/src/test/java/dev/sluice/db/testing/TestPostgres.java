package dev.sluice.db.testing;

import dev.sluice.db.Database;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one server of this JVM. Roles and their passwords belong to the server, so all its databases share one secrets
 * folder; each database is a copy of a template that was migrated once.
 */
final class TestPostgres {
    private static final String TEMPLATE = "sluice_template";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String adminUrl;
    private final Path folder;

    private TestPostgres(String adminUrl, Path folder) {
        this.adminUrl = adminUrl;
        this.folder = folder;
        execute(adminUrl, "create database " + TEMPLATE);
        try (Database database = Database.open(urlOf(TEMPLATE), secrets())) {
            database.migrate();
        }
    }

    static TestPostgres shared() {
        return Shared.SERVER;
    }

    TestDatabase newDatabase() {
        String name = "test_" + NUMBER.incrementAndGet();
        copyTemplate(name);
        return new TestDatabase(urlOf(name), secrets(), folder.resolve(name));
    }

    /** A database without any schema. */
    String newEmptyDatabaseUrl() {
        String name = "empty_" + NUMBER.incrementAndGet();
        execute(adminUrl, "create database " + name);
        return urlOf(name);
    }

    Path secrets() {
        return folder.resolve("secrets");
    }

    private synchronized void copyTemplate(String name) {
        execute(adminUrl, "create database " + name + " template " + TEMPLATE);
        // A copy does not inherit who may connect: close it as the migration closes a database.
        execute(adminUrl, "revoke all on database " + name + " from public");
        String roles =
                Arrays.stream(DatabaseRole.values()).map(DatabaseRole::user).collect(Collectors.joining(", "));
        execute(adminUrl, "grant connect on database " + name + " to " + roles);
    }

    private String urlOf(String database) {
        return adminUrl.replaceFirst("(?<=\\d/)[^/?]+", database);
    }

    private static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the test server refused: " + sql, e);
        }
    }

    private static final class Shared {
        static final TestPostgres SERVER = TestServices.inContainers() ? inContainer() : embedded();

        private static TestPostgres embedded() {
            clearAbandoned();
            Path folder = TestFolders.ofThisProcess("postgres");
            EmbeddedPostgres server = EmbeddedPostgres.start(folder);
            Path files = TestFolders.ofThisProcess("files");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.stop();
                TestFolders.delete(folder);
                TestFolders.delete(files);
                folder.getParent().toFile().delete();
            }));
            return new TestPostgres(server.adminJdbcUrl(), files);
        }

        /** What a killed JVM left running is stopped by starting on its folder. */
        private static void clearAbandoned() {
            try {
                TestFolders.abandoned().forEach(folder -> {
                    Path postgres = folder.resolve("postgres");
                    if (postgres.resolve("cluster").toFile().exists()) {
                        try {
                            EmbeddedPostgres.start(postgres).stop();
                        } catch (RuntimeException e) {
                            System.err.println("cannot stop what was left in " + postgres);
                        }
                    }
                    TestFolders.delete(folder);
                });
            } catch (IOException e) {
                System.err.println("cannot look for abandoned test folders");
            }
        }

        private static TestPostgres inContainer() {
            // The oldest server that is supported; the embedded one is the newest.
            PostgreSQLContainer container = new PostgreSQLContainer("postgres:15").withDatabaseName("sluice");
            // Testcontainers turns fsync off, and no session begins on a server that may lose what it committed.
            container.setCommand("postgres");
            container.start();
            Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
            String separator = container.getJdbcUrl().contains("?") ? "&" : "?";
            return new TestPostgres(
                    container.getJdbcUrl() + separator + "user=" + container.getUsername() + "&password="
                            + container.getPassword(),
                    TestFolders.ofThisProcess("files"));
        }
    }
}
