package dev.sluice.db;

import static dev.sluice.db.Denials.denied;
import static dev.sluice.db.Denials.impossible;
import static dev.sluice.db.Denials.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** With any login in hand: what is in review leaves it as a person decided, and never to the outside. */
class ReviewAttackIntegrationTests {
    private static TestDatabase database;
    private static JdbcClient operator;
    private static JdbcClient admin;

    private UUID document;

    @BeforeAll
    static void open() {
        database = TestServices.database();
        database.putInForce("b");
        operator = JdbcClient.create(database.dataSource(DatabaseRole.OPERATOR));
        admin = JdbcClient.create(new DriverManagerDataSource(database.adminUrl()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void clearedAndInReview() {
        document = Fixture.document(database, "IN_REVIEW");
        as(DatabaseRole.INGEST)
                .sql(Fixture.withInputs("""
                        insert into decision (decision_id, document_id, attempt, route, cleared, reason, policies, bundle_digest,
                                              endpoints, candidates, decided_by)
                        values (gen_random_uuid(), :document, 1, 'EXTERNAL', true, 'CLEARED', '{}', 'b', '{external-1}', '[]',
                                'ingest')"""))
                .param("document", document)
                .update();
        as(DatabaseRole.INGEST)
                .sql("insert into review (document_id, attempt, reason) values (:document, 1, 'MODEL_REFUSED')")
                .param("document", document)
                .update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WAITING", "DECIDED", "DISPATCHED", "COMPLETED", "FAILED", "WITHHELD", "SUPERSEDED"})
    void nothingLeavesReviewWithoutAPerson(String target) {
        for (DatabaseRole role :
                new DatabaseRole[] {DatabaseRole.INGEST, DatabaseRole.WORKER_SOVEREIGN, DatabaseRole.WORKER_EXTERNAL}) {
            denied(() -> move(role, target));
        }
        assertThat(state()).isEqualTo("IN_REVIEW");
    }

    @Test
    void whatIsApprovedIsRestrictedAndKeptInsideForGood() {
        assertThat(outside()).isTrue();
        assertThat(decide(DatabaseRole.OPERATOR, "APPROVED")).isEqualTo("APPROVED");
        assertThat(outside()).isFalse();
        assertThat(admin.sql(
                                "select keep_inside and min_sensitivity = 'RESTRICTED' from sluice.attempt where document_id = :d")
                        .param("d", document)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        denied(() -> move(DatabaseRole.WORKER_SOVEREIGN, "COMPLETED"));
        assertThat(move(DatabaseRole.INGEST, "DECIDED")).isTrue();
        denied(() -> as(DatabaseRole.WORKER_EXTERNAL)
                .sql("select move_attempt(:d, 1, array['DECIDED'], 'DISPATCHED', 'X')")
                .param("d", document)
                .query(Boolean.class)
                .single());
        assertThat(decide(DatabaseRole.OPERATOR, "REJECTED")).isEqualTo("DECIDED_BEFORE");
    }

    @Test
    void whatIsRejectedEndsWithheldAndNothingElse() {
        assertThat(decide(DatabaseRole.OPERATOR, "REJECTED")).isEqualTo("REJECTED");
        for (String target : new String[] {"WAITING", "DECIDED", "COMPLETED", "FAILED", "SUPERSEDED"}) {
            denied(() -> move(DatabaseRole.INGEST, target));
        }
        assertThat(move(DatabaseRole.INGEST, "WITHHELD")).isTrue();
        assertThat(before()).as("a rerun is newly out").isEqualTo("WITHHELD");
        denied(this::again);
    }

    @Test
    void whatIsApprovedIsRunAgainOnlyWhenItHasGoneOn() {
        decide(DatabaseRole.OPERATOR, "APPROVED");
        denied(this::again);
        move(DatabaseRole.INGEST, "DECIDED");
        move(DatabaseRole.INGEST, "FAILED");
        again();
        assertThat(before()).isEqualTo("WITHHELD");
    }

    @Test
    void aRerunDoesNotGoRoundAReview() {
        assertThat(before()).isEqualTo("WITHHELD");
        denied(this::again);
        // Not even where somebody else took it out of the queue.
        admin.sql("update sluice.attempt set state = 'SUPERSEDED' where document_id = :d")
                .param("d", document)
                .update();
        denied(this::again);
        assertThat(before()).isEqualTo("WITHHELD");
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseRole.class,
            names = {"INGEST", "WORKER_SOVEREIGN", "WORKER_EXTERNAL", "SEQUENCER", "VERIFIER", "OFFICER"})
    void onlyTheOperatorsLoginDecides(DatabaseRole role) {
        denied(() -> decide(role, "APPROVED"));
        denied(() -> as(role).sql("""
                        insert into sluice.review_act (document_id, attempt, round, verdict, reason, decided_by, authentication)
                        values (:d, 1, 1, 'APPROVED', 'X', 'john.doe', 'local')""").param("d", document).update());
        denied(() -> as(role).sql("update sluice.attempt set min_sensitivity = 'NONE' where document_id = :d")
                .param("d", document)
                .update());
    }

    @Test
    void whatIsApprovedForOneReasonIsAskedAboutForAnother() {
        impossible(this::ask);
        decide(DatabaseRole.OPERATOR, "APPROVED");
        move(DatabaseRole.INGEST, "DECIDED");
        ask();
        admin.sql("update sluice.attempt set state = 'IN_REVIEW' where document_id = :d")
                .param("d", document)
                .update();
        for (String target : new String[] {"DECIDED", "WITHHELD", "COMPLETED"}) {
            denied(() -> move(DatabaseRole.INGEST, target));
        }
        assertThat(reviewed()).as("nobody approved it for that").isEmpty();
        assertThat(decide(DatabaseRole.OPERATOR, "APPROVED")).isEqualTo("APPROVED");
        assertThat(decide(DatabaseRole.OPERATOR, "REJECTED")).isEqualTo("DECIDED_BEFORE");
        assertThat(reviewed()).containsExactly("house-rule");
        assertThat(move(DatabaseRole.INGEST, "DECIDED")).isTrue();
    }

    @Test
    void noIsSaidForGood() {
        decide(DatabaseRole.OPERATOR, "REJECTED");
        impossible(this::ask);
        denied(() -> move(DatabaseRole.INGEST, "DECIDED"));
    }

    private void ask() {
        as(DatabaseRole.INGEST)
                .sql(
                        "insert into sluice.review (document_id, attempt, reason, policies) values (:d, 1, 'POLICY_REVIEW', '{house-rule}')")
                .param("d", document)
                .update();
    }

    private String[] reviewed() {
        return as(DatabaseRole.WORKER_SOVEREIGN)
                .sql("select sluice.reviewed(:d, 1)")
                .param("d", document)
                .query((row, number) -> (String[]) row.getArray(1).getArray())
                .single();
    }

    @Test
    void whatAPersonDecidedIsOnRecordAndStays() {
        malformed(() -> operator.sql("select decide_review(:d, 'APPROVED', 'SEEN', 'system', 'console', 'internal')")
                .param("d", document)
                .query(String.class)
                .single());
        malformed(
                () -> operator.sql("select decide_review(:d, 'APPROVED', 'Jane said so', 'user', 'john.doe', 'local')")
                        .param("d", document)
                        .query(String.class)
                        .single());
        decide(DatabaseRole.OPERATOR, "APPROVED");
        assertThat(admin.sql("""
                        select count(*) from audit.event
                         where type = 'review.approved' and document_id = :d and attempt = 1 and tenant = 't'
                           and convert_from(body, 'UTF8')::jsonb #>> '{actor,id}' = 'john.doe'
                           and convert_from(body, 'UTF8')::jsonb ->> 'reason' = 'SEEN'""").param("d", document).query(Long.class).single())
                .isOne();
        denied(() ->
                admin.sql("update sluice.review_act set verdict = 'REJECTED'").update());
        denied(() -> admin.sql("delete from sluice.review_act").update());
        denied(() -> admin.sql("delete from sluice.review").update());
    }

    @Test
    void whatIsHeldErasedOrNotInReviewIsNotDecided() {
        admin.sql("update sluice.document set hold = true where document_id = :d")
                .param("d", document)
                .update();
        assertThat(decide(DatabaseRole.OPERATOR, "APPROVED")).isEqualTo("NOT_IN_REVIEW");
        document = Fixture.document(database, "WAITING");
        assertThat(decide(DatabaseRole.OPERATOR, "REJECTED")).isEqualTo("NOT_IN_REVIEW");
        admin.sql("update sluice.attempt set reason = 'NO_ELIGIBLE_ENDPOINT' where document_id = :d")
                .param("d", document)
                .update();
        assertThat(decide(DatabaseRole.OPERATOR, "APPROVED")).isEqualTo("NOT_IN_REVIEW");
        assertThat(decide(DatabaseRole.OPERATOR, "REJECTED")).isEqualTo("REJECTED");
        document = UUID.randomUUID();
        assertThat(decide(DatabaseRole.OPERATOR, "APPROVED")).isEqualTo("NO_SUCH_DOCUMENT");
    }

    /** A new attempt, inside. */
    private void again() {
        as(DatabaseRole.INGEST).sql("""
                        insert into sluice.attempt (document_id, attempt, batch_id, state, keep_inside)
                        select document_id, 2, batch_id, 'DECIDED', true from sluice.attempt where document_id = :d and attempt = 1""").param("d", document).update();
    }

    private static JdbcClient as(DatabaseRole role) {
        return JdbcClient.create(database.dataSource(role));
    }

    private String decide(DatabaseRole role, String verdict) {
        return as(role).sql("select sluice.decide_review(:d, :verdict, 'SEEN', 'user', 'john.doe', 'local')")
                .param("d", document)
                .param("verdict", verdict)
                .query(String.class)
                .single();
    }

    private boolean move(DatabaseRole role, String target) {
        return as(role).sql(
                        "select sluice.move_attempt(:d, 1, array['IN_REVIEW', 'DECIDED', 'WAITING'], :target, 'TEST')")
                .param("d", document)
                .param("target", target)
                .query(Boolean.class)
                .single();
    }

    private String state() {
        return admin.sql("select state from sluice.attempt where document_id = :d")
                .param("d", document)
                .query(String.class)
                .single();
    }

    private boolean outside() {
        return admin.sql("select sluice.decided_outside(:d, 1)")
                .param("d", document)
                .query(Boolean.class)
                .single();
    }

    private String before() {
        return admin.sql("select sluice.route_before(:d, 1)")
                .param("d", document)
                .query(String.class)
                .single();
    }
}
