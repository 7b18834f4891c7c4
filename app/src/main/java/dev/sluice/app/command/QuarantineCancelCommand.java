package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.rerun.QuarantineReruns;
import dev.sluice.ingest.rerun.RerunPlans;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice quarantine cancel PLAN --reason CODE}: a rerun given up. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description =
                "Gives up a rerun that has not ended, for one that waits for a store. What was taken stays a document; the "
                        + "rest stays in quarantine and can be run again.")
final class QuarantineCancelCommand implements Callable<Integer> {
    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Parameters(paramLabel = "PLAN", description = "the plan, as `quarantine rerun` names it")
    @SuppressWarnings("NullAway.Init") // required
    private UUID plan;

    @Option(names = "--reason", required = true, paramLabel = "CODE", description = "why, as a code for the audit log")
    private String reason = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!RerunPlans.isReason(reason)) {
            throw usage("--reason is " + RerunPlans.REASON_FORM);
        }
        try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services())) {
            QuarantineReruns reruns =
                    new QuarantineReruns(services.database().dataSource(DatabaseRole.INGEST), () -> {});
            if (reruns.state(plan).isEmpty()) {
                throw usage("there is no plan " + plan + " over messages of quarantine");
            }
            boolean cancelled = reruns.cancel(plan, reason, Actor.localUser());
            System.err.println(
                    cancelled
                            ? "plan " + plan + " is given up; its messages can be run again"
                            : "plan " + plan + " has ended already; nothing is changed");
            return cancelled ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
