package dev.sluice.ingest.batch;

import dev.sluice.audit.DocumentEvents;
import dev.sluice.db.DocumentEnded;
import dev.sluice.db.UuidV7;
import dev.sluice.ingest.IngestException;
import dev.sluice.ingest.rerun.Foreseen;
import dev.sluice.policy.Decision;
import dev.sluice.policy.Route;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attempts that have not ended: which of them are due to be decided again, and how they move; joins the caller's transaction. */
final class OpenAttempts {
    private static final String OPEN = "array['DECIDED', 'DISPATCHED', 'WAITING', 'IN_REVIEW']";

    private final JdbcClient jdbc;
    private final Ledger ledger;

    OpenAttempts(DataSource dataSource, Ledger ledger) {
        this.jdbc = JdbcClient.create(dataSource);
        this.ledger = ledger;
    }

    /**
     * Those that are due, the one that has not been looked at for the longest time first.
     *
     * @param rest how long one waits at least between two looks
     * @param overdue when a work item without an end has long expired
     */
    List<OpenAttempt> due(Duration rest, Duration overdue, int most) {
        // The longer one waits, the longer its rest, up to a minute.
        return jdbc.sql("""
                        select document_id, attempt, batch_id, state, keep_inside, tenant, task, reason
                          from sluice.attempt join sluice.document using (document_id)
                         where ended_at is null
                           and (state = 'WAITING' and changed_at < clock_timestamp() - greatest(make_interval(secs => :rest),
                                  least(interval '1 minute', (changed_at - started_at) / 4))
                             or state in ('IN_REVIEW', 'WAITING')
                                and case sluice.review_verdict(document_id, attempt)
                                      when 'REJECTED' then true when 'APPROVED' then state = 'IN_REVIEW' else false end
                             or state in ('DECIDED', 'DISPATCHED')
                                and changed_at < clock_timestamp() - make_interval(secs => :overdue))
                         order by changed_at limit :most
                        """)
                .param("rest", rest.toMillis() / 1e3)
                .param("overdue", overdue.toMillis() / 1e3)
                .param("most", most)
                .query((row, number) -> new OpenAttempt(
                        row.getObject(1, UUID.class),
                        row.getInt(2),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)))
                .list();
    }

    /** Locks it until the end of the transaction; false where it has moved, or somebody else is at it. */
    boolean lock(OpenAttempt open) {
        return jdbc.sql("""
                        select state from sluice.attempt
                         where document_id = :document and attempt = :attempt and state = :state for update skip locked
                        """)
                .param("document", open.documentId())
                .param("attempt", open.attempt())
                .param("state", open.state())
                .query(String.class)
                .optional()
                .isPresent();
    }

    /**
     * Whether a decision would let out what another bundle kept inside, or to somebody else than was approved. Not of an attempt that is kept inside for good: nothing
     * lets that out.
     */
    boolean newlyOut(OpenAttempt open, Decision decision) {
        return decision.route() == Route.EXTERNAL
                && !open.keepInside()
                && jdbc.sql("select sluice.newly_out(:document, :attempt, :bundle, :outside)")
                        .param("document", open.documentId())
                        .param("attempt", open.attempt())
                        .param("bundle", decision.bundleDigest())
                        .param("outside", Foreseen.named(decision))
                        .query(Boolean.class)
                        .single();
    }

    /** Ends it: its state, its event, and the message about it. */
    void end(OpenAttempt open, DocumentEnded.State state, String reason, @Nullable Decision decision) {
        move(open, state.name(), reason);
        ledger.record(DocumentEvents.ended(
                Ledger.INGEST, open.documentId(), open.attempt(), open.batchId(), open.tenant(), state, reason));
        ledger.send(DocumentEnded.withoutResult(
                        decision == null ? UuidV7.next() : decision.id(),
                        open.documentId(),
                        open.attempt(),
                        state,
                        reason,
                        decision == null ? null : Route.WITHHELD.name(),
                        open.task(),
                        decision == null ? null : decision.id())
                .toMessage());
    }

    void move(OpenAttempt open, String target, @Nullable String reason) {
        boolean moved = jdbc.sql("select sluice.move_attempt(:document, :attempt, " + OPEN + ", :target, :reason)")
                .param("document", open.documentId())
                .param("attempt", open.attempt())
                .param("target", target)
                .param("reason", reason, java.sql.Types.VARCHAR)
                .query(Boolean.class)
                .single();
        if (!moved) {
            throw new IngestException(
                    "attempt " + open.attempt() + " of document " + open.documentId() + " could not move to " + target);
        }
    }

    /** To the end of the line. */
    void touch(OpenAttempt open) {
        jdbc.sql("""
                        update sluice.attempt set changed_at = clock_timestamp()
                         where document_id = :document and attempt = :attempt
                        """)
                .param("document", open.documentId())
                .param("attempt", open.attempt())
                .update();
    }
}
