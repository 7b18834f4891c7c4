package dev.sluice.app.command;

import dev.sluice.ingest.IngestException;
import dev.sluice.ingest.query.QuarantineSelection;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which messages of quarantine are meant; several options narrow each other. */
final class QuarantineOptions {
    @Option(names = "--cause", paramLabel = "REASON", description = "messages that are in quarantine for this reason")
    private @Nullable String cause;

    @Option(names = "--batch", paramLabel = "ID", description = "messages that this batch set aside")
    private @Nullable UUID batch;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "messages of this topic")
    private @Nullable String topic;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * As given.
     *
     * @param ids quarantine ids that were named
     * @throws CommandLine.ParameterException if one is of no form that it can have
     */
    QuarantineSelection selection(Collection<UUID> ids) {
        try {
            return new QuarantineSelection(
                    Set.copyOf(ids),
                    Optional.ofNullable(cause),
                    Optional.ofNullable(batch),
                    Optional.ofNullable(topic));
        } catch (IngestException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
