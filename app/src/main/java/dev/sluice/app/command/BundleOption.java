package dev.sluice.app.command;

import dev.sluice.policy.PolicyBundle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which policy bundle decides. */
final class BundleOption {
    @Option(names = "--bundle", paramLabel = "DIR", description = "policy bundle (default: the one that is installed)")
    private @Nullable Path bundle;

    PolicyBundle load() {
        return bundle == null ? PolicyBundle.installedDefault() : PolicyBundle.load(bundle);
    }
}
