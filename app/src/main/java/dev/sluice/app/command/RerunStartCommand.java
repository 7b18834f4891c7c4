package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.node.BundleChoice;
import dev.sluice.app.node.IntakeConfig;
import dev.sluice.app.node.Node;
import dev.sluice.app.node.Services;
import dev.sluice.app.output.Progress;
import dev.sluice.app.output.Rows;
import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyRing;
import dev.sluice.ingest.IngestException;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.ingest.rerun.RerunChange;
import dev.sluice.ingest.rerun.RerunControl;
import dev.sluice.ingest.rerun.RerunPlan;
import dev.sluice.ingest.rerun.RerunPlans;
import dev.sluice.ingest.rerun.RerunQueries;
import dev.sluice.ingest.rerun.RerunStart;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice rerun start PLAN --reason CODE}: new attempts from the stored originals. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description =
                "Starts a frozen plan, follows it to its end and shows what it changed. Exit 3 as long as a plan that "
                        + "would newly send something out, or is large, is not approved by another person.")
final class RerunStartCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 300;
    private static final Set<String> OPEN = Set.of("RECEIVED", "DECIDED", "DISPATCHED");

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private EndpointOptions endpoints = new EndpointOptions();

    @Mixin
    private OcrOption ocr = new OcrOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "PLAN", description = "the plan's id")
    @SuppressWarnings("NullAway.Init") // required
    private UUID plan;

    @Option(names = "--reason", required = true, paramLabel = "CODE", description = "why, as a code for the audit log")
    private String reason = "";

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "at most so many documents a minute (default: as fast as it goes)")
    private @Nullable Integer rate;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (!RerunPlans.isReason(reason)) {
            throw usage("--reason is " + RerunPlans.REASON_FORM);
        }
        if (rate != null && rate < 1) {
            throw usage("--rate is a number of documents a minute, at least 1");
        }
        BundleChoice bundle = endpoints.choice();
        ExtractionSettings extraction = ocr.settings();
        Optional<IntakeConfig> intake = config.load(bundle.wanted());
        DataFolder folder = machine.dataFolder();
        try (Services services = Services.both(folder, machine.services())) {
            services.requireOwnNodeFor(NodeOptions.given(spec));
            KeyRing.createOrOpen(folder.keys());
            if (services.attached()) {
                return run(services, new RerunControl(services.database().dataSource(DatabaseRole.INGEST), () -> {}));
            }
            boolean sole = machine.services().embedded();
            try (Node node = Node.start(folder, services, bundle, extraction, intake, sole)) {
                return run(services, node.ingest().reruns().control());
            }
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private int run(Services services, RerunControl control) throws InterruptedException {
        try {
            return switch (control.start(plan, reason, Optional.ofNullable(rate), Actor.localUser())) {
                case RerunStart.Started started -> {
                    RerunRows.tell(started.plan(), System.err);
                    yield follow(RerunCommand.queries(services));
                }
                case RerunStart.Refused refused -> {
                    RerunRows.tell(refused.plan(), System.err);
                    throw new RefusedException("plan " + plan + " was not started: nobody else approved it");
                }
                case RerunStart.NotStartable none -> {
                    RerunRows.tell(none.plan(), System.err);
                    System.err.println("nothing was started");
                    yield none.plan().items() == 0 ? ExitCode.OK : ExitCode.FAILED;
                }
            };
        } catch (IngestException none) {
            throw usage(String.valueOf(none.getMessage()));
        }
    }

    /** Until every document has ended, waits for something that may take long, or somebody paused or stopped the plan. */
    private int follow(RerunQueries queries) throws InterruptedException {
        Progress progress = new Progress(System.err);
        while (true) {
            RerunPlan now = queries.find(plan).orElseThrow();
            List<RerunChange> changes = queries.changes(plan);
            int made = sum(changes.stream()
                    .filter(change -> change.state().isPresent())
                    .toList());
            progress.show(made + " of " + now.items() + " documents have a new attempt");
            boolean running = now.state().equals("STARTED")
                    || now.state().equals("ENDED")
                            && changes.stream()
                                    .anyMatch(change -> change.state()
                                            .filter(OPEN::contains)
                                            .isPresent());
            if (!running) {
                progress.clear();
                try (Rows rows = output.rows()) {
                    changes.forEach(change -> rows.add(RerunRows.row(change)));
                }
                int failed = sum(changes.stream()
                        .filter(change ->
                                change.state().filter("FAILED"::equals).isPresent())
                        .toList());
                System.err.printf(
                        "plan %s is %s: %d documents run again, %d failed%n", plan, now.state(), made, failed);
                return failed == 0 && now.state().equals("ENDED") ? ExitCode.OK : ExitCode.FAILED;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static int sum(List<RerunChange> changes) {
        return changes.stream().mapToInt(RerunChange::documents).sum();
    }
}
