package dev.sluice.db.testing;

import dev.sluice.db.Database;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyRing;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A migrated database of one test class, with a key ring of its own. */
public final class TestDatabase implements AutoCloseable {
    private final String adminUrl;
    private final Path secrets;
    private final Path keyRingDir;
    private final Database database;

    TestDatabase(String adminUrl, Path secrets, Path keyRingDir) {
        this.adminUrl = adminUrl;
        this.secrets = secrets;
        this.keyRingDir = keyRingDir;
        this.database = Database.open(adminUrl, secrets);
        KeyRing.createOrOpen(keyRingDir);
    }

    /** The role's own pool on this database. */
    public DataSource dataSource(DatabaseRole role) {
        return database.dataSource(role);
    }

    /** Transactions as the role: on the same data source as {@link #dataSource}. */
    public TransactionTemplate transaction(DatabaseRole role) {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource(role)));
    }

    /** The superuser's URL, with its password. */
    public String adminUrl() {
        return adminUrl;
    }

    /** The folder of the roles' passwords, shared by all databases of the server. */
    public Path secretsDir() {
        return secrets;
    }

    /** The folder of this database's key ring, with every key in it. */
    public Path keyRingDir() {
        return keyRingDir;
    }

    /** The key ring with every key. */
    public KeyRing keyRing() {
        return KeyRing.createOrOpen(keyRingDir);
    }

    /**
     * Puts a bundle in force from now on, without its life before: what lets documents out decides under this digest.
     * Doing it again changes nothing.
     */
    public void putInForce(String digest) {
        JdbcClient admin = JdbcClient.create(new DriverManagerDataSource(adminUrl));
        admin.sql("""
                        insert into sluice.policy_bundle (digest, name, version, author, content)
                        values (:digest, 'test', '1', 'test', '{}') on conflict do nothing""").param("digest", digest).update();
        admin.sql("""
                        insert into sluice.policy_step (bundle_digest, step, person, authentication, active_from, event_id)
                        select :digest, 'ACTIVATED', 'test', 'test', clock_timestamp(), gen_random_uuid()
                         where sluice.policy_in_force() is distinct from :digest""").param("digest", digest).update();
    }

    /** Closes the pools; the database itself goes with the server. */
    @Override
    public void close() {
        database.close();
    }
}
