package dev.sluice.inference;

import dev.sluice.policy.Endpoint;
import dev.sluice.policy.OutsideCalls;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code sluice.dispatch}: one for each call, written before its first byte leaves. */
final class Dispatches {
    private final JdbcClient jdbc;

    Dispatches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insertIntent(UUID id, Subject subject, UUID decision, Endpoint endpoint, String requestDigest, int bytes) {
        jdbc.sql("""
                        insert into sluice.dispatch (dispatch_id, document_id, attempt, decision_id, endpoint, endpoint_kind,
                          pool, state, request_digest, request_bytes, model_asked)
                        values (:id, :document, :attempt, :decision, :endpoint, :kind, :pool, 'INTENT', :digest, :bytes, :model)
                        """)
                .param("id", id)
                .param("document", subject.documentId())
                .param("attempt", subject.attempt())
                .param("decision", decision)
                .param("endpoint", endpoint.id())
                .param("kind", endpoint.kind().name())
                .param("pool", endpoint.kind().pool().name())
                .param("digest", HexFormat.of().parseHex(requestDigest))
                .param("bytes", (long) bytes)
                .param("model", endpoint.model())
                .update();
    }

    /** Whether a person was asked about the attempt since the call began, or said no. */
    boolean overtakenByReview(UUID dispatchId) {
        return jdbc.sql("select sluice.review_overtook(:id)")
                .param("id", dispatchId)
                .query(Boolean.class)
                .single();
    }

    /** Ends an intent; false when it is none any more: somebody took the call for lost, and its outcome is not used. */
    boolean end(UUID id, String state, String reason) {
        return jdbc.sql("""
                        update sluice.dispatch set state = :state, reason = :reason, ended_at = clock_timestamp()
                         where dispatch_id = :id and state = 'INTENT'""")
                        .param("state", state)
                        .param("reason", reason.isEmpty() ? null : reason)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Ends an intent with an answer; false as {@link #end}. */
    boolean succeed(UUID id, ModelAnswer.Answered answer) {
        return jdbc.sql("""
                        update sluice.dispatch
                           set state = 'SUCCEEDED', model_answered = :model, input_tokens = :input, output_tokens = :output,
                               ended_at = clock_timestamp()
                         where dispatch_id = :id and state = 'INTENT'""")
                        .param("model", answer.model())
                        .param("input", answer.inputTokens())
                        .param("output", answer.outputTokens())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Intents without an outcome: with the lease in hand, calls of a process that died or lost its database. */
    List<Open> open(Subject subject) {
        return jdbc.sql("""
                        select dispatch_id, endpoint from sluice.dispatch
                         where document_id = :document and attempt = :attempt and state = 'INTENT' order by intent_at""")
                .param("document", subject.documentId())
                .param("attempt", subject.attempt())
                .query((row, number) -> new Open(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    /**
     * Why nothing more of this attempt goes outside, as the stored calls say; takes endpoints out of the choice that refuse
     * whatever comes, that nobody reaches, and that declined this document in an earlier delivery.
     */
    Optional<Refusal> outside(Subject subject, Tried tried) {
        OutsideCalls calls = OutsideCalls.load(jdbc, subject.documentId(), subject.attempt());
        calls.refusing().forEach(endpoint -> tried.down(endpoint, "ENDPOINT_REFUSES"));
        calls.unreachable().forEach(endpoint -> tried.down(endpoint, "NOT_REACHED"));
        calls.declined().forEach(tried::rejected);
        return calls.spent() ? Optional.of(Refusal.waiting("OUTSIDE_CALLS_SPENT")) : Optional.empty();
    }

    /** How many calls of this attempt have an unknown outcome. */
    int unknown(Subject subject) {
        return jdbc.sql("""
                        select count(*) from sluice.dispatch
                         where document_id = :document and attempt = :attempt and state = 'UNKNOWN'""")
                .param("document", subject.documentId())
                .param("attempt", subject.attempt())
                .query(Integer.class)
                .single();
    }

    /** A call without an outcome. */
    record Open(UUID id, String endpoint) {}
}
