package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.AuditLog;
import dev.sluice.classifier.Category;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import dev.sluice.policy.replay.Change;
import dev.sluice.policy.replay.DecisionSentences;
import dev.sluice.policy.replay.RecordedDecision;
import dev.sluice.policy.replay.RecordedDecisions;
import dev.sluice.policy.replay.Replay;
import dev.sluice.policy.replay.Simulation;
import dev.sluice.policy.replay.SimulationPage;
import dev.sluice.policy.replay.SimulationReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Needs PostgreSQL. Stored decisions are made again, and under another bundle, as the operator who may only read them. */
@SuppressWarnings("NullAway.Init")
class StoredReplayIntegrationTests {
    private static final long SEED = Long.getLong("sluice.replay.seed", System.nanoTime());
    private static final int DOCUMENTS = 300;

    private static final String FORBIDS = """
            @id("test-forbids")
            @title("<b>Nothing</b> of this & that goes there")
            @citation("an invention of this test")
            @severity("standard")
            forbid (principal, action == Action::"send", resource)
            when { %s };
            """;

    @TempDir
    private Path dir;

    private final PolicyEngine engine = new PolicyEngine(TestBundle.defaultFilled(), Contexts.CLOCK);
    private TestDatabase database;
    private StoredRows rows;
    private RecordedDecisions decisions;

