package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.AuditLog;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import dev.sluice.policy.replay.RecordedDecisions;
import dev.sluice.policy.replay.Simulation;
import dev.sluice.policy.replay.SimulationReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs PostgreSQL. What a simulation counts, with its cache, is what asking about each document alone gives. */
class SimulationIntegrationTests {
    private static final long SEED = Long.getLong("sluice.replay.seed", System.nanoTime());
    private static final int DOCUMENTS = 400;

    @TempDir
    private Path dir;

    @Test
    void countsWhatAskingAboutEachDocumentGives() {
        System.out.println("simulation: -Dsluice.replay.seed=" + SEED);
        PolicyEngine engine = new PolicyEngine(TestBundle.defaultFilled(), Contexts.CLOCK);
        GeneratedInputs generated = new GeneratedInputs(SEED, engine.bundle());
        List<Decision> decided = new ArrayList<>();
        try (TestDatabase database = TestServices.database()) {
            database.putInForce(engine.bundle().digest());
            DataSource ingest = database.dataSource(DatabaseRole.INGEST);
            DecisionStore store = new DecisionStore(ingest, new AuditLog(ingest));
            StoredRows rows = new StoredRows(ingest);
            for (int i = 0; i < DOCUMENTS; i++) {
                UUID document = rows.document("");
                Decision decision = engine.decide(generated.context(Contexts.NOON), generated.unavailable());
                database.transaction(DatabaseRole.INGEST)
                        .executeWithoutResult(status -> store.save(document, 1, null, decision, "ingest"));
                decided.add(decision);
            }
            RecordedDecisions stored = new RecordedDecisions(database.dataSource(DatabaseRole.OPERATOR));
            for (PolicyBundle other : List.of(
                    PolicyBundle.load(TestBundle.DEFAULT),
                    PolicyBundle.installed("finance"),
                    PolicyBundle.installed("eu-residency"),
                    TestBundle.withEveryKind(dir).load())) {
                SimulationReport report = Simulation.run(stored, other, Instant.EPOCH, Contexts.NOON);
                assertThat(Map.of(
                                "again", report.again(),
                                "changed", report.changed(),
                                "newlyExternal", report.newlyExternal(),
                                "documents", report.documents()))
                        .as("seed %d, bundle %s", SEED, other.name())
                        .isEqualTo(counted(decided, other));
            }
        }
    }

    private static Map<String, Long> counted(List<Decision> decided, PolicyBundle other) {
        long again = 0;
        long changed = 0;
        long newlyExternal = 0;
        for (Decision decision : decided) {
            DecisionInputs inputs = decision.inputs();
            PolicyEngine engine = new PolicyEngine(other.recall(inputs.endpoints()), Contexts.CLOCK);
            DocumentContext context = inputs.context();
            if (!context.complete()
                    || !context.anythingRead()
                    || context.exhaustiveness() != Exhaustiveness.EXHAUSTIVE
                    || !engine.counts(context)) {
                again++;
                continue;
            }
            Decision then = engine.decide(inputs);
            if (then.route() != decision.route() || !first(then).equals(first(decision))) {
                changed++;
            }
            if (then.route() == Route.EXTERNAL && decision.route() != Route.EXTERNAL) {
                newlyExternal++;
            }
        }
        return Map.of(
                "again", again,
                "changed", changed,
                "newlyExternal", newlyExternal,
                "documents", (long) decided.size());
    }

    private static Optional<String> first(Decision decision) {
        return Contexts.ids(decision).stream().findFirst();
    }
}
