package dev.sluice.app.command;

import dev.sluice.classifier.Category;
import dev.sluice.ingest.IngestException;
import dev.sluice.ingest.rerun.RerunSelection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which documents are meant; several options narrow each other. */
final class RerunSelectionOptions {
    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            description =
                    "documents whose newest attempt is in one of these states (default: any in which it has ended)")
    private List<String> states = List.of();

    @Option(names = "--cause", paramLabel = "REASON", description = "documents whose newest attempt has this reason")
    private @Nullable String cause;

    @Option(names = "--batch", paramLabel = "ID", description = "documents whose newest attempt this batch made")
    private @Nullable UUID batch;

    @Option(names = "--since", paramLabel = "TIME", description = "documents that ended then or later (ISO 8601, UTC)")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "documents that ended before (ISO 8601, UTC)")
    private @Nullable Instant until;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "documents of this tenant, as the records name it")
    private @Nullable String tenant;

    @Option(names = "--category", paramLabel = "CATEGORY", description = "documents in which this was found")
    private @Nullable Category category;

    @Option(
            names = "--endpoint",
            paramLabel = "ENDPOINT",
            description = "documents that this endpoint was called for, or could be")
    private @Nullable String endpoint;

    @Option(
            names = "--detector-version",
            paramLabel = "DIGEST",
            description = "documents that these detectors classified: eight or more digits of their digest")
    private @Nullable String detectors;

    @Option(
            names = "--bundle-version",
            paramLabel = "DIGEST",
            description = "documents that this bundle decided about: eight or more digits of its digest")
    private @Nullable String bundle;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * As given.
     *
     * @throws CommandLine.ParameterException if nothing is said, or one is of no form that it can have
     */
    RerunSelection selection() {
        try {
            RerunSelection selection = new RerunSelection(
                    Set.copyOf(states),
                    Optional.ofNullable(cause),
                    Optional.ofNullable(batch),
                    Optional.ofNullable(since),
                    Optional.ofNullable(until),
                    Optional.ofNullable(tenant),
                    Optional.ofNullable(category),
                    Optional.ofNullable(endpoint),
                    Optional.ofNullable(detectors),
                    Optional.ofNullable(bundle));
            if (selection.everything()) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "say which documents: --state, --cause, --batch, --since, --tenant and so on");
            }
            return selection;
        } catch (IngestException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
