package dev.sluice.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** One run of the migrations, as the administrator, under a lock of the database. */
final class Migration {
    private static final long LOCK = 0x736c75696365L; // "sluice"

    private final PGSimpleDataSource admin = new PGSimpleDataSource();
    private final RolePasswords passwords;

    Migration(JdbcUrl url, RolePasswords passwords) {
        admin.setUrl(url.withoutCredentials());
        url.user().ifPresent(admin::setUser);
        url.password().ifPresent(admin::setPassword);
        admin.setApplicationName("sluice-migration");
        this.passwords = passwords;
    }

    void run() {
        try (Connection connection = admin.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            Set<String> found = existingRoles(statement);
            AdminRights.require(statement, found);
            Set<DatabaseRole> made = passwords.createMissing();
            refuseRolesOfAnotherInstallation(found, made);
            migrateSchema();
            setPasswords(connection);
            closeToOthers(statement);
        } catch (SQLException e) {
            throw new DatabaseException("cannot migrate the database (SQL state " + e.getSQLState() + ")", e);
        }
    }

    DataSource administrator() {
        return admin;
    }

    /** Changes nothing. */
    void check() {
        try (Connection connection = admin.getConnection();
                Statement statement = connection.createStatement()) {
            AdminRights.require(statement, existingRoles(statement));
        } catch (SQLException e) {
            throw new DatabaseException("cannot connect to the database (SQL state " + e.getSQLState() + ")", e);
        }
    }

    private static Set<String> existingRoles(Statement statement) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet rows = statement.executeQuery("select rolname from pg_roles where rolname like 'sluice\\_%'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** Roles are shared by all databases of a server: a folder without their passwords must not take them over. */
    private void refuseRolesOfAnotherInstallation(Set<String> found, Set<DatabaseRole> made) {
        List<String> taken =
                made.stream().map(DatabaseRole::user).filter(found::contains).toList();
        if (!taken.isEmpty()) {
            passwords.remove(made);
            throw new DatabaseException("the server has the roles " + String.join(", ", taken)
                    + " already, and the secrets folder has no password for them: copy the secrets folder of the"
                    + " installation that made them, or drop the roles if it is gone");
        }
    }

    private void migrateSchema() {
        Flyway flyway = Flyway.configure(Migration.class.getClassLoader())
                .dataSource(admin)
                .locations("classpath:db/migration")
                .defaultSchema("public")
                .table("sluice_schema_history")
                .placeholderReplacement(false)
                .connectRetries(0)
                .load();
        MigrationInfo[] all = flyway.info().all();
        List<String> future = Arrays.stream(all)
                .filter(one -> one.getState().isApplied() && !one.getState().isResolved())
                .map(one -> String.valueOf(one.getVersion()))
                .toList();
        if (!future.isEmpty()) {
            throw new DatabaseException("the database has schema version " + future.getLast()
                    + ", which this version of Sluice does not know: expected at most " + newest(all)
                    + "; run the newer Sluice that migrated it, or restore a backup from before");
        }
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new DatabaseException("a migration failed and was rolled back: " + e.getMessage(), e);
        }
    }

    private static String newest(MigrationInfo[] all) {
        return Arrays.stream(all)
                .filter(one -> one.getState().isResolved())
                .map(one -> String.valueOf(one.getVersion()))
                .reduce("0", (first, second) -> second);
    }

    /** The driver hashes each password (SCRAM-SHA-256): the server and its log never see it in clear. */
    private void setPasswords(Connection connection) throws SQLException {
        for (DatabaseRole role : DatabaseRole.values()) {
            char[] password = passwords.password(role).toCharArray();
            connection.unwrap(PGConnection.class).alterUserPassword(role.user(), password, "scram-sha-256");
        }
    }

    private static void closeToOthers(Statement statement) throws SQLException {
        List<String> users = new ArrayList<>();
        for (DatabaseRole role : DatabaseRole.values()) {
            users.add(role.user());
        }
        try (ResultSet row = statement.executeQuery("select quote_ident(current_database())")) {
            row.next();
            String database = row.getString(1);
            statement.execute("revoke all on database " + database + " from public");
            statement.execute("grant connect on database " + database + " to " + String.join(", ", users));
        }
    }
}
