package dev.sluice.db.embedded;

import java.nio.file.Path;
import java.sql.DriverManager;

/** Starts PostgreSQL, commits a row, leaves a second one uncommitted, and waits to be killed. */
final class PostgresHolder {
    private PostgresHolder() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
        var connection = DriverManager.getConnection(postgres.adminJdbcUrl());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("create table if not exists kept (n integer)");
            statement.execute("insert into kept values (1)");
            connection.commit();
            statement.execute("insert into kept values (1000)");
        }
        System.out.println("running " + postgres.pid());
        Thread.sleep(Long.MAX_VALUE);
    }
}
