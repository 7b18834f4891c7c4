package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.db.DatabaseRole;
import dev.sluice.policy.life.PolicyRegister;
import dev.sluice.policy.life.RegisteredBundle;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A bundle of the register. */
final class NamedBundle {
    @Parameters(
            paramLabel = "NAME|DIGEST",
            description =
                    "a registered bundle: its name, which means the newest of that name, or eight or more digits of "
                            + "its digest")
    private String bundle = "";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * The bundle that is meant.
     *
     * @throws CommandLine.ParameterException if there is none, or the digits mean several
     */
    RegisteredBundle find(PolicyRegister register) {
        List<RegisteredBundle> found = register.find(bundle);
        Optional<RegisteredBundle> named =
                found.stream().filter(one -> one.name().equals(bundle)).findFirst();
        if (named.isEmpty() && found.size() != 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    (found.isEmpty() ? "no bundle is registered as " : "more than one bundle is meant by ") + bundle
                            + "; see ./sluice policy list");
        }
        return named.orElseGet(found::getFirst);
    }

    static PolicyRegister register(Services services) {
        return new PolicyRegister(services.database().dataSource(DatabaseRole.OPERATOR));
    }
}
