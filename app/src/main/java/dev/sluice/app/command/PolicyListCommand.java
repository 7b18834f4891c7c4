package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.app.output.Rows;
import dev.sluice.policy.life.PolicyRegister;
import dev.sluice.policy.life.RegisteredBundle;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice policy list} and {@code show}: what is registered. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "The registered bundles: state, author, approver, from when in force, and the digest of the proof.")
final class PolicyListCommand implements Callable<Integer> {
    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services());
                Rows rows = output.rows()) {
            List<RegisteredBundle> bundles = NamedBundle.register(services).bundles();
            bundles.forEach(one -> rows.add(row(one)));
            rows.close();
            System.err.println(bundles.size() + (bundles.size() == 1 ? " bundle" : " bundles"));
            return ExitCode.OK;
        }
    }

    private static SequencedMap<String, Object> row(RegisteredBundle one) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("name", one.name());
        row.put("version", Rows.printable(one.version()));
        row.put("state", one.state());
        row.put("author", one.author());
        row.put("approver", one.approver().orElse(null));
        row.put("from", one.from().map(Instant::toString).orElse(null));
        row.put("proved", one.proved());
        row.put("proof", one.proof());
        row.put("digest", one.digest());
        return row;
    }

    /** {@code sluice policy show NAME|DIGEST [--proof]}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One registered bundle; with --proof the stored report of its proof, byte for byte.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private MachineOptions machine = new MachineOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Mixin
        private NamedBundle bundle = new NamedBundle();

        @Option(names = "--proof", description = "print the report of the proof as it is stored")
        private boolean proof;

        @Override
        public Integer call() {
            try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services())) {
                PolicyRegister register = NamedBundle.register(services);
                RegisteredBundle found = bundle.find(register);
                if (proof) {
                    System.out.print(register.report(found.digest()).orElse(""));
                    System.err.println("report " + found.proof() + " of bundle " + found.digest()
                            + (found.proved() ? ": proved" : ": not proved"));
                    return ExitCode.OK;
                }
                try (Rows rows = output.upright()) {
                    rows.add(row(found));
                }
                System.err.println("1 bundle");
                return ExitCode.OK;
            }
        }
    }
}
