package dev.sluice.ingest.batch;

import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.Outcome;
import dev.sluice.db.DocumentEnded;
import dev.sluice.db.UuidV7;
import dev.sluice.ingest.rerun.Foreseen;
import dev.sluice.policy.Route;
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

    private record Newest(int attempt, String state, boolean barred) {}

    void write(Batch batch, Prepared.Repeated item) {
        UUID document = item.item().documentId();
        // The newest attempt is locked, so that no worker moves it while it is superseded.
        Newest locked = jdbc.sql("""
                        select a.attempt, a.state,
                               d.hold or d.erased_at is not null or sluice.review_bars(document_id) is not null
                          from sluice.attempt a join sluice.document d using (document_id)
                         where document_id = :document order by a.attempt desc limit 1 for update of a
                        """)
                .param("document", document)
                .query((row, number) -> new Newest(row.getInt(1), row.getString(2), row.getBoolean(3)))
                .single();
        int newest = locked.attempt();
        if (newest != item.item().fromAttempt()
                || locked.barred()
                || locked.state().equals("ERASED")
                || doneAlready(batch, document)) {
            // Done by an earlier chunk, or run again by another plan, held, erased or put before a person since the
            // list was
            // frozen.
            return;
        }
        boolean superseded = jdbc.sql("""
                        select sluice.move_attempt(:document, :attempt,
                          array['RECEIVED', 'DECIDED', 'DISPATCHED', 'WAITING'], 'SUPERSEDED', 'RERUN')
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
                !(wasOut || released(batch, item)));
    }

    /**
     * Whether a second person approved that this document newly goes outside, under the bundle that now says so and to those
     * whom it now names. The
     * database refuses the attempt where this is wrong.
     */
    private boolean released(Batch batch, Prepared.Repeated item) {
        return item.evaluation() instanceof Evaluation.Decided decided
                && decided.decision().route() == Route.EXTERNAL
                && jdbc.sql("""
                        select exists (select from sluice.rerun_item i join sluice.rerun_plan p on p.plan_id = i.plan_id
                                        where p.plan_id = :plan and p.bundle_digest = :bundle
                                          and i.document_id = :document and i.from_attempt = :attempt
                                          and cast(:outside as text[]) <@ sluice.item_endpoints(p.plan_id, i.document_id, i.from_attempt)
                                          and sluice.rerun_approved(p.plan_id)
                                          and sluice.rerun_releases(p.plan_id, i.document_id, i.from_attempt))
                        """)
                        .param("plan", batch.plan().orElseThrow())
                        .param("bundle", decided.decision().bundleDigest())
                        .param("outside", Foreseen.named(decided.decision()))
                        .param("document", item.item().documentId())
                        .param("attempt", item.item().fromAttempt())
                        .query(Boolean.class)
                        .single();
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
