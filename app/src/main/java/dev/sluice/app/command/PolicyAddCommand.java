package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.app.output.Rows;
import dev.sluice.db.DatabaseRole;
import dev.sluice.policy.BundleProblem;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyBundleException;
import dev.sluice.policy.life.Acting;
import dev.sluice.policy.life.PolicySteps;
import dev.sluice.policy.proof.Proof;
import dev.sluice.policy.proof.ProofReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice policy add BUNDLE}: an author registers a bundle, checked and proved. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description =
                "Checks and proves a bundle and registers it with the proof's report, as its author. Exit 3 when it "
                        + "fails its check, which registers nothing, or its proof, which registers a draft.")
final class PolicyAddCommand implements Callable<Integer> {
    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private TokenOption token = new TokenOption();

    @Parameters(paramLabel = "BUNDLE", description = "the bundle's folder")
    private Path bundle = Path.of("");

    @Override
    public Integer call() {
        Acting author = token.required();
        if (!Files.isDirectory(bundle)) {
            System.err.println("sluice: no such folder: " + bundle);
            return ExitCode.USAGE;
        }
        PolicyBundle loaded;
        try {
            loaded = PolicyBundle.load(bundle);
        } catch (PolicyBundleException e) {
            return refused(e.problems());
        }
        List<BundleProblem> problems = loaded.check();
        if (!problems.isEmpty()) {
            return refused(problems);
        }
        ProofReport report = Proof.of(loaded);
        try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services())) {
            PolicySteps steps = new PolicySteps(services.database().dataSource(DatabaseRole.OPERATOR));
            System.err.println("proof " + report.digest() + (report.proved() ? ": proved" : ": not proved"));
            return StepAnswers.tell(steps.add(loaded, report, author), loaded.name() + " " + loaded.digest());
        }
    }

    private static int refused(List<BundleProblem> problems) {
        problems.forEach(problem -> System.err.println("sluice: " + Rows.printable(problem.toString())));
        System.err.println("nothing is registered; ./sluice policy check says more");
        return ExitCode.REFUSED;
    }
}
