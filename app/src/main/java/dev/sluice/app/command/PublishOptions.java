package dev.sluice.app.command;

import dev.sluice.ingest.intake.Attributes;
import dev.sluice.ingest.intake.OutgoingDocument;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is declared about published documents. */
final class PublishOptions {
    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "summarise or classify (default: ${DEFAULT-VALUE})",
            defaultValue = "summarise")
    private String task = "summarise";

    @Option(names = "--label", paramLabel = "LABEL", description = "a label for --task classify; may be repeated")
    private List<String> labels = List.of();

    @Option(names = "--tenant", paramLabel = "T", description = "default: ${DEFAULT-VALUE}", defaultValue = "default")
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
