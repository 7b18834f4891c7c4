package dev.sluice.inference;

import dev.sluice.audit.AuditLog;
import dev.sluice.db.Compartment;
import dev.sluice.db.ContentStore;
import dev.sluice.db.KeyRing;
import dev.sluice.db.Outbox;
import dev.sluice.policy.DecisionStore;
import dev.sluice.policy.Pool;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stores of one pool, as its own role and with its own keys. All join the caller's transaction. */
record Stations(
        Pool pool,
        JdbcClient jdbc,
        AuditLog audit,
        DecisionStore decisions,
        ContentStore content,
        Outbox outbox,
        Attempts attempts,
        Dispatches dispatches,
        Endings endings,
        Events events) {

    static Stations of(Pool pool, DataSource dataSource, KeyRing keys) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        AuditLog audit = new AuditLog(dataSource);
        Outbox outbox = new Outbox(dataSource);
        Attempts attempts = new Attempts(jdbc);
        Events events = new Events(pool);
        return new Stations(
                pool,
                jdbc,
                audit,
                new DecisionStore(dataSource, audit),
                new ContentStore(dataSource, keys),
                outbox,
                attempts,
                new Dispatches(jdbc),
                new Endings(attempts, audit, outbox, events),
                events);
    }

    /** The only compartment that the pool reads and writes. */
    Compartment compartment() {
        return switch (pool) {
            case SOVEREIGN -> Compartment.RESTRICTED;
            case EXTERNAL -> Compartment.CLEARED;
        };
    }
}
