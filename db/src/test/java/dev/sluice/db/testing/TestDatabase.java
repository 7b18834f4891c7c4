package dev.sluice.db.testing;

import dev.sluice.db.Database;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyRing;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
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

    /** Closes the pools; the database itself goes with the server. */
    @Override
    public void close() {
        database.close();
    }
}
