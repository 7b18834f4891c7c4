package dev.sluice.app.command;

import dev.sluice.app.output.Rows;
import dev.sluice.policy.BundleProblem;
import dev.sluice.policy.PolicyBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice policy …}: the bundles that decide. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Policy bundles, and their life: added, approved by another person, in force, retired.",
        subcommands = {
            PolicyCommand.Check.class,
            PolicyProveCommand.class,
            PolicySimulateCommand.class,
            PolicyReplayCommand.class,
            PolicyExplainCommand.class,
            PolicyAddCommand.class,
            PolicyStepCommand.Approve.class,
            PolicyStepCommand.Activate.class,
            PolicyStepCommand.Rollback.class,
            PolicyStepCommand.Retire.class,
            PolicyListCommand.class,
            PolicyListCommand.Show.class,
            PolicyPersonCommand.class
        })
final class PolicyCommand extends CommandGroup {
    /** {@code sluice policy check [BUNDLE]}. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Checks a bundle: it loads, its policies fit the schema, its own tests hold. Exit 3 when not.")
    static final class Check implements Callable<Integer> {
        @Mixin
        private OutputOptions output = new OutputOptions();

        @Parameters(
                paramLabel = "BUNDLE",
                arity = "0..1",
                description = "the bundle's folder (default: the installed one)")
        private @Nullable Path bundle;

        @Override
        public Integer call() {
            if (bundle == null) {
                PolicyBundle installed = PolicyBundle.installedDefault();
                return report(installed.name() + " " + installed.version(), PolicyBundle.checkInstalledDefault());
            }
            if (!Files.isDirectory(bundle)) {
                System.err.println("sluice: no such folder: " + bundle);
                return ExitCode.USAGE;
            }
            return report(bundle.toString(), PolicyBundle.check(bundle));
        }

        private int report(String name, List<BundleProblem> problems) {
            try (Rows rows = output.upright()) {
                problems.forEach(problem -> rows.add(row(problem)));
            }
            System.err.println("bundle " + name);
            if (problems.isEmpty()) {
                System.err.println("what it never permits is shown by ./sluice policy prove, not by this");
            }
            System.err.println(problems.size() + (problems.size() == 1 ? " problem" : " problems"));
            return problems.isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
        }

        private static SequencedMap<String, Object> row(BundleProblem problem) {
            SequencedMap<String, Object> row = new LinkedHashMap<>();
            row.put("file", problem.file());
            row.put("line", problem.line());
            row.put("policy", problem.policy().orElse(""));
            row.put("problem", problem.message());
            row.put("instead", problem.instead());
            return row;
        }
    }
}
