package dev.sluice.app.command;

import dev.sluice.app.node.Node;
import dev.sluice.app.node.Services;
import dev.sluice.app.output.Progress;
import dev.sluice.app.output.Rows;
import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.query.DocumentQueries;
import dev.sluice.ingest.query.DocumentStatus;
import dev.sluice.ingest.query.QuarantineQueries;
import dev.sluice.ingest.query.QuarantineRow;
import dev.sluice.ingest.query.QuarantineSelection;
import dev.sluice.ingest.query.RerunProgress;
import dev.sluice.ingest.rerun.QuarantinePlan;
import dev.sluice.ingest.rerun.QuarantineReruns;
import dev.sluice.ingest.rerun.RerunPlans;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice quarantine rerun … --reason CODE}: messages taken in once more, as if they came again. */
@Command(
        name = "rerun",
        mixinStandardHelpOptions = true,
        description =
                "Freezes a list of messages in quarantine and takes each in once more, as if it came again, under the "
                        + "settings now in force. It becomes a document, or stays with the reason that it has now.")
final class QuarantineRerunCommand extends NodeCommand {
    private static final String CANCELLED = "CANCELLED";

    @Mixin
    private QuarantineOptions which = new QuarantineOptions();

    @Parameters(paramLabel = "QUARANTINE", arity = "0..*", description = "quarantine ids of messages")
    private List<UUID> ids = List.of();

    @Option(names = "--plan", paramLabel = "ID", description = "start the list that an earlier --dry-run froze")
    private @Nullable UUID plan;

    @Option(names = "--dry-run", description = "freeze and show the list, and start nothing")
    private boolean dryRun;

    @Option(names = "--reason", paramLabel = "CODE", description = "why, as a code for the audit log")
    private @Nullable String reason;

    @Override
    boolean planOnly() {
        return dryRun;
    }

    @Override
    Integer run(Services services, Node node) throws InterruptedException {
        QuarantineReruns reruns = node.ingest().quarantine();
        QuarantinePlan frozen = plan == null
                ? reruns.freeze(which.selection(ids), String.valueOf(reason), Actor.localUser())
                : reruns.find(plan)
                        .orElseThrow(() -> usage("there is no plan " + plan + " over messages of quarantine"));
        int count = frozen.messages().size();
        System.err.printf(
                "plan %s: %d messages, list digest %s; `sluice quarantine cancel` gives it up%n",
                frozen.planId(), count, frozen.listDigest());
        if (dryRun) {
            show(messages(services, frozen));
            System.err.printf("%d messages, nothing started%n", count);
            return ExitCode.OK;
        }
        if (reruns.start(frozen.planId(), Actor.localUser()).isEmpty()) {
            System.err.println(
                    count == 0
                            ? "nothing to run again: 0 messages"
                            : "the plan was started before, or given up; nothing is run twice");
            return ExitCode.OK;
        }
        return follow(services, reruns, frozen);
    }

    @Override
    void checkWords() {
        QuarantineSelection selection = which.selection(ids);
        if (plan != null) {
            if (!selection.everything() || reason != null || dryRun) {
                throw usage("--plan names a list that is frozen: nothing can be chosen beside it");
            }
            return;
        }
        if (selection.everything()) {
            throw usage("name messages by their ids, --cause, --batch or --topic");
        }
        if (reason == null || !RerunPlans.isReason(reason)) {
            throw usage("--reason is " + RerunPlans.REASON_FORM);
        }
    }

    private void show(List<QuarantineRow> messages) {
        try (Rows rows = output().rows()) {
            messages.forEach(message -> rows.add(QuarantineCommand.row(message)));
        }
    }

    private static List<QuarantineRow> messages(Services services, QuarantinePlan frozen) {
        QuarantineSelection listed = new QuarantineSelection(
                Set.copyOf(frozen.messages()), Optional.empty(), Optional.empty(), Optional.empty());
        return frozen.messages().isEmpty()
                ? List.of()
                : QuarantineCommand.queries(services)
                        .list(listed, true, frozen.messages().size());
    }

    /** Asks for counts only until the plan and its documents have ended: the list can be long. */
    private Integer follow(Services services, QuarantineReruns reruns, QuarantinePlan started)
            throws InterruptedException {
        Progress progress = new Progress(System.err);
        QuarantineQueries queries = QuarantineCommand.queries(services);
        int all = started.messages().size();
        while (true) {
            String state = reruns.state(started.planId()).orElse(CANCELLED);
            RerunProgress now = queries.progress(started.planId());
            progress.show(now.taken() + " of " + all + " messages are documents now");
            if (state.equals(CANCELLED) || state.equals("ENDED") && now.open() == 0) {
                progress.clear();
                if (state.equals(CANCELLED)) {
                    System.err.println("the plan was given up; what was not taken can be run again");
                }
                return ended(services, messages(services, started));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private int ended(Services services, List<QuarantineRow> messages) {
        show(messages);
        DocumentQueries documents = new DocumentQueries(services.database().dataSource(DatabaseRole.OPERATOR));
        return sum(
                messages.size(),
                messages.stream()
                        .flatMap(message -> message.documentId().stream())
                        .flatMap(id -> documents.find(id).stream())
                        .toList());
    }

    private static int sum(int messages, List<DocumentStatus> taken) {
        long failed = taken.stream()
                .filter(status -> status.state().filter("FAILED"::equals).isPresent())
                .count();
        int stay = messages - taken.size();
        System.err.printf(
                "%d messages run again: %d documents, %d of them failed; %d stay in quarantine%n",
                messages, taken.size(), failed, stay);
        return failed == 0 && stay == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
