package dev.sluice.app.command;

import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyBundleException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which policy bundle decides. */
final class BundleOption {
    @Option(names = "--bundle", paramLabel = "DIR", description = "policy bundle (default: the one that is installed)")
    private @Nullable Path bundle;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * The bundle.
     *
     * @throws CommandLine.ParameterException if the one that was named does not load
     */
    PolicyBundle load() {
        if (bundle == null) {
            return PolicyBundle.installedDefault();
        }
        try {
            return PolicyBundle.load(bundle);
        } catch (PolicyBundleException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--bundle " + bundle + ": " + e.getMessage(), e, null, bundle.toString());
        }
    }
}
