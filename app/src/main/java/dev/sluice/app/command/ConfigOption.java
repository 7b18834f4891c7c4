package dev.sluice.app.command;

import dev.sluice.app.node.IntakeConfig;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What may come in and from whom, for the commands that start a node. */
final class ConfigOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "topics and sources of documents, as docs/examples/sluice.yaml (default: sluice.documents, any "
                            + "source and tenant)")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * The file's content, if one is named.
     *
     * @throws CommandLine.ParameterException if the file is not as it must be
     */
    Optional<IntakeConfig> load() {
        try {
            return Optional.ofNullable(file).map(IntakeConfig::load);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--config: " + e.getMessage());
        }
    }
}
