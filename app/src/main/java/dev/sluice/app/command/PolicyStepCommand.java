package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.db.DatabaseRole;
import dev.sluice.policy.life.Acting;
import dev.sluice.policy.life.PolicyRegister;
import dev.sluice.policy.life.PolicySteps;
import dev.sluice.policy.life.RegisteredBundle;
import dev.sluice.policy.life.StepAnswer;
import dev.sluice.policy.proof.Proof;
import dev.sluice.policy.proof.ProofReport;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A step that a person takes with a registered bundle, for a reason. */
abstract class PolicyStepCommand implements Callable<Integer> {
    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private TokenOption token = new TokenOption();

    @Option(names = "--reason", required = true, paramLabel = "CODE", description = "why, as a code for the audit log")
    private String reason = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** Which bundle. */
    abstract String bundle(PolicyRegister register);

    /** Takes the step. */
    abstract StepAnswer take(PolicySteps steps, PolicyRegister register, String digest, String why, Acting person);

    final CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    @Override
    public final Integer call() {
        if (!PolicySteps.isReason(reason)) {
            throw usage("--reason is " + PolicySteps.REASON_FORM);
        }
        Acting person = token.required();
        try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services())) {
            PolicyRegister register = NamedBundle.register(services);
            String digest = bundle(register);
            PolicySteps steps = new PolicySteps(services.database().dataSource(DatabaseRole.OPERATOR));
            return StepAnswers.tell(take(steps, register, digest, reason, person), digest);
        }
    }

    /** A step with a bundle that is named. */
    abstract static class OfNamed extends PolicyStepCommand {
        @Mixin
        private NamedBundle bundle = new NamedBundle();

        @Override
        final String bundle(PolicyRegister register) {
            return bundle.find(register).digest();
        }
    }

    /** {@code sluice policy approve NAME|DIGEST --reason CODE}. */
    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description =
                    "Proves a registered bundle once more and approves it, as another person than its author. Exit 3 "
                            + "for the same person, and when the proof fails or is not the stored one.")
    static final class Approve extends OfNamed {
        @Override
        StepAnswer take(PolicySteps steps, PolicyRegister register, String digest, String why, Acting person) {
            ProofReport own = Proof.of(register.load(digest));
            System.err.println("proof " + own.digest() + (own.proved() ? ": proved" : ": not proved"));
            return steps.approve(digest, own.digest(), why, person);
        }
    }

    /** {@code sluice policy activate NAME|DIGEST --reason CODE [--from TIME]}. */
    @Command(
            name = "activate",
            mixinStandardHelpOptions = true,
            description = "Puts an approved bundle in force, now or from a time. Nodes change to it by themselves.")
    static final class Activate extends OfNamed {
        @Option(
                names = "--from",
                paramLabel = "TIME",
                description = "from when, as 2030-01-31T08:00:00Z or with an offset (default: now)")
        private @Nullable String from;

        @Override
        StepAnswer take(PolicySteps steps, PolicyRegister register, String digest, String why, Acting person) {
            return steps.activate(digest, since(), why, person);
        }

        private Optional<Instant> since() {
            try {
                return Optional.ofNullable(from).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
            } catch (DateTimeParseException e) {
                throw usage("--from is a time as 2030-01-31T08:00:00Z");
            }
        }
    }

    /** {@code sluice policy rollback [NAME|DIGEST] --reason CODE}. */
    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = "Puts the bundle in force again that was before, or a named one that once was, from now on.")
    static final class Rollback extends PolicyStepCommand {
        @Parameters(
                paramLabel = "NAME|DIGEST",
                arity = "0..1",
                description = "a bundle that was in force (default: the one before)")
        private @Nullable String bundle;

        @Override
        String bundle(PolicyRegister register) {
            if (bundle == null) {
                return register.inForceBefore()
                        .orElseThrow(() -> usage("no bundle was in force before; see ./sluice policy list"));
            }
            return register.find(bundle).stream()
                    .filter(one -> one.state().equals("REPLACED"))
                    .map(RegisteredBundle::digest)
                    .findFirst()
                    .orElseThrow(
                            () -> usage("no bundle that was in force is " + bundle + "; see ./sluice policy list"));
        }

        @Override
        StepAnswer take(PolicySteps steps, PolicyRegister register, String digest, String why, Acting person) {
            return steps.rollBack(digest, why, person);
        }
    }

    /** {@code sluice policy retire NAME|DIGEST --reason CODE}. */
    @Command(
            name = "retire",
            mixinStandardHelpOptions = true,
            description = "Retires a bundle for good. Exit 3 for the one in force.")
    static final class Retire extends OfNamed {
        @Override
        StepAnswer take(PolicySteps steps, PolicyRegister register, String digest, String why, Acting person) {
            return steps.retire(digest, why, person);
        }
    }
}
