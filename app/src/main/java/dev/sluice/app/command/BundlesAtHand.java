package dev.sluice.app.command;

import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyBundleException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The bundles by which something may have been decided: those that ship with Sluice, and those that are named. */
final class BundlesAtHand {
    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description = "folder of a bundle that decided, beside those that ship with this program; may be repeated")
    private List<Path> folders = List.of();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private @Nullable List<PolicyBundle> loaded;

    /**
     * All of them.
     *
     * @throws CommandLine.ParameterException if one that was named does not load
     */
    List<PolicyBundle> all() {
        if (loaded == null) {
            List<PolicyBundle> bundles = new ArrayList<>();
            for (Path folder : folders) {
                try {
                    bundles.add(PolicyBundle.load(folder));
                } catch (PolicyBundleException e) {
                    throw new CommandLine.ParameterException(
                            spec.commandLine(),
                            "--bundle " + folder + ": " + e.getMessage(),
                            e,
                            null,
                            folder.toString());
                }
            }
            PolicyBundle.installedNames().forEach(name -> bundles.add(PolicyBundle.installed(name)));
            loaded = List.copyOf(bundles);
        }
        return loaded;
    }

    /** The one of a digest. */
    Optional<PolicyBundle> find(String digest) {
        return all().stream().filter(bundle -> bundle.digest().equals(digest)).findFirst();
    }
}
