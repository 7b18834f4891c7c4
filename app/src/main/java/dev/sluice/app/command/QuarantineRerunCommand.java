package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.node.IntakeConfig;
import dev.sluice.app.node.Node;
import dev.sluice.app.node.Services;
import dev.sluice.app.output.Progress;
import dev.sluice.app.output.Rows;
import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyRing;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.ingest.query.DocumentQueries;
import dev.sluice.ingest.query.DocumentStatus;
import dev.sluice.ingest.query.QuarantineRow;
import dev.sluice.ingest.query.QuarantineSelection;
import dev.sluice.ingest.rerun.QuarantinePlan;
import dev.sluice.ingest.rerun.QuarantineReruns;
import dev.sluice.ingest.rerun.RerunPlans;
import dev.sluice.policy.PolicyBundle;
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

/** {@code sluice quarantine rerun … --reason CODE}: messages taken in once more, as if they came again. */
@Command(
        name = "rerun",
        mixinStandardHelpOptions = true,
        description =
                "Freezes a list of messages in quarantine and takes each in once more, as if it came again, under the "
                        + "settings now in force. It becomes a document, or stays with the reason that it has now.")
final class QuarantineRerunCommand implements Callable<Integer> {
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

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        QuarantineSelection selection = which.selection(ids);
        check(selection);
        PolicyBundle bundle = endpoints.filled();
        ExtractionSettings extraction = ocr.settings();
        Optional<IntakeConfig> intake = config.load(bundle);
        DataFolder folder = machine.dataFolder();
        try (Services services = Services.both(folder, machine.services())) {
            services.requireOwnNodeFor(NodeOptions.given(spec));
            KeyRing.createOrOpen(folder.keys());
            boolean sole = machine.services().embedded();
            try (Node node = services.attached() || dryRun
                    ? Node.standby(folder, services, bundle, extraction)
                    : Node.start(folder, services, bundle, extraction, intake, sole)) {
                QuarantineReruns reruns = node.ingest().quarantine();
                QuarantinePlan frozen = plan == null
                        ? reruns.freeze(selection, String.valueOf(reason), Actor.localUser())
                        : reruns.find(plan)
                                .orElseThrow(() -> usage("there is no plan " + plan + " over messages of quarantine"));
                System.err.printf(
                        "plan %s: %d messages, list digest %s%n",
                        frozen.planId(), frozen.messages().size(), frozen.listDigest());
                if (dryRun) {
                    show(messages(services, frozen));
                    System.err.printf(
                            "%d messages, nothing started%n", frozen.messages().size());
                    return ExitCode.OK;
                }
                if (reruns.start(frozen.planId(), Actor.localUser()).isEmpty()) {
                    System.err.println(
                            frozen.messages().isEmpty()
                                    ? "nothing to run again: 0 messages"
                                    : "the plan was started before; nothing is run twice");
                    return ExitCode.OK;
                }
                return follow(services, reruns, frozen);
            }
        }
    }

    private void check(QuarantineSelection selection) {
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

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private void show(List<QuarantineRow> messages) {
        try (Rows rows = output.rows()) {
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

    private Integer follow(Services services, QuarantineReruns reruns, QuarantinePlan started)
            throws InterruptedException {
        Progress progress = new Progress(System.err);
        DocumentQueries documents = new DocumentQueries(services.database().dataSource(DatabaseRole.OPERATOR));
        while (true) {
            boolean done = reruns.find(started.planId())
                    .filter(now -> now.state().equals("ENDED"))
                    .isPresent();
            List<QuarantineRow> messages = messages(services, started);
            List<UUID> taken = messages.stream()
                    .flatMap(message -> message.documentId().stream())
                    .toList();
            progress.show(taken.size() + " of " + messages.size() + " messages are documents now");
            List<DocumentStatus> statuses = done
                    ? taken.stream().flatMap(id -> documents.find(id).stream()).toList()
                    : List.of();
            if (done && statuses.stream().allMatch(DocumentStatus::ended)) {
                progress.clear();
                show(messages);
                return sum(messages.size(), statuses);
            }
            Thread.sleep(POLL_MILLIS);
        }
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
