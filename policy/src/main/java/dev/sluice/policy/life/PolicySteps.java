package dev.sluice.policy.life;

import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.proof.ProofReport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The steps of a bundle's life, each one statement that commits with its audit event or not at all. The database decides
 * what is allowed; an answer other than the step's own is a refusal, which is on record, too.
 */
public final class PolicySteps {
    /** What a reason is. */
    public static final String REASON_FORM = "a code of up to 100 letters, digits and ._:/@+=-";

    private final JdbcClient jdbc;

    /**
     * Works as role OPERATOR.
     *
     * @param asOperator the database as role OPERATOR
     */
    public PolicySteps(DataSource asOperator) {
        this.jdbc = JdbcClient.create(asOperator);
    }

    /** Whether this is a reason. */
    public static boolean isReason(String text) {
        return text.matches("[A-Za-z0-9._:/@+=-]{1,100}");
    }

    /**
     * Registers a bundle with its proof, as its author; or another proof of one that is registered.
     *
     * @param report what was proved of this bundle
     */
    public StepAnswer add(PolicyBundle bundle, ProofReport report, Acting author) {
        return answer(jdbc.sql("select sluice.add_policy(cast(:content as jsonb), :report, :login, :token)")
                .param("content", JsonMapper.shared().writeValueAsString(bundle.files()))
                .param("report", new String(report.json(), StandardCharsets.UTF_8))
                .param("login", author.local().id())
                .param("token", author.token()));
    }

    /**
     * Approves a bundle as another person than its author.
     *
     * @param digest the bundle's
     * @param proofSeen the digest of the proof that the approver made
     * @param reason as {@link #isReason}
     */
    public StepAnswer approve(String digest, String proofSeen, String reason, Acting approver) {
        return answer(jdbc.sql("select sluice.approve_policy(:bundle, :seen, :why, :login, :token)")
                .param("bundle", digest)
                .param("seen", proofSeen)
                .param("why", reason)
                .param("login", approver.local().id())
                .param("token", approver.token()));
    }

    /**
     * Puts an approved bundle in force.
     *
     * @param from from when; absent for now
     */
    public StepAnswer activate(String digest, Optional<Instant> from, String reason, Acting operator) {
        return activate(digest, from.orElse(null), false, reason, operator);
    }

    /** Puts one in force again that was in force before, from now on. */
    public StepAnswer rollBack(String digest, String reason, Acting operator) {
        return activate(digest, null, true, reason, operator);
    }

    /** Retires a bundle for good; not the one in force. */
    public StepAnswer retire(String digest, String reason, Acting operator) {
        return answer(jdbc.sql("select sluice.retire_policy(:bundle, :why, :login, :token)")
                .param("bundle", digest)
                .param("why", reason)
                .param("login", operator.local().id())
                .param("token", operator.token()));
    }

    private StepAnswer activate(String digest, @Nullable Instant from, boolean back, String reason, Acting operator) {
        return answer(jdbc.sql(
                        "select sluice.activate_policy(:bundle, cast(:since as timestamptz), :back, :why, :login, :token)")
                .param("bundle", digest)
                .param("since", from == null ? null : OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .param("back", back)
                .param("why", reason)
                .param("login", operator.local().id())
                .param("token", operator.token()));
    }

    private static StepAnswer answer(JdbcClient.StatementSpec statement) {
        return StepAnswer.valueOf(statement.query(String.class).single());
    }
}
