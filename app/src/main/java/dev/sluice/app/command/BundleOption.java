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
    @Option(
            names = "--bundle",
            paramLabel = "DIR|NAME",
            description =
                    "policy bundle: its folder, or default, airgap, eu-residency or finance (default: default); a node "
                            + "decides with the one in force")
    private @Nullable Path bundle;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** Whether one is named. */
    boolean isNamed() {
        return bundle != null;
    }

    /**
     * The bundle.
     *
     * @throws CommandLine.ParameterException if the one that was named does not load
     */
    PolicyBundle load() {
        if (bundle == null) {
            return PolicyBundle.installedDefault();
        }
        if (PolicyBundle.installedNames().contains(bundle.toString())) {
            return PolicyBundle.installed(bundle.toString());
        }
        try {
            return PolicyBundle.load(bundle);
        } catch (PolicyBundleException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--bundle " + bundle + ": " + e.getMessage(), e, null, bundle.toString());
        }
    }
}
