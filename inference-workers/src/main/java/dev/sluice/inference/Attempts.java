package dev.sluice.inference;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The attempt's row: locked before anything is decided about it, moved only by the database's own function. */
final class Attempts {
    private static final String[] OPEN = {"RECEIVED", "DECIDED", "DISPATCHED", "WAITING"};

    private final JdbcClient jdbc;

    Attempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the row until the transaction ends. */
    Optional<Locked> lock(Subject subject) {
        return jdbc.sql("""
                        select state, batch_id, exists (select from sluice.result r
                                 where r.document_id = a.document_id and r.attempt = a.attempt) as has_result
                          from sluice.attempt a
                         where document_id = :document and attempt = :attempt for update""")
                .param("document", subject.documentId())
                .param("attempt", subject.attempt())
                .query((row, number) -> new Locked(
                        row.getString("state"), row.getObject("batch_id", UUID.class), row.getBoolean("has_result")))
                .optional();
    }

    /** The policies for which a person let the attempt go on. */
    Set<String> reviewed(Subject subject) {
        return jdbc.sql("select sluice.reviewed(:document, :attempt)")
                .param("document", subject.documentId())
                .param("attempt", subject.attempt())
                .query((row, number) -> Set.of((String[]) row.getArray(1).getArray()))
                .single();
    }

    /** Moves an attempt that has not ended; false when it has. */
    boolean move(Subject subject, String target, String reason) {
        return jdbc.sql("select sluice.move_attempt(:document, :attempt, :expected, :target, :reason)")
                .param("document", subject.documentId())
                .param("attempt", subject.attempt())
                .param("expected", OPEN)
                .param("target", target)
                .param("reason", reason.isEmpty() ? null : reason)
                .query(Boolean.class)
                .single();
    }

    /** The row as it was when it was locked. */
    record Locked(String state, UUID batchId, boolean hasResult) {
        private static final Set<String> ENDED =
                Set.copyOf(List.of("COMPLETED", "WITHHELD", "FAILED", "SUPERSEDED", "ERASED"));

        boolean ended() {
            return ENDED.contains(state);
        }

        /** Whether a work item may act on it: a waiting attempt is first decided again, with a new item. */
        boolean workable() {
            return state.equals("DECIDED") || state.equals("DISPATCHED");
        }
    }
}
