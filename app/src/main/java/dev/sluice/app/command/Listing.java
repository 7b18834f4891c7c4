package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.app.output.Rows;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that lists the first rows of something in the database, at most as many as were asked for. */
abstract class Listing implements Callable<Integer> {
    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "at most so many (default: ${DEFAULT-VALUE})",
            defaultValue = "100")
    private int limit = 100;

    /**
     * Gives the rows.
     *
     * @param most how many at the most; positive
     * @return what is said of them on standard error
     */
    abstract String list(Services services, int most, Consumer<SequencedMap<String, Object>> rows);

    @Override
    public final Integer call() {
        try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services());
                Rows rows = output.rows()) {
            String said = list(services, Math.max(1, limit), rows::add);
            rows.close();
            System.err.println(said);
            return ExitCode.OK;
        }
    }
}
