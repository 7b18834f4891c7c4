package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.audit.AuditLog;
import dev.sluice.classifier.Category;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Needs PostgreSQL. A decision and its event are written together or not at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class DecisionStoreIntegrationTests {
    private final PolicyEngine engine = new PolicyEngine(TestBundle.defaultFilled(), Contexts.CLOCK);
    private TestDatabase database;
    private StoredRows rows;

    @BeforeAll
    void open() {
        database = TestServices.database();
        database.putInForce(engine.bundle().digest());
        rows = new StoredRows(database.dataSource(DatabaseRole.INGEST));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void writesTheRowAndItsEvent() {
        for (DatabaseRole role :
                Set.of(DatabaseRole.INGEST, DatabaseRole.WORKER_SOVEREIGN, DatabaseRole.WORKER_EXTERNAL)) {
            UUID document = rows.document("");
            UUID classification = rows.classification(document, "EXHAUSTIVE", "PHI");
            rows.extraction(document, true, true);
            // A worker decides on what is stored, and on nothing else.
            Decision decision = engine.decide(StoredContext.load(database.dataSource(DatabaseRole.INGEST), document, 1)
                    .orElseThrow()
                    .context());
            DecisionStore store = store(role);
            boolean worker = role != DatabaseRole.INGEST;
            if (worker) {
                // A worker only makes stricter what ingest decided.
                database.transaction(DatabaseRole.INGEST)
                        .executeWithoutResult(status -> store(DatabaseRole.INGEST)
                                .save(document, 1, classification, engine.decide(Contexts.clean()), "ingest"));
            }
            String by = worker ? role.user().substring("sluice_".length()).replace('_', '-') : "ingest";
            database.transaction(role)
                    .executeWithoutResult(status -> store.save(document, 1, classification, decision, by));

            StoredDecision newest = store.newest(document, 1).orElseThrow();
            assertThat(newest.decisionId()).isEqualTo(decision.id());
            assertThat(newest.classificationId()).contains(classification);
            assertThat(newest.route()).isEqualTo(Route.SOVEREIGN);
            assertThat(newest.cleared()).isFalse();
            assertThat(newest.reason()).isEqualTo("POLICY");
            assertThat(newest.policies()).isEqualTo(decision.policies()).contains("health-records-stay-inside");
            assertThat(newest.endpoints())
                    .isEqualTo(Contexts.ids(decision))
                    .contains("in-process-minilm")
                    .doesNotContain("external-1");
            assertThat(newest.bundleDigest()).isEqualTo(engine.bundle().digest());
            assertThat(events(document)).isEqualTo(worker ? 2 : 1);
            assertThat(body(document)).contains(decision.id().toString(), "health-records-stay-inside", "external-1");
        }
    }

    @Test
    void returnsTheNewestOfSeveral() {
        UUID document = rows.document("");
        Decision first = engine.decide(Contexts.clean());
        Decision second = engine.decide(Contexts.found(Set.of(Category.PII)));
        for (Decision decision : new Decision[] {first, second}) {
            database.transaction(DatabaseRole.INGEST)
                    .executeWithoutResult(
                            status -> store(DatabaseRole.INGEST).save(document, 1, null, decision, "ingest"));
        }
        assertThat(store(DatabaseRole.WORKER_EXTERNAL)
                        .newest(document, 1)
                        .orElseThrow()
                        .decisionId())
                .isEqualTo(second.id());
        assertThat(store(DatabaseRole.INGEST).newest(document, 2)).isEmpty();
    }

    @Test
    void refusesOutsideATransaction() {
        UUID document = rows.document("");
        assertThatThrownBy(() ->
                        store(DatabaseRole.INGEST).save(document, 1, null, engine.decide(Contexts.clean()), "ingest"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store(DatabaseRole.INGEST).newest(document, 1)).isEmpty();
    }

    @Test
    void leavesNoRowWithoutItsEventAndNoEventWithoutItsRow() {
        UUID document = rows.document("");
        database.transaction(DatabaseRole.INGEST).executeWithoutResult(status -> {
            store(DatabaseRole.INGEST).save(document, 1, null, engine.decide(Contexts.clean()), "ingest");
            status.setRollbackOnly();
        });
        assertThat(store(DatabaseRole.INGEST).newest(document, 1)).isEmpty();
        assertThat(events(document)).isZero();
        assertThatThrownBy(() -> database.transaction(DatabaseRole.INGEST)
                        .executeWithoutResult(status -> store(DatabaseRole.INGEST)
                                .save(document, 1, null, engine.decide(Contexts.clean()), "no identifier")))
                .isInstanceOf(RuntimeException.class);
        assertThat(store(DatabaseRole.INGEST).newest(document, 1)).isEmpty();
    }

    private DecisionStore store(DatabaseRole role) {
        DataSource dataSource = database.dataSource(role);
        return new DecisionStore(dataSource, new AuditLog(dataSource));
    }

    private long events(UUID document) {
        return asAdmin()
                .sql("select count(*) from audit.event where document_id = ? and type = 'policy.evaluated'")
                .param(document)
                .query(Long.class)
                .single();
    }

    private String body(UUID document) {
        return asAdmin()
                .sql(
                        "select convert_from(body, 'UTF8') from audit.event where document_id = ? order by seq desc limit 1")
                .param(document)
                .query(String.class)
                .single();
    }

    private JdbcClient asAdmin() {
        return JdbcClient.create(new DriverManagerDataSource(database.adminUrl()));
    }
}
