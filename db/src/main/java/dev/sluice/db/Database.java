package dev.sluice.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A PostgreSQL database of Sluice, seen as each of its roles. Passwords of the roles are files of a private folder; on a
 * machine that runs some roles only, that folder holds only theirs. Thread-safe.
 */
public final class Database implements AutoCloseable {
    private static final int POOL_SIZE = 4;
    private static final int INGEST_POOL_SIZE = 8;
    /**
     * Log before act holds only where a commit waits for the disk: whatever the server, the database or the role is set to,
     * our sessions do, and none begins on a server that does not write through.
     */
    private static final String DURABLE = """
            do $$
            begin
              if current_setting('fsync') <> 'on' or current_setting('full_page_writes') <> 'on' then
                raise exception 'the server may lose what it committed: set fsync and full_page_writes to on';
              end if;
              if current_setting('synchronous_commit') in ('off', 'local') then
                perform set_config('synchronous_commit', 'on', false);
              end if;
            end
            $$""";

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);

    private final JdbcUrl url;
    private final RolePasswords passwords;
    private final Map<DatabaseRole, HikariDataSource> pools = new EnumMap<>(DatabaseRole.class);

    private Database(JdbcUrl url, RolePasswords passwords) {
        this.url = url;
        this.passwords = passwords;
    }

    /**
     * Names a database; nothing is connected to yet.
     *
     * @param adminJdbcUrl {@code jdbc:postgresql://host:port/name?user=…&password=…} of a user who owns the database and
     *     may create roles; the credentials may be missing where {@link #migrate} is not called
     * @param secretsDir the folder of the roles' passwords, made by {@link #migrate}
     * @throws DatabaseException if the URL is not one of PostgreSQL
     */
    public static Database open(String adminJdbcUrl, Path secretsDir) {
        return new Database(JdbcUrl.parse(adminJdbcUrl), new RolePasswords(secretsDir));
    }

    /**
     * Makes the roles, sets their passwords and brings the schema up to this version. Doing it again changes nothing;
     * two processes may do it at once.
     *
     * @throws DatabaseException if the administrator lacks a right, the roles belong to another installation, or the
     *     schema is newer than this program
     */
    public void migrate() {
        new Migration(url, passwords).run();
    }

    /**
     * Asks whether {@link #migrate} could begin: the server answers, is new enough, and the administrator has every right
     * that it needs. Changes nothing.
     *
     * @throws DatabaseException that says what is missing
     */
    public void check() {
        new Migration(url, passwords).check();
    }

    /**
     * The role's own pool of connections, made when first asked for and shared; at most 4, for ingest 8.
     *
     * @throws DatabaseException if there is no password for the role
     */
    public synchronized DataSource dataSource(DatabaseRole role) {
        return pools.computeIfAbsent(role, this::pool);
    }

    /**
     * Connections as the user of the URL, one at a time, for what belongs to migrating and to nothing else: registering
     * what ships with the product.
     */
    public DataSource administrator() {
        return new Migration(url, passwords).administrator();
    }

    private HikariDataSource pool(DatabaseRole role) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url.withoutCredentials());
        config.setUsername(role.user());
        config.setPassword(passwords.password(role));
        config.setPoolName("sluice-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        config.setMaximumPoolSize(role == DatabaseRole.INGEST ? INGEST_POOL_SIZE : POOL_SIZE);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", config.getPoolName());
        config.addDataSourceProperty("currentSchema", "sluice");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.setConnectionInitSql(DURABLE);
        return new HikariDataSource(config);
    }

    /** Closes the pools. */
    @Override
    public synchronized void close() {
        pools.values().forEach(HikariDataSource::close);
        pools.clear();
    }

    @Override
    public String toString() {
        return "Database[" + url.withoutCredentials() + "]";
    }
}
