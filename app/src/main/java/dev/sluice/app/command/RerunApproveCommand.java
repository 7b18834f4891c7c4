package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.app.output.Rows;
import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.rerun.RerunApprovals;
import dev.sluice.ingest.rerun.RerunPlan;
import dev.sluice.ingest.rerun.RerunPlans;
import dev.sluice.policy.life.Acting;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice rerun approve PLAN --reason CODE}: the second pair of eyes. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description =
                "Approves a plan that would newly send documents out, or that is large, as another person than the "
                        + "one who asked for it, and shows what was approved: the frozen list by its digest, which covers each "
                        + "document, its old and new route, and which endpoint with what host and model would newly get it. "
                        + "Exit 3 for the same person, and where the list is not the one of that digest.")
final class RerunApproveCommand implements Callable<Integer> {
    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private TokenOption token = new TokenOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "PLAN", description = "the plan's id")
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
            throw new CommandLine.ParameterException(spec.commandLine(), "--reason is " + RerunPlans.REASON_FORM);
        }
        Optional<String> shown = token.given().map(Acting::token);
        try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services());
                Rows rows = output.rows()) {
            Optional<RerunPlan> seen = RerunCommand.queries(services).find(plan);
            if (seen.isEmpty()) {
                System.err.println("sluice: there is no rerun plan " + plan);
                return ExitCode.FAILED;
            }
            RerunCommand.queries(services).changes(plan).forEach(change -> rows.add(RerunRows.row(change)));
            rows.close();
            RerunRows.tell(seen.get(), System.err);
            RerunApprovals approvals = new RerunApprovals(services.database().dataSource(DatabaseRole.OPERATOR), shown);
            return switch (approvals.approve(plan, seen.get().listDigest(), reason, Actor.localUser())) {
                case APPROVED -> {
                    System.err.printf("plan %s is approved; sluice rerun start runs it%n", plan);
                    yield ExitCode.OK;
                }
                case APPROVED_BEFORE -> {
                    System.err.printf("plan %s was approved before%n", plan);
                    yield ExitCode.OK;
                }
                case NOT_AUTHENTICATED ->
                    throw new RefusedException(
                            "plan " + plan + " is approved by a registered approver: give --token-file");
                case SAME_PERSON ->
                    throw new RefusedException(seen.get().requestedBy() + " asked for plan " + plan
                            + "; another person has to approve it");
                case LIST_CHANGED ->
                    throw new RefusedException(
                            "the list of plan " + plan + " is not the one that was frozen; plan anew");
                case NOT_FROZEN, NO_SUCH_PLAN ->
                    throw new RefusedException(
                            "plan " + plan + " is " + seen.get().state() + " and needs no approval");
            };
        }
    }
}
