package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a decision was made from cannot be left out, changed, taken from elsewhere, read by a worker or filled with text. */
class DecisionInputAttackIntegrationTests {
    private static final String SECRET = "Wilhelmina 7f3a";
    private static TestDatabase database;
    private static JdbcClient admin;

    private UUID document;

    @BeforeAll
    static void open() {
        database = TestServices.database();
        database.putInForce("test");
        admin = JdbcClient.create(new DriverManagerDataSource(database.adminUrl()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void decided() {
        document = Fixture.document(database, "DECIDED");
        as(DatabaseRole.INGEST)
                .sql(Fixture.withInputs(decision("ingest", "EXTERNAL")))
                .update();
    }

    @ParameterizedTest
    @CsvSource({"INGEST,ingest", "WORKER_SOVEREIGN,worker-sovereign", "WORKER_EXTERNAL,worker-external"})
    void noDecisionIsCommittedWithoutItsInputs(DatabaseRole role, String by) {
        denied(() -> as(role).sql(decision(by, "SOVEREIGN")).update());
        denied(() -> database.transaction(role).executeWithoutResult(status -> {
            as(role).sql("set constraints all deferred").update();
            as(role).sql(decision(by, "SOVEREIGN")).update();
        }));
        assertThat(decisions()).isOne();
        as(role).sql(Fixture.withInputs(decision(by, "SOVEREIGN"))).update();
        assertThat(decisions()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(DatabaseRole.class)
    void nobodyChangesOrDeletesThem(DatabaseRole role) {
        denied(() ->
                as(role).sql("update sluice.decision_input set inputs = inputs").update());
        denied(() -> as(role).sql("delete from sluice.decision_input").update());
        denied(() -> as(role).sql("truncate sluice.decision_input").update());
    }

    @Test
    void notEvenTheAdministratorDoes() {
        denied(() ->
                admin.sql("update sluice.decision_input set inputs = inputs").update());
        denied(() -> admin.sql("delete from sluice.decision_input").update());
        denied(() -> admin.sql("truncate sluice.decision_input cascade").update());
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseRole.class,
            names = {"WORKER_SOVEREIGN", "WORKER_EXTERNAL", "INGEST", "SEQUENCER", "VERIFIER", "OFFICER"})
    void onlyTheOperatorReadsThem(DatabaseRole role) {
        denied(() -> as(role).sql("select count(*) from sluice.decision_input")
                .query(Long.class)
                .single());
        denied(() -> as(role).sql(
                        "with made as (" + decision("ingest", "SOVEREIGN") + " returning decision_id) insert into"
                                + " sluice.decision_input select decision_id, '', '' from made returning inputs")
                .query(byte[].class)
                .list());
        assertThat(as(DatabaseRole.OPERATOR)
                        .sql("select count(*) from decision_input")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseRole.class,
            names = {"SEQUENCER", "VERIFIER", "OFFICER", "OPERATOR", "MIGRATOR"})
    void whoDecidesNothingWritesNone(DatabaseRole role) {
        denied(() -> as(role).sql(
                        "insert into sluice.decision_input select decision_id, '', sha256('') from sluice.decision")
                .update());
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseRole.class,
            names = {"INGEST", "WORKER_SOVEREIGN", "WORKER_EXTERNAL"})
    void noneAreWrittenForADecisionThatWasCommittedBefore(DatabaseRole role) {
        // As it was before inputs were stored: the administrator is not held to them.
        UUID old = UUID.randomUUID();
        admin.sql("""
                insert into sluice.decision (decision_id, document_id, attempt, route, cleared, reason, policies, bundle_digest,
                  endpoints, candidates, decided_by)
                values (:id, :document, 1, 'SOVEREIGN', false, 'TEST', '{}', 'test', '{}', '[]', :by)""")
                .param("id", old)
                .param("document", document)
                .param("by", role == DatabaseRole.INGEST ? "ingest" : by(role))
                .update();
        String inputs = inputs();
        denied(() -> write(role, old, inputs));
        denied(() -> write(role, UUID.randomUUID(), inputs));
    }

    @Test
    void aWorkerWritesNoneForTheDecisionOfAnother() {
        String ofIngest = Fixture.withInputs(decision("ingest", "SOVEREIGN"));
        denied(() -> as(DatabaseRole.WORKER_SOVEREIGN).sql(ofIngest).update());
        denied(() -> as(DatabaseRole.WORKER_EXTERNAL)
                .sql(Fixture.withInputs(decision("worker-sovereign", "SOVEREIGN")))
                .update());
    }

    @ParameterizedTest
    @CsvSource({"INGEST,ingest", "WORKER_SOVEREIGN,worker-sovereign", "WORKER_EXTERNAL,worker-external"})
    void thereIsNoRoomInThemForAnythingElse(DatabaseRole role, String by) {
        String good = inputs();
        for (String bad : new String[] {
            SECRET,
            "\"" + SECRET + "\"",
            good.replace("{\"anythingRead\"", "{\"a\":\"" + SECRET + "\",\"anythingRead\""),
            good.replace("\"version\":1}", "\"version\":1,\"z\":\"" + SECRET + "\"}"),
            good.replace("\"task\":", "\"task\":\"" + SECRET + "\",\"task\":"),
            good.replace("\"categories\":[]", "\"categories\":[\"" + SECRET + "\"]"),
            good.replace("\"categories\":[]", "\"categories\":\"" + SECRET + "\""),
            good.replace("\"unavailable\":[]", "\"unavailable\":[\"" + SECRET + "\"]"),
            good.replace("\"unavailable\":[]", "\"unavailable\":[{\"a\":\"" + SECRET + "\"}]"),
            good.replace("\"id\":\"external-1\"", "\"id\":\"" + SECRET + "\""),
            good.replace("\"filled\":true", "\"filled\":\"" + SECRET + "\""),
            good.replace("\"filled\":true", "\"filled\":true,\"g\":\"" + SECRET + "\""),
            good.replace("\"validity\":null", "\"validity\":\"" + SECRET + "\""),
            good.replace(
                    "\"validity\":null", "\"validity\":{\"atMost\":[],\"bundle\":\"" + SECRET + "\",\"day\":null}"),
            good.replace("\"deadline\":null", "\"deadline\":\"" + SECRET + "\""),
            good.replace("\"maxCost\":null", "\"maxCost\":\"" + SECRET + "\""),
            good.replace("\"detectors\":null", "\"detectors\":\"" + SECRET + "\""),
            good.replace("\"exhaustiveness\":\"FAILED\"", "\"exhaustiveness\":\"" + SECRET + "\""),
            good.replace("\"minSensitivity\":\"NONE\"", "\"minSensitivity\":\"" + SECRET + "\""),
            good.replace("\"moment\":\"2026", "\"moment\":\"" + SECRET + "2026"),
            good.replace("\"bundle\":\"test\"", "\"bundle\":\"" + SECRET + "\""),
            good.replace(",\"", ", \""),
            good + " ",
        }) {
            assertThat(bad).isNotEqualTo(good);
            denied(() -> decideFrom(role, by, bad));
        }
        decideFrom(role, by, good);
    }

    /** A worker reads what is cleared, so its words are held to what ingest wrote. */
    @ParameterizedTest
    @ValueSource(strings = {"task", "tenant", "purpose", "jurisdiction", "residency"})
    void aWorkerSaysOfADocumentWhatTheTablesSay(String key) {
        String bad = inputs().replaceFirst("\"" + key + "\":\"[^\"]*\"", "\"" + key + "\":\"" + SECRET + "\"");
        denied(() -> decideFrom(DatabaseRole.WORKER_EXTERNAL, "worker-external", bad));
        denied(() -> decideFrom(DatabaseRole.WORKER_SOVEREIGN, "worker-sovereign", bad));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"exhaustiveness\":\"FAILED\"', '\"exhaustiveness\":\"EXHAUSTIVE\"'",
        "'\"complete\":false', '\"complete\":true'",
        "'\"anythingRead\":false', '\"anythingRead\":true'",
        "'\"textLength\":0', '\"textLength\":12'",
        "'\"model\":\"m\"', '\"model\":\"Wilhelmina 7f3a\"'"
    })
    void aWorkerClaimsNoMoreThanWasFound(String from, String to) {
        String bad = inputs().replace(from, to);
        denied(() -> decideFrom(DatabaseRole.WORKER_EXTERNAL, "worker-external", bad));
    }

    @Test
    void theDigestIsOfTheInputs() {
        assertThat(admin.sql("select bool_and(digest = sha256(inputs)) from sluice.decision_input")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        String other = Fixture.withInputs(decision("ingest", "SOVEREIGN"))
                .replace("sha256(inputs) from said", "sha256('another') from said");
        assertThatThrownBy(() -> as(DatabaseRole.INGEST).sql(other).update())
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23514"));
    }

    private void decideFrom(DatabaseRole role, String by, String inputs) {
        as(role).sql("with made as (" + decision(by, "SOVEREIGN") + " returning decision_id) insert into decision_input"
                        + " (decision_id, inputs, digest) select decision_id, convert_to(:inputs, 'UTF8'),"
                        + " sha256(convert_to(:inputs, 'UTF8')) from made")
                .param("inputs", inputs)
                .update();
    }

    private static void write(DatabaseRole role, UUID decision, String inputs) {
        as(role).sql("insert into decision_input (decision_id, inputs, digest)"
                        + " values (:id, convert_to(:inputs, 'UTF8'), sha256(convert_to(:inputs, 'UTF8')))")
                .param("id", decision)
                .param("inputs", inputs)
                .update();
    }

    private String inputs() {
        return admin.sql("""
                        select convert_from(i.inputs, 'UTF8') from sluice.decision_input i join sluice.decision d using (decision_id)
                         where d.document_id = :document order by d.decided_at limit 1""").param("document", document).query(String.class).single();
    }

    private long decisions() {
        return admin.sql("select count(*) from sluice.decision where document_id = :document")
                .param("document", document)
                .query(Long.class)
                .single();
    }

    private String decision(String by, String route) {
        return """
                insert into sluice.decision (decision_id, document_id, attempt, route, cleared, reason, policies, bundle_digest,
                  endpoints, candidates, decided_by)
                values (gen_random_uuid(), '%s', 1, '%s', %s, 'TEST', '{}', 'test', '{sovereign-1}', '[]', '%s')""".formatted(document, route, route.equals("EXTERNAL"), by);
    }

    private static String by(DatabaseRole role) {
        return role == DatabaseRole.WORKER_EXTERNAL ? "worker-external" : "worker-sovereign";
    }

    private static JdbcClient as(DatabaseRole role) {
        return JdbcClient.create(database.dataSource(role));
    }

    private static void denied(org.assertj.core.api.ThrowableAssert.ThrowingCallable attack) {
        assertThatThrownBy(attack)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
}
