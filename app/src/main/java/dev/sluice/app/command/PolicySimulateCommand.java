package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.app.output.OutputFormat;
import dev.sluice.app.output.Rows;
import dev.sluice.db.DatabaseRole;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.replay.Change;
import dev.sluice.policy.replay.RecordedDecisions;
import dev.sluice.policy.replay.Simulation;
import dev.sluice.policy.replay.SimulationPage;
import dev.sluice.policy.replay.SimulationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice policy simulate --bundle NEW --since T}. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description =
                "What a bundle would decide about documents that were decided on, from stored inputs. Reads no document,"
                        + " asks no model, changes nothing.")
final class PolicySimulateCommand implements Callable<Integer> {
    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private BundleOption bundle = new BundleOption();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "decisions of then or later (ISO 8601, UTC; default: all)")
    private Instant since = Instant.EPOCH;

    @Option(
            names = {"--output", "--format"},
            paramLabel = "table|json|csv",
            description = "how rows are written to standard output (default: ${DEFAULT-VALUE})",
            defaultValue = "table")
    private OutputFormat format = OutputFormat.TABLE;

    @Option(names = "--page", paramLabel = "FILE", description = "an HTML page to write the report into")
    private @Nullable Path page;

    @Override
    public Integer call() {
        PolicyBundle other = bundle.load();
        SimulationReport report;
        try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services())) {
            RecordedDecisions decisions =
                    new RecordedDecisions(services.database().dataSource(DatabaseRole.OPERATOR));
            try {
                report = Simulation.run(decisions, other, since, Instant.now());
            } catch (IllegalArgumentException impossible) {
                System.err.println("sluice: " + Rows.printable(String.valueOf(impossible.getMessage()))
                        + ": a node that has it could not start with this bundle");
                return ExitCode.REFUSED;
            }
        }
        try (Rows rows = new Rows(format, System.out)) {
            report.changes().forEach(change -> rows.add(row(change)));
        }
        if (page != null) {
            try {
                Files.writeString(page, SimulationPage.of(report), StandardCharsets.UTF_8);
            } catch (IOException e) {
                System.err.println("sluice: the page cannot be written to " + page);
                return ExitCode.FAILED;
            }
        }
        say(report);
        return ExitCode.OK;
    }

    private static SequencedMap<String, Object> row(Change change) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("by", change.by().name().toLowerCase(Locale.ROOT));
        row.put("key", change.key());
        row.put("from", change.from());
        row.put("to", change.to());
        row.put("newlyExternal", change.newlyExternal());
        row.put("documents", change.documents());
        return row;
    }

    private static void say(SimulationReport report) {
        System.err.println("bundle " + Rows.printable(report.bundle()) + " " + report.digest());
        report.notes().forEach(System.err::println);
        report.examples().stream()
                .limit(10)
                .forEach(document -> System.err.println("newly let outside: document " + document));
        System.err.printf(
                "%d need classification again, of which %d could newly be let outside if nothing more is found; %d have no"
                        + " stored inputs%n",
                report.again(), report.againAtMostExternal(), report.withoutInputs());
        System.err.printf(
                "%d documents: %d newly let outside, %d changed, %d unchanged%n",
                report.documents(), report.newlyExternal(), report.changed(), report.unchanged());
    }
}
