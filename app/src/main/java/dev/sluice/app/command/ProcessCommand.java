package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.node.BundleChoice;
import dev.sluice.app.node.IntakeConfig;
import dev.sluice.app.node.Node;
import dev.sluice.app.node.Services;
import dev.sluice.app.output.Progress;
import dev.sluice.app.output.Rows;
import dev.sluice.audit.VerificationReport;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyRing;
import dev.sluice.db.Topics;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.ingest.intake.IntakeLimits;
import dev.sluice.ingest.query.DocumentQueries;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice process PATH…}: the main job, from files to a verified log. */
@Command(
        name = "process",
        mixinStandardHelpOptions = true,
        description =
                "Publishes every file under the paths, waits until each document has ended, shows what became of each "
                        + "and verifies the audit log. Starts embedded services unless servers are named.")
final class ProcessCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", arity = "1..*", description = "files or folders; links are not followed")
    private List<Path> paths = List.of();

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private EndpointOptions endpoints = new EndpointOptions();

    @Mixin
    private OcrOption ocr = new OcrOption();

    @Mixin
    private PublishOptions options = new PublishOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private WaitOption wait = new WaitOption();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--again", description = "make a new attempt for documents that were processed before")
    private boolean again;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        List<FileWalk.Found> files = FileWalk.under(paths, spec);
        BundleChoice bundle = endpoints.choice();
        options.check(bundle.wanted().tasks());
        ExtractionSettings extraction = ocr.settings();
        Optional<IntakeConfig> intake = config.load(bundle.wanted());
        if (intake.isPresent() && !intake.get().topics().reads(Topics.DOCUMENTS)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--config: process publishes to " + Topics.DOCUMENTS + ", which topics leaves out");
        }
        DataFolder folder = machine.dataFolder();
        Progress progress = new Progress(System.err);
        progress.show("starting services in " + folder.root());
        try (Services services = Services.both(folder, machine.services())) {
            services.requireOwnNodeFor(NodeOptions.given(spec));
            KeyRing keys = KeyRing.createOrOpen(folder.keys());
            Node node = services.attached()
                    ? Node.standby(folder, services, bundle, extraction)
                    : Node.start(
                            folder,
                            services,
                            bundle,
                            extraction,
                            intake,
                            machine.services().embedded());
            List<ProcessOutcome> outcomes;
            long mostBytes = intake.map(IntakeConfig::limits)
                    .orElse(IntakeLimits.DEFAULTS)
                    .documentBytes();
            try (Publication publication = new Publication(folder, keys, services.kafkaClient(), options, mostBytes)) {
                outcomes = new ProcessRun(services, publication, progress, again(services, node), wait.longest())
                        .run(files);
            } finally {
                progress.clear();
                node.close();
            }
            try (Rows rows = output.rows()) {
                outcomes.forEach(outcome -> rows.add(outcome.row()));
            }
            ProcessSummary.print(outcomes, System.err);
            ProcessSummary.warnOfDeclarations(outcomes, options.declared(), again, System.err);
            return finish(services, folder, outcomes);
        }
    }

    private Optional<Again> again(Services services, Node node) {
        return again
                ? Optional.of(
                        new Again(node, new DocumentQueries(services.database().dataSource(DatabaseRole.OPERATOR))))
                : Optional.empty();
    }

    private static int finish(Services services, DataFolder folder, List<ProcessOutcome> outcomes) {
        VerificationReport report = AuditVerifyCommand.verify(services, folder);
        AuditVerifyCommand.print(report, System.err);
        System.err.println("network isolation: none (one process runs both pools)");
        System.err.println(ProcessSummary.counts(outcomes));
        if (!report.intact()) {
            return ExitCode.AUDIT_NOT_INTACT;
        }
        return outcomes.stream().allMatch(ProcessOutcome::endedWell) ? ExitCode.OK : ExitCode.FAILED;
    }
}
