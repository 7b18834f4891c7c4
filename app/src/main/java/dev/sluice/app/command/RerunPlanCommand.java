package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.node.BundleChoice;
import dev.sluice.app.node.Node;
import dev.sluice.app.node.Services;
import dev.sluice.app.output.Rows;
import dev.sluice.audit.Actor;
import dev.sluice.db.KeyRing;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.ingest.rerun.RerunPlan;
import dev.sluice.ingest.rerun.RerunPolicy;
import dev.sluice.ingest.rerun.RerunSelection;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice rerun plan …}: freezes a list and shows what would change. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Freezes a list of documents, decides on each again from the stored original, and shows the old "
                        + "decision against the new by class of failure, those that would newly go out first. Nothing is started.")
final class RerunPlanCommand implements Callable<Integer> {
    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private EndpointOptions endpoints = new EndpointOptions();

    @Mixin
    private OcrOption ocr = new OcrOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private RerunSelectionOptions which = new RerunSelectionOptions();

    @Option(
            names = "--policy",
            paramLabel = "active|original",
            converter = Word.class,
            description =
                    "active: the bundle in force decides; original: only documents that it decided before, and only a "
                            + "node with that bundle runs them (default: ${DEFAULT-VALUE})",
            defaultValue = "active")
    private RerunPolicy policy = RerunPolicy.ACTIVE;

    @Option(
            names = "--retry-crashed",
            description =
                    "read documents again that ended the process that read them twice; without it what was read of them "
                            + "then is decided anew")
    private boolean retryCrashed;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** The words of the command line, in lower case. */
    static final class Word implements ITypeConverter<RerunPolicy> {
        @Override
        public RerunPolicy convert(String word) {
            return RerunPolicy.valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    @Override
    public Integer call() {
        RerunSelection selection = which.selection();
        BundleChoice bundle = endpoints.choice();
        ExtractionSettings extraction = ocr.settings();
        DataFolder folder = machine.dataFolder();
        try (Services services = Services.both(folder, machine.services())) {
            services.requireOwnNodeFor(NodeOptions.given(spec));
            KeyRing.createOrOpen(folder.keys());
            try (Node node = Node.standby(folder, services, bundle, extraction);
                    Rows rows = output.rows()) {
                RerunPlan plan = node.ingest().reruns().freeze(selection, policy, retryCrashed, Actor.localUser());
                RerunCommand.queries(services)
                        .changes(plan.planId())
                        .forEach(change -> rows.add(RerunRows.row(change)));
                rows.close();
                RerunRows.tell(plan, System.err);
                return ExitCode.OK;
            }
        }
    }
}
