package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.app.output.OutputFormat;
import dev.sluice.app.output.Rows;
import dev.sluice.audit.Actor;
import dev.sluice.audit.AuditQueries;
import dev.sluice.audit.AuditRecord;
import dev.sluice.db.DatabaseRole;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code sluice audit show EVENT}: one event as it is stored. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "One event, whole, with its leaf in the tree.")
final class AuditShowCommand implements Callable<Integer> {
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "EVENT", description = "the event's id")
    @SuppressWarnings("NullAway.Init") // required
    private UUID event;

    @Override
    public Integer call() {
        try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services())) {
            Optional<AuditRecord> found = new AuditQueries(
                            services.database().dataSource(DatabaseRole.OFFICER), Actor.localUser())
                    .event(event);
            if (found.isEmpty()) {
                System.err.println("sluice: there is no event " + event);
                return ExitCode.FAILED;
            }
            Long leaf = found.get().leafIndex();
            if (output.format() == OutputFormat.TABLE) {
                System.out.println(
                        PRETTY.writeValueAsString(PRETTY.readTree(found.get().body())));
            } else {
                try (Rows rows = output.rows()) {
                    rows.add(AuditQueryCommand.row(found.get()));
                }
            }
            System.err.println(
                    leaf == null
                            ? "not yet in the tree"
                            : "leaf " + leaf + ", recorded " + found.get().recordedAt());
            System.err.println("1 event");
            return ExitCode.OK;
        }
    }
}
