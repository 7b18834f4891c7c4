package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.node.IntakeConfig;
import dev.sluice.app.node.Node;
import dev.sluice.app.node.Services;
import dev.sluice.app.output.Progress;
import dev.sluice.app.output.Rows;
import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.ingest.query.BatchQueries;
import dev.sluice.ingest.query.BatchRow;
import dev.sluice.ingest.query.DocumentQueries;
import dev.sluice.ingest.query.DocumentStatus;
import dev.sluice.ingest.rerun.RerunPlan;
import dev.sluice.ingest.rerun.RerunPlans;
import dev.sluice.ingest.rerun.RerunSelector;
import dev.sluice.ingest.rerun.RerunStart;
import dev.sluice.policy.PolicyBundle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice batch rerun BATCH --failed --reason CODE}: new attempts from the stored originals. */
@Command(
        name = "rerun",
        mixinStandardHelpOptions = true,
        description =
                "Freezes the list of failed or doubtful documents of a batch, decides on each again under the policy in "
                        + "force, and makes new attempts from the stored originals. Earlier attempts stay. Nothing starts, and the "
                        + "exit code is 3, when a document would newly go out.")
final class BatchRerunCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 200;

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

    @Parameters(paramLabel = "BATCH", description = "the batch's id")
    @SuppressWarnings("NullAway.Init") // required
    private UUID batch;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Which which = new Which();

    @Option(names = "--reason", required = true, paramLabel = "CODE", description = "why, as a code for the audit log")
    private String reason = "";

    /** Which documents. */
    static final class Which {
        @Option(names = "--failed", description = "documents whose newest attempt failed")
        private boolean failed;

        @Option(names = "--doubtful", description = "documents withheld, partly read or not exhaustively classified")
        private boolean doubtful;
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (!RerunPlans.isReason(reason)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--reason is " + RerunPlans.REASON_FORM);
        }
        PolicyBundle bundle = endpoints.filled();
        ExtractionSettings extraction = ocr.settings();
        Optional<IntakeConfig> intake = config.load(bundle);
        DataFolder folder = machine.dataFolder();
        Progress progress = new Progress(System.err);
        try (Services services = Services.both(folder, machine.services())) {
            services.requireOwnNodeFor(NodeOptions.given(spec));
            if (new BatchQueries(services.database().dataSource(DatabaseRole.OPERATOR))
                    .find(batch)
                    .isEmpty()) {
                throw new CommandLine.ParameterException(spec.commandLine(), "there is no batch " + batch);
            }
            boolean sole = machine.services().embedded();
            try (Node node = services.attached()
                    ? Node.standby(folder, services, bundle, extraction)
                    : Node.start(folder, services, bundle, extraction, intake, sole)) {
                RerunPlans plans = node.ingest().reruns();
                RerunSelector selector = which.failed ? RerunSelector.FAILED : RerunSelector.DOUBTFUL;
                RerunPlan plan = plans.freeze(batch, selector, reason, Actor.localUser());
                describe(plan);
                return switch (plans.start(plan.planId(), Actor.localUser())) {
                    case RerunStart.Refused refused ->
                        throw new RefusedException(refused.plan().newlyOut() + " of "
                                + refused.plan().items() + " documents would newly go out; plan "
                                + refused.plan().planId() + " is kept and was not started");
                    case RerunStart.NotStartable none -> {
                        System.err.println("nothing to run again: 0 documents");
                        yield ExitCode.OK;
                    }
                    case RerunStart.Started started -> follow(services, started.batchId(), progress);
                };
            }
        }
    }

    private static void describe(RerunPlan plan) {
        System.err.printf("plan %s: %d documents, list digest %s%n", plan.planId(), plan.items(), plan.listDigest());
        for (Map.Entry<String, Integer> change : plan.routes().entrySet()) {
            System.err.printf("  %s: %d%n", change.getKey().replace(">", " now "), change.getValue());
        }
    }

    private Integer follow(Services services, UUID run, Progress progress) throws InterruptedException {
        var asOperator = services.database().dataSource(DatabaseRole.OPERATOR);
        BatchQueries batches = new BatchQueries(asOperator);
        DocumentQueries documents = new DocumentQueries(asOperator);
        while (true) {
            Optional<BatchRow> row = batches.find(run);
            boolean planned = row.map(BatchRow::state).filter("ENDED"::equals).isPresent();
            List<DocumentStatus> statuses = batches.documents(run).stream()
                    .map(documents::find)
                    .flatMap(Optional::stream)
                    .toList();
            long ended = statuses.stream().filter(DocumentStatus::ended).count();
            progress.show(ended + " documents have ended again");
            if (planned && ended == statuses.size()) {
                progress.clear();
                try (Rows rows = output.rows()) {
                    rows.add(BatchCommand.row(row.orElseThrow()));
                }
                long failed = statuses.stream()
                        .filter(status ->
                                status.state().filter("FAILED"::equals).isPresent())
                        .count();
                System.err.printf("%d documents run again, %d failed%n", statuses.size(), failed);
                return failed == 0 ? ExitCode.OK : ExitCode.FAILED;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
