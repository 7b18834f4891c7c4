package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.AuditLog;
import dev.sluice.classifier.Category;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import dev.sluice.policy.cost.Cost;
import dev.sluice.policy.cost.Prices;
import dev.sluice.policy.cost.Tokens;
import dev.sluice.policy.cost.Work;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Needs PostgreSQL. Costs are counted from what stands in the database, as the operator who may only read it. */
@SuppressWarnings("NullAway.Init")
class StoredCostsIntegrationTests {
    private static final Prices PRICES = Prices.of("2", "10");

    private final PolicyEngine engine = new PolicyEngine(TestBundle.defaultFilled(), Contexts.CLOCK);
    private TestDatabase database;
    private StoredRows rows;
    private StoredCosts costs;

    @BeforeEach
    void open() {
        database = TestServices.database();
        database.putInForce(engine.bundle().digest());
        rows = new StoredRows(database.dataSource(DatabaseRole.INGEST));
        costs = new StoredCosts(database.dataSource(DatabaseRole.OPERATOR));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void nothingIsCountedBeforeAnythingWasDecided() {
        assertThat(costs.calls()).isEmpty();
        assertThat(costs.decided(engine.bundle())).isEmpty();
    }

    @Test
    void whatWasDispatchedIsExpectedToCostWhatItsTextAndItsTaskTakeWhereItWent() {
        UUID clean = document(Set.of());
        call(clean, "sovereign-1", "SOVEREIGN", "FAILED", "own-model", null, null);
        call(clean, "external-1", "EXTERNAL", "FAILED", "", null, null);
        call(clean, "sovereign-1", "SOVEREIGN", "BLOCKED", "own-model", null, null);
        UUID letter = document(Set.of(Category.PHI));
        call(letter, "sovereign-1", "SOVEREIGN", "SUCCEEDED", "own-model", 1L, 1L);
        List<Work> decided = costs.decided(engine.bundle());
        // 321 code points are 107 tokens; the earlier call of the same attempt is not counted.
        assertThat(decided)
                .containsExactlyInAnyOrder(
                        work("EXTERNAL", "external-1", "", true, 1, 0, Tokens.of(107, 1_000)),
                        work("SOVEREIGN", "sovereign-1", "own-model", false, 1, 0, Tokens.of(107, 1_000)));
        assertThat(Cost.of(decided, (endpoint, day) -> Optional.of(PRICES)).amount())
                .isEqualByComparingTo("0.020428");
    }

    @Test
    void whatWasOnlyDecidedCostsNothing() {
        UUID waiting = document(Set.of());
        call(waiting, "external-1", "EXTERNAL", "BLOCKED", "m", null, null);
        document(Set.of(Category.PHI));
        assertThat(costs.decided(engine.bundle())).isEmpty();
        assertThat(costs.calls()).isEmpty();
    }

    @Test
    void aCallCostsTheTokensThatItsEndpointTold() {
        UUID clean = document(Set.of());
        call(clean, "external-1", "EXTERNAL", "SUCCEEDED", "m", 1_000L, 200L);
        call(clean, "external-1", "EXTERNAL", "SUCCEEDED", "m", 500L, 100L);
        call(clean, "external-1", "EXTERNAL", "FAILED", "m", null, null);
        call(clean, "external-1", "EXTERNAL", "BLOCKED", "m", null, null);
        call(clean, "in-process-minilm", "SOVEREIGN", "SUCCEEDED", "minilm", null, null);
        List<Work> calls = costs.calls();
        assertThat(calls)
                .containsExactlyInAnyOrder(
                        work("EXTERNAL", "external-1", "m", true, 3, 1, Tokens.of(1_500, 300)),
                        work("EXTERNAL", "in-process-minilm", "minilm", false, 1, 1, Tokens.of(0, 0)));
        Cost.PriceSource known =
                (endpoint, day) -> Optional.of(endpoint.equals("external-1") ? PRICES : Prices.of("0", "0"));
        assertThat(Cost.by(Cost.By.MODEL, calls, known).get("external-1 m"))
                .isEqualTo(new Cost(3, 1, 0, Tokens.of(1_500, 300), PRICES.cost(Tokens.of(1_500, 300))));
        assertThat(Cost.by(Cost.By.TENANT, calls, known).keySet()).containsExactly("default");
        assertThat(Cost.by(Cost.By.ROUTE, calls, known).keySet()).containsExactly("EXTERNAL");
        Cost unknown = Cost.of(calls, (endpoint, day) -> Optional.empty());
        assertThat(unknown.unpriced()).isEqualTo(4);
        assertThat(unknown.isWhole()).isFalse();
        assertThat(unknown.perMillion()).isEmpty();
    }

    private static Work work(
            String route, String endpoint, String model, boolean outside, long count, long uncounted, Tokens tokens) {
        return new Work(
                "default", route, endpoint, model, outside, LocalDate.now(ZoneOffset.UTC), count, uncounted, tokens);
    }

    private UUID document(Set<Category> found) {
        UUID document = rows.document("");
        rows.extraction(document, true, true);
        decide(document, found);
        return document;
    }

    private void decide(UUID document, Set<Category> found) {
        DecisionStore store = new DecisionStore(
                database.dataSource(DatabaseRole.INGEST), new AuditLog(database.dataSource(DatabaseRole.INGEST)));
        Decision decision = engine.decide(Contexts.found(found));
        database.transaction(DatabaseRole.INGEST)
                .executeWithoutResult(status -> store.save(document, 1, null, decision, "ingest"));
    }

    private void call(
            UUID document,
            String endpoint,
            String pool,
            String state,
            String model,
            @Nullable Long input,
            @Nullable Long output) {
        JdbcClient.create(new DriverManagerDataSource(database.adminUrl()))
                .sql("""
                        insert into sluice.dispatch (dispatch_id, document_id, attempt, decision_id, endpoint,
                          endpoint_kind, pool, state, model_asked, input_tokens, output_tokens)
                        select gen_random_uuid(), document_id, attempt, decision_id, :endpoint, 'CLOSED_API', :pool, :state,
                          :model, cast(:input as bigint), cast(:output as bigint)
                          from sluice.decision where document_id = :document order by decided_at limit 1
                        """)
                .param("endpoint", endpoint)
                .param("pool", pool)
                .param("state", state)
                .param("model", model)
                .param("input", input)
                .param("output", output)
                .param("document", document)
                .update();
    }
}
