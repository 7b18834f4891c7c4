package dev.sluice.db;

import static dev.sluice.db.Denials.denied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** With the login of ingest in hand: what is decided about an attempt that is there lets nothing newly out. */
class NewlyOutAttackIntegrationTests {
    private static final String STRICT = "a".repeat(64);
    private static final String LOOSE = "b".repeat(64);
    private static final String APPROVED = "c".repeat(64);

    private static TestDatabase database;
    private static JdbcClient ingest;
    private static JdbcClient admin;

    private UUID document;

    @BeforeAll
    static void open() {
        database = TestServices.database();
        ingest = JdbcClient.create(database.dataSource(DatabaseRole.INGEST));
        admin = JdbcClient.create(new DriverManagerDataSource(database.adminUrl()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void anAttemptThatWaits() {
        document = Fixture.document(database, "WAITING");
    }

    @Test
    void aLooserBundleLetsNothingOutThatWaitedInside() {
        decide(1, "SOVEREIGN", STRICT);
        denied(() -> decide(1, "EXTERNAL", LOOSE));
        decide(1, "SOVEREIGN", LOOSE);
        denied(() -> decide(1, "EXTERNAL", LOOSE));
        assertThat(outside(1)).isFalse();
    }

    @Test
    void oneBundleDecidesAgainAsItDoesAndAnotherGoesOnWithWhatWasOut() {
        decide(1, "SOVEREIGN", STRICT);
        decide(1, "EXTERNAL", STRICT);
        decide(1, "EXTERNAL", LOOSE);
        assertThat(outside(1)).isTrue();
    }

    @Test
    void aWorkersStricterDecisionOfAnotherBundleCountsToo() {
        decide(1, "EXTERNAL", LOOSE);
        admin.sql("""
                insert into sluice.decision (decision_id, document_id, attempt, route, cleared, reason, policies, bundle_digest,
                                             endpoints, candidates, decided_by)
                values (gen_random_uuid(), :document, 1, 'SOVEREIGN', false, 'POLICY', '{}', :bundle, '{}', '[]',
                        'worker-external')""").param("document", document).param("bundle", STRICT).update();
        denied(() -> decide(1, "EXTERNAL", LOOSE));
    }

    @Test
    void whatIsKeptInsideForGoodIsRecordedAndNotOut() {
        admin.sql("update sluice.attempt set keep_inside = true where document_id = :document")
                .param("document", document)
                .update();
        decide(1, "SOVEREIGN", STRICT);
        assertThatCode(() -> decide(1, "EXTERNAL", LOOSE)).doesNotThrowAnyException();
        assertThat(outside(1)).isFalse();
    }

    /** Else the next attempt would go by it. */
    @ParameterizedTest
    @ValueSource(strings = {"COMPLETED", "WITHHELD", "FAILED", "SUPERSEDED"})
    void nothingIsDecidedAboutWhatHasEnded(String end) {
        decide(1, "SOVEREIGN", STRICT);
        end(end);
        for (String route : new String[] {"EXTERNAL", "SOVEREIGN", "WITHHELD"}) {
            denied(() -> decide(1, route, STRICT));
        }
        denied(() -> decide(
                JdbcClient.create(database.dataSource(DatabaseRole.WORKER_SOVEREIGN)),
                "worker-sovereign",
                1,
                "SOVEREIGN",
                STRICT));
        assertThat(admin.sql("select sluice.route_before(:document, 1)")
                        .param("document", document)
                        .query(String.class)
                        .single())
                .isEqualTo("SOVEREIGN");
    }

    @Test
    void whatEndedWithoutADecisionGetsNoneLater() {
        end("FAILED");
        denied(() -> decide(1, "EXTERNAL", STRICT));
    }

    @Test
    void theTransactionThatInsertsAnEndedAttemptDecidesAboutItOnce() {
        end("FAILED");
        database.transaction(DatabaseRole.INGEST).executeWithoutResult(status -> {
            insertEnded(2);
            decide(2, "WITHHELD", STRICT);
        });
        denied(() -> database.transaction(DatabaseRole.INGEST).executeWithoutResult(status -> {
            insertEnded(3);
            decide(3, "WITHHELD", STRICT);
            decide(3, "EXTERNAL", STRICT);
        }));
        denied(() ->
                ingest.sql("update attempt set begun_in = pg_current_xact_id()").update());
    }

    /** A date of its own would make an old decision the newest. */
    @Test
    void aDecisionIsDatedByTheDatabase() {
        database.putInForce(STRICT);
        ingest.sql(Fixture.withInputs("""
                insert into decision (decision_id, document_id, attempt, route, cleared, reason, policies, bundle_digest,
                                      endpoints, candidates, decided_by, decided_at)
                values (gen_random_uuid(), :document, 1, 'EXTERNAL', true, 'POLICY', '{}', :bundle, '{}', '[]', 'ingest',
                        'infinity')"""))
                .param("document", document)
                .param("bundle", STRICT)
                .update();
        decide(1, "SOVEREIGN", STRICT);
        assertThat(outside(1)).isFalse();
    }

    @Test
    void whatAPlanLetsOutGoesOutAsWasApproved() {
        released();
        denied(() -> decide(2, "EXTERNAL", LOOSE));
        decide(2, "EXTERNAL", STRICT);
        denied(() -> decide(2, "EXTERNAL", LOOSE));
        assertThat(outside(2)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasKeptInsideSinceIsNotLetOutByTheSecondDecision(boolean byTheApprovedBundle) {
        released();
        decide(2, "SOVEREIGN", byTheApprovedBundle ? STRICT : LOOSE);
        for (String bundle : new String[] {STRICT, LOOSE}) {
            denied(() -> decide(2, "EXTERNAL", bundle));
        }
        assertThat(outside(2)).isFalse();
    }

    @Test
    void whatAPlanLetsOutGoesToNobodyElse() {
        released();
        denied(() -> decideFor("external-2", "CLOSED_API", APPROVED));
        denied(() -> decideFor("external-1", "CLOSED_API", "f".repeat(64)));
        denied(() -> decideFor("external-1", "NO_SUCH_KIND", "f".repeat(64)));
        decideFor("in-process-minilm", "IN_PROCESS", "f".repeat(64));
        decideFor("external-1", "CLOSED_API", APPROVED);
        assertThat(outside(2)).isTrue();
    }

    @Test
    void anEndpointThatADecisionListsAndDoesNotExplainIsNotTheApprovedOne() {
        released();
        denied(() -> decideFor("external-1", "[]"));
    }

    private void decideFor(String endpoint, String kind, String digest) {
        decideFor(
                endpoint,
                "[{\"endpoint\":\"%s\",\"kind\":\"%s\",\"config\":\"%s\"}]".formatted(endpoint, kind, digest));
    }

    private void decideFor(String endpoint, String candidates) {
        database.putInForce(STRICT);
        ingest.sql(Fixture.withInputs("""
                insert into decision (decision_id, document_id, attempt, route, cleared, reason, policies, bundle_digest,
                                      endpoints, candidates, decided_by)
                values (gen_random_uuid(), :document, 2, 'EXTERNAL', true, 'POLICY', '{}', :bundle, array[:endpoint],
                        cast(:candidates as jsonb), 'ingest')"""))
                .param("document", document)
                .param("bundle", STRICT)
                .param("endpoint", endpoint)
                .param("candidates", candidates)
                .update();
    }

    /** A second attempt that a plan under the strict bundle, approved by another person, lets out. */
    private void released() {
        decide(1, "SOVEREIGN", STRICT);
        end("FAILED");
        insertEnded(2, "DECIDED");
        UUID plan = UUID.randomUUID();
        admin.sql("""
                insert into sluice.rerun_plan (plan_id, selector, reason, list_digest, items, newly_out, state, requested_by,
                                               bundle_digest)
                values (:plan, 'SELECTION', 'TEST', 'x', 1, 1, 'FROZEN', 'jane.roe', :bundle)""").param("plan", plan).param("bundle", STRICT).update();
        // A list is frozen in one transaction, which this one is not.
        admin.sql("alter table sluice.rerun_item disable trigger user").update();
        admin.sql("""
                insert into sluice.rerun_item (plan_id, position, document_id, from_attempt, old_route, new_route, endpoints)
                values (:plan, 0, :document, 1, 'SOVEREIGN', 'EXTERNAL', array['external-1@' || :digest || '=host=model'])""")
                .param("plan", plan)
                .param("document", document)
                .param("digest", APPROVED)
                .update();
        admin.sql("alter table sluice.rerun_item enable trigger user").update();
        admin.sql(
                        "update sluice.attempt set keep_inside = false, released_by = :plan where document_id = :document and attempt = 2")
                .param("plan", plan)
                .param("document", document)
                .update();
    }

    private void insertEnded(int attempt) {
        insertEnded(attempt, "WITHHELD");
    }

    private void insertEnded(int attempt, String state) {
        ingest.sql("""
                insert into attempt (document_id, attempt, batch_id, state, keep_inside)
                select document_id, :attempt, batch_id, :state, true from attempt where document_id = :document and attempt = 1""")
                .param("attempt", attempt)
                .param("state", state)
                .param("document", document)
                .update();
    }

    private void end(String state) {
        assertThat(admin.sql("select sluice.move_attempt(:document, 1, array['WAITING'], :state, 'TEST')")
                        .param("document", document)
                        .param("state", state)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private void decide(int attempt, String route, String bundle) {
        decide(ingest, "ingest", attempt, route, bundle);
    }

    private void decide(JdbcClient login, String by, int attempt, String route, String bundle) {
        if (route.equals("EXTERNAL")) {
            database.putInForce(bundle);
        }
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

    private boolean outside(int attempt) {
        return admin.sql("select sluice.decided_outside(:document, :attempt)")
                .param("document", document)
                .param("attempt", attempt)
                .query(Boolean.class)
                .single();
    }
}
