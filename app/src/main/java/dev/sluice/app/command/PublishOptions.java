package dev.sluice.app.command;

import dev.sluice.ingest.intake.Attributes;
import dev.sluice.ingest.intake.OutgoingDocument;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is declared about published documents. */
final class PublishOptions {
    private static final Set<String> DECLARATIONS = Set.of(
            "--label", "--tenant", "--purpose", "--residency", "--jurisdiction", "--min-sensitivity", "--subject");

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "summarise or classify (default: ${DEFAULT-VALUE})",
            defaultValue = "summarise")
    private String task = "summarise";

    @Option(names = "--label", paramLabel = "LABEL", description = "a label for --task classify; may be repeated")
    private List<String> labels = List.of();

    @Option(
            names = "--tenant",
            paramLabel = "T",
            description = "whose documents they are (default: ${DEFAULT-VALUE})",
            defaultValue = "default")
    private String tenant = "default";

    @Option(
            names = "--purpose",
            paramLabel = "P",
            description = "what for (default: ${DEFAULT-VALUE})",
            defaultValue = "operations")
    private String purpose = "operations";

    @Option(names = "--residency", paramLabel = "R", description = "regions that the work must stay in")
    private @Nullable String residency;

    @Option(names = "--jurisdiction", paramLabel = "J", description = "whose law applies")
    private @Nullable String jurisdiction;

    @Option(names = "--min-sensitivity", paramLabel = "S", description = "a least sensitivity; it only raises")
    private @Nullable String minSensitivity;

    @Option(names = "--subject", paramLabel = "TOKEN", description = "random subject token; may be repeated, up to 16")
    private List<String> subjects = List.of();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * Looks at what was given before anything is started.
     *
     * @param tasks the tasks of the bundle that decides
     * @throws CommandLine.ParameterException if the task is none of them, or labels are given to another task
     */
    void check(Set<String> tasks) {
        if (!tasks.contains(task)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--task is one of " + String.join(", ", new TreeSet<>(tasks)));
        }
        if (!labels.isEmpty() && !task.equals("classify")) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--label says nothing without --task classify");
        }
    }

    /** The names of what was declared beside the task, in the order given. */
    List<String> declared() {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(DECLARATIONS::contains)
                .toList();
    }

    String task() {
        return task;
    }

    String tenant() {
        return tenant;
    }

    String purpose() {
        return purpose;
    }

    OutgoingDocument decorate(OutgoingDocument document) {
        OutgoingDocument decorated = document;
        if (residency != null) {
            decorated = decorated.with(Attributes.RESIDENCY, residency);
        }
        if (jurisdiction != null) {
            decorated = decorated.with(Attributes.JURISDICTION, jurisdiction);
        }
        if (minSensitivity != null) {
            decorated = decorated.with(Attributes.MIN_SENSITIVITY, minSensitivity);
        }
        if (!subjects.isEmpty()) {
            decorated = decorated.withSubjects(subjects);
        }
        return labels.isEmpty() ? decorated : decorated.withParameters(Map.of("labels", labels));
    }
}
