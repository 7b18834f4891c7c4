package dev.sluice.ingest.rerun;

import dev.sluice.audit.Actor;
import dev.sluice.ingest.IngestException;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The second person's part of a plan that would newly send documents outside, or that is large. The database compares the
 * persons and the list and records the answer; the role that plans and starts reruns cannot approve them.
 */
public final class RerunApprovals {
    private final JdbcClient jdbc;
    private final Optional<String> token;

    /**
     * Works as role OPERATOR.
     *
     * @param asOperator the database as role OPERATOR
     */
    public RerunApprovals(DataSource asOperator) {
        this(asOperator, Optional.empty());
    }

    /**
     * Works as role OPERATOR, for a person who shows a token: who approves is then the registered approver who holds it,
     * whatever the login. It is needed as soon as an approver was ever registered.
     *
     * @param asOperator the database as role OPERATOR
     * @param token what the person holds
     */
    public RerunApprovals(DataSource asOperator, Optional<String> token) {
        this.jdbc = JdbcClient.create(asOperator);
        this.token = token;
    }

    /** What became of an approval. */
    public enum Answer {
        /** It is approved, and can be started. */
        APPROVED,
        /** It was approved before. */
        APPROVED_BEFORE,
        /** Who asked for a plan, under whatever spelling of the login, does not approve it. */
        SAME_PERSON,
        /** The list is not the one that was seen. */
        LIST_CHANGED,
        /** It has been started or stopped. */
        NOT_FROZEN,
        /** There is no such plan. */
        NO_SUCH_PLAN,
        /** An approver is registered, and no approver's token was shown. */
        NOT_AUTHENTICATED
    }

    /**
     * Approves a plan as it was seen. One statement, which commits with its audit event or not at all.
     *
     * @param planId the plan
     * @param seen the digest of the list that the person looked at
     * @param reason the person's reason code, letters, digits and {@code ._:/@+=-}
     * @param person who approves
     * @return what became of it
     * @throws IngestException if the reason is no code or the actor no person
     */
    public Answer approve(UUID planId, String seen, String reason, Actor person) {
        if (!RerunPlans.isReason(reason)) {
            throw new IngestException("a reason is " + RerunPlans.REASON_FORM);
        }
        if (!person.kind().equals("user")) {
            throw new IngestException("a person approves, not a part of the program");
        }
        return Answer.valueOf(
                jdbc.sql("select sluice.approve_rerun(:plan, :seen, :why, :kind, :id, :authentication, :token)")
                        .param("plan", planId)
                        .param("seen", seen)
                        .param("why", reason)
                        .param("kind", person.kind())
                        .param("id", person.id())
                        .param("authentication", person.authentication())
                        .param("token", token.orElse(null), Types.VARCHAR)
                        .query(String.class)
                        .single());
    }
}
