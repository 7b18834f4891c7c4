package dev.sluice.ingest.batch;

import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.Outcome;
import dev.sluice.db.DocumentEnded;
import dev.sluice.db.UuidV7;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the new attempt of a document that is run again. Earlier attempts stay as they are, unless they never ended. */
final class RerunWriter {
    private static final String OUTSIDE = "EXTERNAL";

    private final JdbcClient jdbc;
    private final AttemptWriter attempts;
    private final StoredDocuments stored;
    private final Ledger ledger;

    RerunWriter(DataSource dataSource, AttemptWriter attempts, StoredDocuments stored, Ledger ledger) {
        this.jdbc = JdbcClient.create(dataSource);
        this.attempts = attempts;
        this.stored = stored;
        this.ledger = ledger;
    }

    private record Newest(int attempt, String state) {}

    void write(Batch batch, Prepared.Repeated item) {
        UUID document = item.item().documentId();
        // The newest attempt is locked, so that no worker moves it while it is superseded.
        Newest locked = jdbc.sql("""
                        select attempt, state from sluice.attempt where document_id = :document
                         order by attempt desc limit 1 for update
                        """)
                .param("document", document)
                .query((row, number) -> new Newest(row.getInt(1), row.getString(2)))
                .single();
        int newest = locked.attempt();
        if (newest != item.item().fromAttempt() || locked.state().equals("ERASED") || doneAlready(batch, document)) {
            // Done by an earlier chunk, or run again by another plan or erased since the list was frozen.
            return;
        }
        boolean superseded = jdbc.sql("""
                        select sluice.move_attempt(:document, :attempt,
                          array['RECEIVED', 'DECIDED', 'DISPATCHED', 'WAITING', 'IN_REVIEW'], 'SUPERSEDED', 'RERUN')
                        """)
                .param("document", document)
                .param("attempt", newest)
                .query(Boolean.class)
                .single();
        if (superseded) {
            ledger.record(Ledger.event(AuditEvents.DOCUMENT_ENDED)
                    .outcome(Outcome.SUCCESS, "SUPERSEDED")
                    .document(document, newest)
                    .batch(batch.batchId())
                    .tenant(stored.load(document).declared().tenant())
                    .with("state", DocumentEnded.State.SUPERSEDED));
            ledger.send(DocumentEnded.withoutResult(
                            UuidV7.next(),
                            document,
                            newest,
                            DocumentEnded.State.SUPERSEDED,
                            "RERUN",
                            null,
                            item.task(),
                            null)
                    .toMessage());
        }
        boolean wasOut = OUTSIDE.equals(item.item().oldRoute())
                && routeBefore(document, newest).filter(OUTSIDE::equals).isPresent();
        attempts.write(
                new AttemptWriter.Place(
                        batch, document, newest + 1, stored.load(document).declared()),
                item.evaluation(),
                !wasOut);
    }

    /** As it is now: it can have become stricter since the list was frozen. */
    private Optional<String> routeBefore(UUID document, int attempt) {
        return jdbc.sql("select sluice.route_before(:document, :attempt)")
                .param("document", document)
                .param("attempt", attempt)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single();
    }

    private boolean doneAlready(Batch batch, UUID document) {
        return jdbc.sql("""
                        select exists (select from sluice.attempt where document_id = :document and batch_id = :batch)
                        """)
                .param("document", document)
                .param("batch", batch.batchId())
                .query(Boolean.class)
                .single();
    }
}
