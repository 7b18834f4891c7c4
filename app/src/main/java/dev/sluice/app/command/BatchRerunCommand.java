package dev.sluice.app.command;

import dev.sluice.app.node.Node;
import dev.sluice.app.node.Services;
import dev.sluice.app.output.Progress;
import dev.sluice.app.output.Rows;
import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.query.BatchQueries;
import dev.sluice.ingest.query.BatchRow;
import dev.sluice.ingest.query.DocumentQueries;
import dev.sluice.ingest.query.DocumentStatus;
import dev.sluice.ingest.rerun.RerunPlan;
import dev.sluice.ingest.rerun.RerunPlans;
import dev.sluice.ingest.rerun.RerunSelector;
import dev.sluice.ingest.rerun.RerunStart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice batch rerun BATCH --failed --reason CODE}: new attempts from the stored originals. */
@Command(
        name = "rerun",
        mixinStandardHelpOptions = true,
        description =
                "Freezes the list of failed or doubtful documents of a batch, decides on each again under the policy in "
                        + "force, and makes new attempts from the stored originals. Earlier attempts stay. Nothing starts, and the "
                        + "exit code is 3, when a document would newly go out.")
final class BatchRerunCommand extends NodeCommand {
    @Parameters(paramLabel = "BATCH", description = "the batch's id")
    @SuppressWarnings("NullAway.Init") // required
    private UUID batch;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Which which = new Which();

    @Option(names = "--reason", required = true, paramLabel = "CODE", description = "why, as a code for the audit log")
    private String reason = "";

    @Option(
            names = "--retry-crashed",
            description =
                    "read documents again that ended the process that read them twice; without it what was read of them "
                            + "then is decided anew")
    private boolean retryCrashed;

    /** Which documents. */
    static final class Which {
        @Option(names = "--failed", description = "documents whose newest attempt failed")
        private boolean failed;

        @Option(names = "--doubtful", description = "documents withheld, partly read or not exhaustively classified")
        private boolean doubtful;
    }

    @Override
    void checkWords() {
        if (!RerunPlans.isReason(reason)) {
            throw usage("--reason is " + RerunPlans.REASON_FORM);
        }
    }

    @Override
    void checkStored(Services services) {
        if (new BatchQueries(services.database().dataSource(DatabaseRole.OPERATOR))
                .find(batch)
                .isEmpty()) {
            throw usage("there is no batch " + batch);
        }
    }

    @Override
    Integer run(Services services, Node node) throws InterruptedException {
        RerunPlans plans = node.ingest().reruns();
        RerunSelector selector = which.failed ? RerunSelector.FAILED : RerunSelector.DOUBTFUL;
        RerunPlan plan = plans.freeze(batch, selector, retryCrashed, reason, Actor.localUser());
        describe(plan);
        return switch (plans.start(plan.planId(), Actor.localUser())) {
            case RerunStart.Refused refused -> throw new RefusedException(why(refused.plan()));
            case RerunStart.NotStartable none -> {
                System.err.println("nothing to run again: 0 documents");
                yield ExitCode.OK;
            }
            case RerunStart.Started started ->
                follow(services, started.batches().getFirst());
        };
    }

    private static String why(RerunPlan plan) {
        String what = plan.newlyOut() > 0
                ? plan.newlyOut() + " of " + plan.items() + " documents would newly go out"
                : plan.items() + " documents are more than one person runs again alone";
        return what + "; plan " + plan.planId()
                + " is kept and was not started: another person approves it with sluice rerun approve, then sluice rerun "
                + "start runs it";
    }

    private static void describe(RerunPlan plan) {
        System.err.printf("plan %s: %d documents, list digest %s%n", plan.planId(), plan.items(), plan.listDigest());
        for (Map.Entry<String, Integer> change : plan.routes().entrySet()) {
            System.err.printf("  %s: %d%n", change.getKey().replace(">", " now "), change.getValue());
        }
    }

    private Integer follow(Services services, UUID run) throws InterruptedException {
        Progress progress = new Progress(System.err);
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
                try (Rows rows = output().rows()) {
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
