package dev.sluice.ingest.review;

import dev.sluice.audit.Actor;
import dev.sluice.ingest.IngestException;
import dev.sluice.ingest.rerun.RerunPlans;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A person's decisions about what is in review. The database records each with its audit event, once for an attempt, and
 * nobody changes it. Approving never clears a document: its attempt counts as restricted from then on and is kept inside.
 */
public final class Reviews {
    private final JdbcClient jdbc;
    private final Optional<String> token;

    /**
     * Works as role OPERATOR.
     *
     * @param asOperator the database as role OPERATOR
     */
    public Reviews(DataSource asOperator) {
        this(asOperator, Optional.empty());
    }

    /**
     * Works as role OPERATOR, for a person who shows a token: who decides is then the registered approver who holds it,
     * whatever the login. It is needed as soon as an approver was ever registered.
     *
     * @param asOperator the database as role OPERATOR
     * @param token what the person holds
     */
    public Reviews(DataSource asOperator, Optional<String> token) {
        this.jdbc = JdbcClient.create(asOperator);
        this.token = token;
    }

    /**
     * Lets the newest attempt at a document go on, inside.
     *
     * @param documentId our id
     * @param reason the person's reason code, letters, digits and {@code ._:/@+=-}
     * @param person who decides
     * @return what became of it
     * @throws IngestException if the reason is no code or the actor no person
     */
    public ReviewAnswer approve(UUID documentId, String reason, Actor person) {
        return decide(documentId, "APPROVED", reason, person);
    }

    /**
     * Ends the newest attempt at a document as WITHHELD(REJECTED); also one that no endpoint is eligible for.
     *
     * @param documentId our id
     * @param reason the person's reason code, letters, digits and {@code ._:/@+=-}
     * @param person who decides
     * @return what became of it
     * @throws IngestException if the reason is no code or the actor no person
     */
    public ReviewAnswer reject(UUID documentId, String reason, Actor person) {
        return decide(documentId, "REJECTED", reason, person);
    }

    private ReviewAnswer decide(UUID documentId, String verdict, String reason, Actor person) {
        if (!RerunPlans.isReason(reason)) {
            throw new IngestException("a reason is " + RerunPlans.REASON_FORM);
        }
        if (!person.kind().equals("user")) {
            throw new IngestException("a person decides, not a part of the program");
        }
        return ReviewAnswer.valueOf(
                jdbc.sql("select sluice.decide_review(:document, :verdict, :why, :kind, :id, :authentication, :token)")
                        .param("document", documentId)
                        .param("verdict", verdict)
                        .param("why", reason)
                        .param("kind", person.kind())
                        .param("id", person.id())
                        .param("authentication", person.authentication())
                        .param("token", token.orElse(null), Types.VARCHAR)
                        .query(String.class)
                        .single());
    }
}
