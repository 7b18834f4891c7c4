package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.testing.BundleLife;
import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** As soon as an approver is registered, a name that a program says approves nothing. */
class ApprovalByTokenAttackIntegrationTests {
    private static TestDatabase database;
    private static JdbcClient operator;
    private static JdbcClient admin;
    private static BundleLife life;

    @BeforeAll
    static void open() {
        database = TestServices.database();
        operator = JdbcClient.create(database.dataSource(DatabaseRole.OPERATOR));
        admin = JdbcClient.create(new DriverManagerDataSource(database.adminUrl()));
        life = BundleLife.in(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aPlanIsApprovedByWhoHoldsAnApproversToken() {
        UUID plan = plan("sam.low");
        assertThat(approve(plan, null)).isEqualTo("NOT_AUTHENTICATED");
        assertThat(approve(plan, "")).isEqualTo("NOT_AUTHENTICATED");
        assertThat(approve(plan, life.token("OPERATOR"))).isEqualTo("NOT_AUTHENTICATED");
        assertThat(approve(plan, life.token("APPROVER"))).isEqualTo("APPROVED");
        assertThat(admin.sql(
                                "select approved_by || ' ' || authentication from sluice.rerun_approval where plan_id = :plan")
                        .param("plan", plan)
                        .query(String.class)
                        .single())
                .as("whatever name the program said")
                .isEqualTo("john.doe token");
    }

    @Test
    void whoAskedForAPlanDoesNotApproveItWithATokenEither() {
        assertThat(approve(plan("JOHN-DOE@clinic.example"), life.token("APPROVER")))
                .isEqualTo("SAME_PERSON");
    }

    @Test
    void aTokenIsStillAskedForWhenTheLastApproverIsRevoked() {
        try (TestDatabase other = TestServices.database()) {
            BundleLife theirs = BundleLife.in(other);
            assertThat(theirs.revoke("john.doe", "APPROVER")).isEqualTo("REVOKED");
            UUID document = inReview(other);
            assertThat(decide(other, document, null)).isEqualTo("NOT_AUTHENTICATED");
            assertThat(decide(other, document, theirs.token("APPROVER"))).isEqualTo("NOT_AUTHENTICATED");
        }
    }

    @Test
    void aReviewIsDecidedByWhoHoldsAnApproversToken() {
        UUID document = inReview(database);
        assertThat(decide(database, document, null)).isEqualTo("NOT_AUTHENTICATED");
        assertThat(decide(database, document, life.token("AUTHOR"))).isEqualTo("NOT_AUTHENTICATED");
        assertThat(decide(database, document, life.token("APPROVER"))).isEqualTo("APPROVED");
        assertThat(admin.sql(
                                "select decided_by || ' ' || authentication from sluice.review_act where document_id = :id")
                        .param("id", document)
                        .query(String.class)
                        .single())
                .isEqualTo("john.doe token");
        assertThat(admin.sql("select count(*) from audit.event where type = 'review.refused' and outcome = 'REFUSED'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    private static UUID plan(String requestedBy) {
        UUID plan = UUID.randomUUID();
        JdbcClient.create(database.dataSource(DatabaseRole.INGEST))
                .sql("""
                        insert into sluice.rerun_plan (plan_id, selector, list_digest, items, newly_out, state, requested_by, four_eyes_above)
                        values (:plan, 'SELECTION', sluice.rerun_list(:plan), 0, 0, 'FROZEN', :by, 0)""")
                .param("plan", plan)
                .param("by", requestedBy)
                .update();
        return plan;
    }

    private static String approve(UUID plan, @Nullable String token) {
        return operator.sql("""
                        select sluice.approve_rerun(:plan, sluice.rerun_list(:plan), 'SEEN', 'user', 'mallory', 'local', :token)""")
                .param("plan", plan)
                .param("token", token, java.sql.Types.VARCHAR)
                .query(String.class)
                .single();
    }

    private static UUID inReview(TestDatabase where) {
        UUID document = Fixture.document(where, "IN_REVIEW");
        JdbcClient.create(where.dataSource(DatabaseRole.INGEST))
                .sql("insert into sluice.review (document_id, attempt, reason) values (:document, 1, 'MODEL_REFUSED')")
                .param("document", document)
                .update();
        return document;
    }

    private static String decide(TestDatabase where, UUID document, @Nullable String token) {
        return JdbcClient.create(where.dataSource(DatabaseRole.OPERATOR))
                .sql("select sluice.decide_review(:document, 'APPROVED', 'SEEN', 'user', 'mallory', 'local', :token)")
                .param("document", document)
                .param("token", token, java.sql.Types.VARCHAR)
                .query(String.class)
                .single();
    }
}
