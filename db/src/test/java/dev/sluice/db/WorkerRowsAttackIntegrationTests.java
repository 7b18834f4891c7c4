package dev.sluice.db;

import static dev.sluice.db.Denials.denied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.util.List;
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

/** With a worker's login in hand: no decision, call, move or message that ingest did not open the way for. */
class WorkerRowsAttackIntegrationTests {
    private static final DatabaseRole OUTSIDE = DatabaseRole.WORKER_EXTERNAL;
    private static final DatabaseRole INSIDE = DatabaseRole.WORKER_SOVEREIGN;
    private static TestDatabase database;

    private UUID cleared;
    private UUID restricted;

    @BeforeAll
    static void open() {
        database = TestServices.database();
        database.putInForce("test");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void decided() {
        cleared = Fixture.document(database, "DECIDED");
        restricted = Fixture.document(database, "DECIDED");
        decide(DatabaseRole.INGEST, cleared, "EXTERNAL", "'external-1', 'sovereign-1'", "ingest");
        decide(DatabaseRole.INGEST, restricted, "SOVEREIGN", "'sovereign-1'", "ingest");
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseRole.class,
            names = {"WORKER_SOVEREIGN", "WORKER_EXTERNAL"})
    void noWorkerDecidesLooserThanIngest(DatabaseRole role) {
        String by = by(role);
        denied(() -> decide(role, restricted, "EXTERNAL", "'sovereign-1'", by));
        denied(() -> decide(role, restricted, "SOVEREIGN", "'sovereign-1', 'sovereign-2'", by));
        denied(() -> decide(role, cleared, "EXTERNAL", "'external-1', 'external-2'", by));
        denied(() -> decide(role, Fixture.document(database, "DECIDED"), "SOVEREIGN", "'sovereign-1'", by));
        denied(() -> decide(role, cleared, "SOVEREIGN", "'sovereign-1'", "ingest"));
        denied(() -> run(role, """
                insert into decision (decision_id, document_id, attempt, route, cleared, reason, policies, bundle_digest,
                  endpoints, candidates, decided_by, decided_at)
                select gen_random_uuid(), document_id, 1, 'WITHHELD', false, '', '{}', '', '{}', '[]', '%s', '2100-01-01'
                  from attempt where document_id = '%s'""".formatted(by, cleared)));
    }

    @Test
    void aWorkerDecidesStricterAndThenNoLooserThanThat() {
        decide(OUTSIDE, cleared, "SOVEREIGN", "'sovereign-1'", "worker-external");
        denied(() -> decide(OUTSIDE, cleared, "EXTERNAL", "'sovereign-1'", "worker-external"));
        denied(() -> call(OUTSIDE, cleared, "EXTERNAL", "CLOSED_API", "external-1"));
        assertThat(move(OUTSIDE, cleared, "WAITING")).isTrue();
    }

    @Test
    void theExternalWorkerDecidesNothingAboutWhatStaysInside() {
        denied(() -> decide(OUTSIDE, restricted, "WITHHELD", "", "worker-external"));
        decide(INSIDE, restricted, "WITHHELD", "", "worker-sovereign");
    }

    @Test
    void aCallIsBegunUnderTheNewestDecisionOfTheOwnPoolOnly() {
        denied(() -> call(OUTSIDE, restricted, "EXTERNAL", "CLOSED_API", "sovereign-1"));
        denied(() -> call(INSIDE, restricted, "EXTERNAL", "CLOSED_API", "sovereign-1"));
        denied(() -> call(OUTSIDE, cleared, "SOVEREIGN", "SELF_HOSTED", "sovereign-1"));
        denied(() -> call(OUTSIDE, cleared, "EXTERNAL", "SELF_HOSTED", "external-1"));
        denied(() -> call(OUTSIDE, cleared, "EXTERNAL", "CLOSED_API", "external-2"));
        call(OUTSIDE, cleared, "EXTERNAL", "CLOSED_API", "external-1");
        call(INSIDE, cleared, "SOVEREIGN", "SELF_HOSTED", "sovereign-1");
        decide(DatabaseRole.INGEST, cleared, "SOVEREIGN", "'sovereign-1'", "ingest");
        denied(() -> call(OUTSIDE, cleared, "EXTERNAL", "CLOSED_API", "sovereign-1"));
    }

    @Test
    void aCallEndsOnceAndByItsOwnPool() {
        UUID call = call(OUTSIDE, cleared, "EXTERNAL", "CLOSED_API", "external-1");
        denied(() -> end(INSIDE, call, "FAILED"));
        end(OUTSIDE, call, "UNKNOWN");
        for (String state : List.of("INTENT", "FAILED", "SUCCEEDED", "BLOCKED", "UNKNOWN")) {
            denied(() -> end(OUTSIDE, call, state));
        }
        denied(() -> run(OUTSIDE, "update dispatch set pool = 'SOVEREIGN' where dispatch_id = '" + call + "'"));
        denied(() -> run(OUTSIDE, "update dispatch set request_bytes = 0 where dispatch_id = '" + call + "'"));
    }

    @Test
    void aResultComesOfASuccessfulCallOfItsOwnPool() {
        UUID call = call(OUTSIDE, cleared, "EXTERNAL", "CLOSED_API", "external-1");
        denied(() -> result(OUTSIDE, call, "CLEARED"));
        end(OUTSIDE, call, "SUCCEEDED");
        denied(() -> result(OUTSIDE, call, "RESTRICTED"));
        denied(() -> result(INSIDE, call, "RESTRICTED"));
        assertThat(result(OUTSIDE, call, "CLEARED")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISPATCHED", "WAITING", "COMPLETED", "WITHHELD", "FAILED"})
    void theExternalWorkerMovesOnlyWhatMayBeOutside(String target) {
        denied(() -> move(OUTSIDE, restricted, target));
        assertThat(move(OUTSIDE, cleared, target)).isTrue();
        assertThat(move(INSIDE, restricted, target)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseRole.class,
            names = {"WORKER_SOVEREIGN", "WORKER_EXTERNAL"})
    void aWorkerEndsAsErasedOnlyWhatIsErasedAndSupersedesNothing(DatabaseRole role) {
        for (String target : List.of("ERASED", "SUPERSEDED", "DECIDED", "RECEIVED", "IN_REVIEW")) {
            denied(() -> move(role, cleared, target));
        }
        JdbcClient.create(new DriverManagerDataSource(database.adminUrl()))
                .sql("update sluice.document set erased_at = now() where document_id = :id")
                .param("id", cleared)
                .update();
        denied(() -> move(role, cleared, "SUPERSEDED"));
        assertThat(move(role, cleared, "ERASED")).isTrue();
    }

    @Test
    void ingestIsHeldToNoneOfThis() {
        assertThatCode(() -> decide(DatabaseRole.INGEST, restricted, "EXTERNAL", "'external-1'", "ingest"))
                .doesNotThrowAnyException();
        assertThat(move(DatabaseRole.INGEST, restricted, "SUPERSEDED")).isTrue();
    }

    /** Its call began before a person was asked. */
    @ParameterizedTest
    @ValueSource(strings = {"IN_REVIEW", "WAITING", "DECIDED", "DISPATCHED"})
    void nothingIsCompletedThatAPersonWasAskedAboutSince(String state) {
        UUID call = call(INSIDE, restricted, "SOVEREIGN", "SELF_HOSTED", "sovereign-1");
        end(INSIDE, call, "SUCCEEDED");
        JdbcClient ingest = JdbcClient.create(database.dataSource(DatabaseRole.INGEST));
        ingest.sql("insert into review (document_id, attempt, reason) values (:id, 1, 'POLICY_REVIEW')")
                .param("id", restricted)
                .update();
        JdbcClient.create(new DriverManagerDataSource(database.adminUrl()))
                .sql("update sluice.attempt set state = :state where document_id = :id")
                .param("state", state)
                .param("id", restricted)
                .update();
        denied(() -> result(INSIDE, call, "RESTRICTED"));
        denied(() -> JdbcClient.create(database.dataSource(INSIDE))
                .sql("insert into review (document_id, attempt, reason) values (:id, 1, 'X')")
                .param("id", restricted)
                .update());
    }

    private static String by(DatabaseRole role) {
        return role == OUTSIDE ? "worker-external" : "worker-sovereign";
    }

    private static void decide(DatabaseRole role, UUID document, String route, String endpoints, String by) {
        run(role, Fixture.withInputs("""
                insert into decision (decision_id, document_id, attempt, route, cleared, reason, policies, bundle_digest,
                  endpoints, candidates, decided_by)
                values (gen_random_uuid(), '%s', 1, '%s', %s, 'TEST', '{}', 'test', array[%s]::text[], '[]', '%s')""".formatted(document, route, route.equals("EXTERNAL"), endpoints, by)));
    }

    private static UUID call(DatabaseRole role, UUID document, String pool, String kind, String endpoint) {
        UUID id = UuidV7.next();
        run(role, """
                insert into dispatch (dispatch_id, document_id, attempt, decision_id, endpoint, endpoint_kind, pool, state)
                select '%s', document_id, attempt, decision_id, '%s', '%s', '%s', 'INTENT' from decision
                 where document_id = '%s' order by decided_at desc limit 1""".formatted(id, endpoint, kind, pool, document));
        return id;
    }

    private static void end(DatabaseRole role, UUID call, String state) {
        run(role, "update dispatch set state = '%s' where dispatch_id = '%s'".formatted(state, call));
    }

    private static int result(DatabaseRole role, UUID call, String compartment) {
        return run(role, """
                insert into result (result_id, document_id, attempt, decision_id, dispatch_id, compartment, task, endpoint, model,
                  partial, categories, output_digest)
                select gen_random_uuid(), document_id, attempt, decision_id, dispatch_id, '%s', 'summarise', endpoint, 'm', false,
                       '{}', decode(repeat('ab', 32), 'hex') from dispatch where dispatch_id = '%s'""".formatted(compartment, call));
    }

    private static boolean move(DatabaseRole role, UUID document, String target) {
        return JdbcClient.create(database.dataSource(role))
                .sql("select move_attempt(:document, 1, array['DECIDED'], :target, 'TEST')")
                .param("document", document)
                .param("target", target)
                .query(Boolean.class)
                .single();
    }

    private static int run(DatabaseRole role, String sql) {
        return JdbcClient.create(database.dataSource(role)).sql(sql).update();
    }
}
