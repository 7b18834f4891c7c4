package dev.sluice.app.command;

import dev.sluice.app.node.IntakeConfig;
import dev.sluice.classifier.lastlook.LastLookTier;
import dev.sluice.policy.PolicyBundle;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What may come in and from whom, and who takes a last look at what is doubtful. */
final class ConfigOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "topics and sources of documents, and a last look by a model of your own, as docs/examples/sluice.yaml "
                            + "and last-look.yaml (default: sluice.documents, any source and tenant, no last look)")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * The file's content, if one is named.
     *
     * @param bundle the bundle that has to have the slot of a last look
     * @throws CommandLine.ParameterException if the file is not as it must be
     */
    Optional<IntakeConfig> load(PolicyBundle bundle) {
        try {
            Optional<IntakeConfig> loaded = Optional.ofNullable(file).map(IntakeConfig::load);
            loaded.ifPresent(config -> config.lastLook(bundle));
            return loaded;
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--config: " + e.getMessage());
        }
    }

    /** Whether a file is named. */
    boolean isNamed() {
        return file != null;
    }

    /** The last look that the file describes, as {@link #load} checks it; empty where it describes none or no file is named. */
    Optional<LastLookTier> lastLook(PolicyBundle bundle) {
        return load(bundle).flatMap(config -> config.lastLook(bundle));
    }
}
