package dev.sluice.db;

import static dev.sluice.db.Denials.denied;
import static dev.sluice.db.Denials.impossible;
import static dev.sluice.db.Denials.malformed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** With the login of ingest or of the operator in hand: nothing newly goes outside that no second person approved. */
class RerunPlanAttackIntegrationTests {
    private static final String BUNDLE = "b".repeat(64);
    private static TestDatabase database;
    private static JdbcClient ingest;
    private static JdbcClient operator;
    private static JdbcClient admin;

    private UUID kept;

    @BeforeAll
    static void open() {
        database = TestServices.database();
        database.putInForce(BUNDLE);
        ingest = JdbcClient.create(database.dataSource(DatabaseRole.INGEST));
        operator = JdbcClient.create(database.dataSource(DatabaseRole.OPERATOR));
        admin = JdbcClient.create(new DriverManagerDataSource(database.adminUrl()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void keptInside() {
        kept = failedInside();
    }

    @Test
    void whoAskedForAPlanDoesNotApproveIt() {
        UUID plan = freeze("jane.roe", kept, "SOVEREIGN", "EXTERNAL");
        assertThat(approve(plan, "jane.roe")).isEqualTo("SAME_PERSON");
        denied(() -> start(plan));
        assertThat(events("rerun.refused", plan)).isOne();
        assertThat(events("rerun.approved", plan)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jane.Roe",
                "JANE.ROE",
                "jane-roe",
                "janeroe",
                "jane.roe@clinic.example",
                "CLINIC/jane.roe",
                "jane_roe"
            })
    void anotherSpellingIsTheSamePerson(String spelling) {
        UUID plan = freeze("jane.roe", kept, "SOVEREIGN", "EXTERNAL");
        assertThat(approve(plan, spelling)).isEqualTo("SAME_PERSON");
        assertThat(approve(plan, "hex:" + HexFormat.of().formatHex(spelling.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("SAME_PERSON");
        denied(() -> start(plan));
    }

    @Test
    void anotherPersonApprovesWhatWasSeenAndItIsOnRecord() {
        UUID plan = freeze("jane.roe", kept, "SOVEREIGN", "EXTERNAL");
        assertThat(operator.sql("select approve_rerun(:plan, 'another list', 'SEEN', 'user', 'john.doe', 'local')")
                        .param("plan", plan)
                        .query(String.class)
                        .single())
                .isEqualTo("LIST_CHANGED");
        assertThat(approve(plan, "john.doe")).isEqualTo("APPROVED");
        assertThat(approve(plan, "john.doe")).isEqualTo("APPROVED_BEFORE");
        assertThat(events("rerun.approved", plan)).isOne();
        start(plan);
        assertThat(approve(plan, "mary.poe")).isEqualTo("NOT_FROZEN");
        denied(() -> admin.sql("update sluice.rerun_approval set approved_by = 'mary.poe'")
                .update());
        denied(() -> admin.sql("delete from sluice.rerun_approval").update());
    }

    @Test
    void aPartOfTheProgramApprovesNothing() {
        UUID plan = freeze("jane.roe", kept, "SOVEREIGN", "EXTERNAL");
        malformed(() -> operator.sql("select approve_rerun(:plan, :seen, 'SEEN', 'system', 'console', 'internal')")
                .param("plan", plan)
                .param("seen", listOf(plan))
                .query(String.class)
                .single());
        denied(() -> ingest.sql("select approve_rerun(:plan, :seen, 'SEEN', 'user', 'john.doe', 'local')")
                .param("plan", plan)
                .param("seen", listOf(plan))
                .query(String.class)
                .single());
        for (JdbcClient role : new JdbcClient[] {ingest, operator}) {
            denied(() -> role.sql("insert into rerun_approval values (:plan, 'x', 'x', 'john.doe', 'local')")
                    .param("plan", plan)
                    .update());
        }
    }

    @Test
    void aPlanBeginsFrozenAndCountsForItself() {
        impossible(() -> plan(UUID.randomUUID(), "jane.roe", "STARTED", "x", 0));
        UUID plan = freeze("jane.roe", kept, "SOVEREIGN", "EXTERNAL");
        denied(() -> ingest.sql("update rerun_plan set newly_out = 0").update());
        denied(() ->
                ingest.sql("update rerun_plan set requested_by = 'john.doe'").update());
        denied(() -> ingest.sql("update rerun_plan set four_eyes_above = 1000").update());
        assertThat(ingest.sql("select newly_out from rerun_plan where plan_id = :plan")
                        .param("plan", plan)
                        .query(Integer.class)
                        .single())
                .as("the count that the program claims")
                .isZero();
        denied(() -> start(plan));
    }

    @Test
    void aLongListNeedsASecondPersonThoughNothingGoesOut() {
        UUID plan = UUID.randomUUID();
        transaction(() -> {
            plan(plan, "jane.roe", "FROZEN", digest(kept, "SOVEREIGN", "SOVEREIGN"), 0);
            item(plan, kept, "SOVEREIGN", "SOVEREIGN");
        });
        denied(() -> start(plan));
        assertThat(approve(plan, "john.doe")).isEqualTo("APPROVED");
        start(plan);
        impossible(() -> plan(UUID.randomUUID(), "jane.roe", "FROZEN", "x", 1001));
    }

    @Test
    void nothingIsAddedToOrChangedInAFrozenList() {
        UUID other = Fixture.document(database, "FAILED");
        UUID plan = freeze("jane.roe", kept, "SOVEREIGN", "SOVEREIGN");
        denied(() -> item(plan, other, "SOVEREIGN", "EXTERNAL"));
        denied(() -> ingest.sql("update rerun_item set new_route = 'EXTERNAL'").update());
        denied(() -> ingest.sql("delete from rerun_item").update());
        // As the table's owner, with every trigger off: the digest still tells.
        admin.sql("alter table sluice.rerun_item disable trigger user").update();
        admin.sql("update sluice.rerun_item set new_route = 'EXTERNAL' where plan_id = :plan")
                .param("plan", plan)
                .update();
        admin.sql("alter table sluice.rerun_item enable trigger user").update();
        impossible(() -> start(plan));
        assertThat(approve(plan, "john.doe")).isEqualTo("LIST_CHANGED");
    }

    @Test
    void whatWasKeptInsideIsNotLetOutByAnAttemptWithoutApproval() {
        UUID plan = freeze("jane.roe", kept, "SOVEREIGN", "SOVEREIGN");
        start(plan);
        UUID batch = batch(plan, kept);
        denied(() -> attempt(kept, 2, batch, false));
        denied(() -> attempt(kept, 2, firstBatch(kept), false));
        attempt(kept, 2, batch, true);
        decide(kept, 2, "EXTERNAL", BUNDLE);
        assertThat(admin.sql("select sluice.decided_outside(:document, 2)")
                        .param("document", kept)
                        .query(Boolean.class)
                        .single())
                .as("it is nothing to the external pool")
                .isFalse();
        denied(() -> ingest.sql("update attempt set keep_inside = false").update());
    }

    @Test
    void anApprovedDocumentIsLetOutAndNoOther() {
        UUID other = failedInside();
        UUID plan = freeze("jane.roe", kept, "SOVEREIGN", "EXTERNAL");
        assertThat(approve(plan, "john.doe")).isEqualTo("APPROVED");
        start(plan);
        UUID batch = batch(plan, kept);
        denied(() -> attempt(other, 2, batch, false));
        denied(() -> attempt(kept, 3, batch, false));
        attempt(kept, 2, batch, false);
        assertThat(admin.sql("select released_by from sluice.attempt where document_id = :document and attempt = 2")
                        .param("document", kept)
                        .query(UUID.class)
                        .single())
                .isEqualTo(plan);
        database.putInForce("c".repeat(64));
        denied(() -> decide(kept, 2, "EXTERNAL", "c".repeat(64)));
        database.putInForce(BUNDLE);
        decide(kept, 2, "EXTERNAL", BUNDLE);
    }

    /** A worker decides again before each call, and reads no plans. */
    @Test
    void aWorkerDecidesAgainAboutWhatWasLetOut() {
        UUID plan = freeze("jane.roe", kept, "SOVEREIGN", "EXTERNAL");
        assertThat(approve(plan, "john.doe")).isEqualTo("APPROVED");
        start(plan);
        attempt(kept, 2, batch(plan, kept), false);
        decide(kept, 2, "EXTERNAL", BUNDLE);

        JdbcClient worker = JdbcClient.create(database.dataSource(DatabaseRole.WORKER_EXTERNAL));
        decide(worker, "worker-external", kept, 2, "EXTERNAL", BUNDLE);
        denied(() ->
                worker.sql("select plan_id from rerun_plan").query(UUID.class).list());
    }

    @Test
    void anApprovalDoesNotOutliveWhatAPersonDecidedSince() {
        UUID plan = freeze("jane.roe", kept, "WITHHELD", "EXTERNAL");
        assertThat(approve(plan, "john.doe")).isEqualTo("APPROVED");
        start(plan);
        admin.sql("""
                insert into sluice.review_act (document_id, attempt, round, verdict, reason, decided_by, authentication)
                values (:document, 1, 1, 'APPROVED', 'INSIDE_ONLY', 'mary.poe', 'local')""").param("document", kept).update();

        UUID batch = batch(plan, kept);
        denied(() -> attempt(kept, 2, batch, false));
        attempt(kept, 2, batch, true);
    }

    @Test
    void whatTheSecondPersonSawAsOutBeforeIsNotLetOutWhereItWasKeptInside() {
        UUID plan = freeze("jane.roe", kept, "EXTERNAL", "EXTERNAL");
        assertThat(approve(plan, "john.doe")).isEqualTo("APPROVED");
        start(plan);

        UUID batch = batch(plan, kept);
        denied(() -> attempt(kept, 2, batch, false));
        attempt(kept, 2, batch, true);
    }

    @Test
    void aPlanThatIsPausedOrStoppedWritesNothing() {
        UUID plan = freeze("jane.roe", kept, "SOVEREIGN", "SOVEREIGN");
        UUID early = batch(plan, kept);
        denied(() -> attempt(kept, 2, early, true));
        start(plan);
        for (String state : new String[] {"PAUSED", "STOPPED"}) {
            move(plan, state);
            denied(() -> attempt(kept, 2, early, true));
        }
        impossible(() -> move(plan, "STARTED"));
        impossible(() -> move(plan, "ENDED"));
    }

    @Test
    void whatIsHeldOrErasedIsNotRunAgain() {
        UUID plan = freeze("jane.roe", kept, "SOVEREIGN", "SOVEREIGN");
        start(plan);
        UUID batch = batch(plan, kept);
        for (String bar : new String[] {"hold = true", "hold = false, erased_at = now()"}) {
            admin.sql("update sluice.document set " + bar + " where document_id = :document")
                    .param("document", kept)
                    .update();
            denied(() -> attempt(kept, 2, batch, true));
        }
        admin.sql("update sluice.document set erased_at = null where document_id = :document")
                .param("document", kept)
                .update();
        assertThatCode(() -> attempt(kept, 2, batch, true)).doesNotThrowAnyException();
    }

    private static UUID failedInside() {
        UUID document = Fixture.document(database, "DECIDED");
        decide(document, 1, "SOVEREIGN", BUNDLE);
        admin.sql("select sluice.move_attempt(:document, 1, array['DECIDED'], 'FAILED', 'TEST')")
                .param("document", document)
                .query(Boolean.class)
                .single();
        return document;
    }

    private UUID freeze(String by, UUID document, String before, String after) {
        UUID plan = UUID.randomUUID();
        transaction(() -> {
            plan(plan, by, "FROZEN", digest(document, before, after), 1000);
            item(plan, document, before, after);
        });
        return plan;
    }

    private static void transaction(Runnable work) {
        database.transaction(DatabaseRole.INGEST).executeWithoutResult(status -> work.run());
    }

    private static String digest(UUID document, String before, String after) {
        return admin.sql("select encode(sha256(convert_to(:line, 'UTF8')), 'hex')")
                .param("line", document + " 1 " + before + " " + after + "\n")
                .query(String.class)
                .single();
    }

    /** Claims that nothing newly goes out, whatever is in the list. */
    private static void plan(UUID plan, String by, String state, String digest, int fourEyesAbove) {
        ingest.sql("""
                insert into rerun_plan (plan_id, selector, reason, list_digest, items, newly_out, state, requested_by,
                                        bundle_digest, four_eyes_above)
                values (:plan, 'SELECTION', 'TEST', :digest, 1, 0, :state, :by, :bundle, :eyes)""")
                .param("plan", plan)
                .param("digest", digest)
                .param("state", state)
                .param("by", by)
                .param("bundle", BUNDLE)
                .param("eyes", fourEyesAbove)
                .update();
    }

    private static void item(UUID plan, UUID document, String before, String after) {
        ingest.sql("""
                insert into rerun_item (plan_id, position, document_id, from_attempt, old_route, new_route)
                values (:plan, 0, :document, 1, :old, :new)""")
                .param("plan", plan)
                .param("document", document)
                .param("old", before)
                .param("new", after)
                .update();
    }

    private static void start(UUID plan) {
        move(plan, "STARTED");
    }

    private static void move(UUID plan, String state) {
        ingest.sql("update rerun_plan set state = :state where plan_id = :plan")
                .param("state", state)
                .param("plan", plan)
                .update();
    }

    private static String approve(UUID plan, String person) {
        return operator.sql("select approve_rerun(:plan, :seen, 'SEEN', 'user', :person, 'local')")
                .param("plan", plan)
                .param("seen", listOf(plan))
                .param("person", person)
                .query(String.class)
                .single();
    }

    private static String listOf(UUID plan) {
        return admin.sql("select list_digest from sluice.rerun_plan where plan_id = :plan")
                .param("plan", plan)
                .query(String.class)
                .single();
    }

    private static UUID firstBatch(UUID document) {
        return admin.sql("select batch_id from sluice.attempt where document_id = :document and attempt = 1")
                .param("document", document)
                .query(UUID.class)
                .single();
    }

    private static UUID batch(UUID plan, UUID document) {
        UUID batch = UUID.randomUUID();
        ingest.sql("""
                insert into batch (batch_id, topic_key, partition, from_offset, to_offset, run, state)
                select :batch, topic_key, partition, from_offset, to_offset, :run, 'RUNNING' from batch where batch_id = :first""")
                .param("batch", batch)
                .param("run", plan.toString())
                .param("first", firstBatch(document))
                .update();
        return batch;
    }

    private static void attempt(UUID document, int attempt, UUID batch, boolean keepInside) {
        ingest.sql("""
                insert into attempt (document_id, attempt, batch_id, state, keep_inside)
                values (:document, :attempt, :batch, 'DECIDED', :keep)""")
                .param("document", document)
                .param("attempt", attempt)
                .param("batch", batch)
                .param("keep", keepInside)
                .update();
    }

    private static void decide(UUID document, int attempt, String route, String bundle) {
        decide(ingest, "ingest", document, attempt, route, bundle);
    }

    private static void decide(JdbcClient login, String by, UUID document, int attempt, String route, String bundle) {
        login.sql(Fixture.withInputs("""
                insert into decision (decision_id, document_id, attempt, route, cleared, reason, policies, bundle_digest,
                                      endpoints, candidates, decided_by)
                values (gen_random_uuid(), :document, :attempt, :route, :cleared, 'POLICY', '{}', :bundle, '{}', '[]', :by)"""))
                .param("by", by)
                .param("document", document)
                .param("attempt", attempt)
                .param("route", route)
                .param("cleared", route.equals("EXTERNAL"))
                .param("bundle", bundle)
                .update();
    }

    private static long events(String type, UUID plan) {
        return admin.sql("""
                select count(*) from audit.event
                 where type = :type and convert_from(body, 'UTF8')::jsonb #>> '{detail,plan}' = :plan""")
                .param("type", type)
                .param("plan", plan.toString())
                .query(Long.class)
                .single();
    }
}
