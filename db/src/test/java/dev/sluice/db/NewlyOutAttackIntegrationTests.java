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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** With the login of ingest in hand: what is decided about an attempt that is there lets nothing newly out. */
class NewlyOutAttackIntegrationTests {
    private static final String STRICT = "a".repeat(64);
    private static final String LOOSE = "b".repeat(64);

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

    private void decide(int attempt, String route, String bundle) {
        ingest.sql("""
                insert into decision (decision_id, document_id, attempt, route, cleared, reason, policies, bundle_digest,
                                      endpoints, candidates, decided_by)
                values (gen_random_uuid(), :document, :attempt, :route, :cleared, 'POLICY', '{}', :bundle, '{}', '[]', 'ingest')""")
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