    @BeforeEach
    void open() {
        database = TestServices.database();
        database.putInForce(engine.bundle().digest());
        rows = new StoredRows(database.dataSource(DatabaseRole.INGEST));
        decisions = new RecordedDecisions(database.dataSource(DatabaseRole.OPERATOR));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void storedDecisionsComeOutAgainAndAlteredOnesAreNamed() {
        System.out.println("stored replay: -Dsluice.replay.seed=" + SEED);
        GeneratedInputs generated = new GeneratedInputs(SEED, engine.bundle());
        UUID document = rows.document("");
        for (int i = 0; i < DOCUMENTS; i++) {
            save(document, engine.decide(generated.context(Contexts.NOON), generated.unavailable()));
        }
        Decision cleared = save(rows.document(""), engine.decide(Contexts.clean()));
        Decision other = save(rows.document(""), engine.decide(Contexts.found(Set.of(Category.PII))));
        assertThat(replayed()).as("seed %d", SEED).containsOnly(Map.entry(Replay.Outcome.SAME, DOCUMENTS + 2));

        // As the table's owner, with every trigger off.
        JdbcClient admin = JdbcClient.create(new DriverManagerDataSource(database.adminUrl()));
        admin.sql("alter table sluice.decision disable trigger user").update();
        admin.sql("update sluice.decision set reason = 'MINIMUM_SENSITIVITY' where decision_id = :id")
                .param("id", other.id())
                .update();
        admin.sql("alter table sluice.decision_input disable trigger user").update();
        admin.sql("""
                update sluice.decision_input set inputs = other.inputs, digest = other.digest
                  from sluice.decision_input other where other.decision_id = :other and decision_input.decision_id = :id""").param("id", cleared.id()).param("other", other.id()).update();
        List<UUID> different = new ArrayList<>();
        Replay replay = new Replay(List.of(PolicyBundle.load(TestBundle.DEFAULT)));
        decisions.each(Instant.EPOCH, Optional.empty(), recorded -> {
            if (replay.replay(recorded).outcome().isDifferent()) {
                different.add(recorded.decision().decisionId());
            }
        });
        assertThat(different).containsExactlyInAnyOrder(cleared.id(), other.id());
        assertThat(count(Instant.now().plusSeconds(60), Optional.empty())).isZero();
        assertThat(count(Instant.EPOCH, Optional.of(document))).isEqualTo(DOCUMENTS);
    }

    @Test
    void theInputsAreInTheAuditLogByTheirDigest() {
        Decision decision = save(rows.document(""), engine.decide(Contexts.clean()));
        JdbcClient admin = JdbcClient.create(new DriverManagerDataSource(database.adminUrl()));
        assertThat(admin.sql("""
                        select convert_from(e.body, 'UTF8')::jsonb #>> '{detail,inputs}' = encode(i.digest, 'hex')
                          from sluice.decision_input i
                          join audit.event e on convert_from(e.body, 'UTF8')::jsonb #>> '{detail,decision}' = i.decision_id::text
                         where i.decision_id = :id""")
                        .param("id", decision.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void theSameBundleChangesNothing() {
        save(rows.document(""), engine.decide(Contexts.clean()));
        save(rows.document(""), engine.decide(Contexts.found(Set.of(Category.PHI)), Set.of("sovereign-1")));
        SimulationReport report = simulate(PolicyBundle.load(TestBundle.DEFAULT));
        assertThat(report.documents()).isEqualTo(2);
        assertThat(report.unchanged()).isEqualTo(2);
        assertThat(report.changes()).isEmpty();
    }

    @Test
    void changesAreCountedFromEverySide() {
        UUID before = rows.document("");
        save(before, engine.decide(Contexts.found(Set.of(Category.PHI, Category.PII))));
        UUID credentials = rows.document("");
        save(credentials, engine.decide(Contexts.found(Set.of(Category.CREDENTIALS))));
        // Only the newest decision about a document counts.
        save(credentials, engine.decide(Contexts.found(Set.of(Category.CREDENTIALS))));
        save(rows.document(""), engine.decide(Contexts.clean()));
        PolicyBundle strict =
                forbidding("context.holdsCredentials && context.endpointIsOurs").load();

        SimulationReport report = simulate(strict);

        assertThat(report.documents()).isEqualTo(3);
        assertThat(report.unchanged()).isEqualTo(2);
        assertThat(report.newlyExternal()).isZero();
        assertThat(report.changes())
                .containsExactly(
                        new Change(Change.By.ROUTE, "", "SOVEREIGN", "WITHHELD", false, 1),
                        new Change(Change.By.CATEGORY, "CREDENTIALS", "SOVEREIGN", "WITHHELD", false, 1),
                        new Change(Change.By.TENANT, "default", "SOVEREIGN", "WITHHELD", false, 1),
                        new Change(Change.By.ENDPOINT, "", "sovereign-1", "none", false, 1));
    }

    @Test
    void whatWasKeptInsideAndWouldLeaveIsNamedFirst() {
        PolicyBundle strict = forbidding("!context.endpointIsOurs")
                .load()
                .fill(Map.of("sovereign-1", TestBundle.OPEN_AI, "external-1", TestBundle.OPEN_AI));
        PolicyEngine closed = new PolicyEngine(strict, Contexts.CLOCK);
        UUID document = rows.document("");
        Decision kept = save(document, closed.decide(Contexts.clean()));
        assertThat(kept.route()).isEqualTo(Route.SOVEREIGN);
        save(rows.document(""), closed.decide(Contexts.found(Set.of(Category.PHI))));

        SimulationReport report = simulate(PolicyBundle.load(TestBundle.DEFAULT));

        assertThat(report.newlyExternal()).isOne();
        assertThat(report.examples()).containsExactly(document);
        assertThat(report.changes().getFirst())
                .isEqualTo(new Change(Change.By.ROUTE, "", "SOVEREIGN", "EXTERNAL", true, 1));
        assertThat(report.changes())
                .contains(
                        new Change(Change.By.CATEGORY, "none", "SOVEREIGN", "EXTERNAL", true, 1),
                        new Change(Change.By.TENANT, "default", "SOVEREIGN", "EXTERNAL", true, 1),
                        new Change(Change.By.ENDPOINT, "", "sovereign-1", "external-1", true, 1));

        List<String> sentences = sentences(kept.id(), strict);
        assertThat(sentences)
                .anySatisfy(sentence -> assertThat(sentence).contains("stays inside", "not cleared"))
                .anySatisfy(sentence -> assertThat(sentence).startsWith("Nothing was found"))
                .anySatisfy(sentence ->
                        assertThat(sentence).contains("test-forbids forbids: ", "an invention of this test"))
                .anySatisfy(sentence -> assertThat(sentence).contains("Endpoint external-1", "may not"))
                .anySatisfy(sentence -> assertThat(sentence).contains("comes out the same"));
    }

    @Test
    void whatWasNotLookedAtWholeIsCountedApart() {
        save(rows.document(""), engine.decide(Contexts.of(false, Exhaustiveness.EXHAUSTIVE, Set.of())));
        save(rows.document(""), engine.decide(Contexts.of(true, Exhaustiveness.DEGRADED, Set.of())));
        save(rows.document(""), engine.decide(Contexts.of(true, Exhaustiveness.FAILED, Set.of())));
        save(rows.document(""), engine.decide(Contexts.of(true, Exhaustiveness.PARTIAL, Set.of(Category.PHI))));
        save(
                rows.document(""),
                engine.decide(Contexts.clean()
                        .classified(
                                Exhaustiveness.EXHAUSTIVE,
                                Set.of(),
                                Optional.of(new Validity("0".repeat(64), Optional.empty(), Set.of(Category.PII))))));

        SimulationReport report = simulate(PolicyBundle.load(TestBundle.DEFAULT));

        assertThat(report.again()).isEqualTo(5);
        assertThat(report.changed() + report.unchanged()).isZero();
        assertThat(report.changes(Change.By.AGAIN))
                .extracting(Change::key)
                .containsExactlyInAnyOrder("INCOMPLETE", "DEGRADED", "FAILED", "STOPPED_EARLY", "ALLOWED");
        // Neither the incomplete one nor the one with health records in it.
        assertThat(report.againAtMostExternal()).isEqualTo(3);
    }

    @Test
    void whatIsOlderThanInputsOrErasedIsNotGuessed() {
        UUID document = rows.document("");
        Decision decision = save(document, engine.decide(Contexts.clean()));
        UUID erased = rows.document("");
        save(erased, engine.decide(Contexts.clean()));
        JdbcClient admin = JdbcClient.create(new DriverManagerDataSource(database.adminUrl()));
        admin.sql("alter table sluice.decision_input disable trigger user").update();
        admin.sql("delete from sluice.decision_input where decision_id = :id")
                .param("id", decision.id())
                .update();
        admin.sql("update sluice.document set erased_at = now() where document_id = :id")
                .param("id", erased)
                .update();
        SimulationReport report = simulate(PolicyBundle.load(TestBundle.DEFAULT));
        assertThat(report.documents()).isOne();
        assertThat(report.withoutInputs()).isOne();
        assertThat(sentences(document, engine.bundle()))
                .anySatisfy(sentence -> assertThat(sentence).contains("older than stored inputs"));
    }

    @Test
    void thePageEscapesAndRunsNothing() {
        SimulationReport report = new SimulationReport(
                "<script>alert(1)</script>",
                "d",
                Instant.EPOCH,
                Contexts.NOON,
                1,
                0,
                1,
                1,
                0,
                0,
                0,
                List.of(new Change(
                        Change.By.TENANT, "<img src=x onerror='alert(1)'>&", "SOVEREIGN", "EXTERNAL", true, 1)),
                List.of());
        assertThat(SimulationPage.of(report))
                .contains("&lt;script&gt;", "&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;", "default-src 'none'")
                .doesNotContain("<script", "<img", "http://", "https://", "src=\"", "href");
    }

    private TestBundle forbidding(String when) {
        return TestBundle.in(dir).write("50-more.cedar", FORBIDS.formatted(when));
    }

    private List<String> sentences(UUID id, PolicyBundle bundle) {
        RecordedDecision recorded = decisions.find(id).orElseThrow();
        return DecisionSentences.of(
                recorded,
                Optional.of(bundle),
                new Replay(List.of(bundle)).replay(recorded).outcome());
    }

    private SimulationReport simulate(PolicyBundle bundle) {
        return Simulation.run(decisions, bundle, Instant.EPOCH, Contexts.NOON);
    }

    private Map<Replay.Outcome, Integer> replayed() {
        Replay replay = new Replay(List.of(PolicyBundle.load(TestBundle.DEFAULT)));
        Map<Replay.Outcome, Integer> counts = new HashMap<>();
        decisions.each(
                Instant.EPOCH,
                Optional.empty(),
                recorded -> counts.merge(replay.replay(recorded).outcome(), 1, Integer::sum));
        return counts;
    }

    private int count(Instant since, Optional<UUID> document) {
        List<UUID> seen = new ArrayList<>();
        decisions.each(since, document, recorded -> seen.add(recorded.decision().decisionId()));
        return seen.size();
    }

    private Decision save(UUID document, Decision decision) {
        DataSource ingest = database.dataSource(DatabaseRole.INGEST);
        database.transaction(DatabaseRole.INGEST)
                .executeWithoutResult(status ->
                        new DecisionStore(ingest, new AuditLog(ingest)).save(document, 1, null, decision, "ingest"));
        return decision;
    }
}
