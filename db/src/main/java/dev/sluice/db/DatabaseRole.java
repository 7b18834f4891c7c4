package dev.sluice.db;

import java.util.Locale;

/**
 * The database users of Sluice, one for each part that has rights of its own; {@code db/README.md} lists the rights.
 * Every object belongs to {@code sluice_owner}, which cannot log in and is therefore not among them.
 */
public enum DatabaseRole {
    /** Reserved for upgrades without the administrator; has no rights of its own yet. */
    MIGRATOR,
    /** Planning, the document job, the outbox relay. */
    INGEST,
    /** Workers of the sovereign pool. */
    WORKER_SOVEREIGN,
    /** Workers of the external pool: nothing restricted is readable to them. */
    WORKER_EXTERNAL,
    /** The one sequencer of the audit log. */
    SEQUENCER,
    /** Re-hashes the audit log and counts; changes nothing. */
    VERIFIER,
    /** Compliance officers: functions of schema audit only. */
    OFFICER,
    /** Operators: read batches, documents and sealed content; change nothing. */
    OPERATOR;

    /** The name of the login role on the server, for example {@code sluice_worker_external}. */
    public String user() {
        return "sluice_" + name().toLowerCase(Locale.ROOT);
    }
}
