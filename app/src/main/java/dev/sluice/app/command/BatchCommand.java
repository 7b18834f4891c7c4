package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.app.output.Rows;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.query.BatchQueries;
import dev.sluice.ingest.query.BatchRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice batch …}: offset ranges and what became of them. */
@Command(
        name = "batch",
        mixinStandardHelpOptions = true,
        description = "Batches: offset ranges of the documents topics.",
        subcommands = {BatchCommand.ListAll.class, BatchCommand.Show.class, BatchRerunCommand.class})
final class BatchCommand extends CommandGroup {
    /** {@code sluice batch list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "The newest batches and their states.")
    static final class ListAll extends Listing {
        @Override
        String list(Services services, int most, Consumer<SequencedMap<String, Object>> rows) {
            List<BatchRow> batches = queries(services).newest(most);
            batches.forEach(batch -> rows.accept(row(batch)));
            return batches.size() + " batches";
        }
    }

    /** {@code sluice batch show BATCH}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One batch: its offsets by outcome, its documents by state, and their ids.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private MachineOptions machine = new MachineOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Parameters(paramLabel = "BATCH", description = "the batch's id")
        @SuppressWarnings("NullAway.Init") // required
        private UUID batch;

        @Override
        public Integer call() {
            try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services());
                    Rows rows = output.upright()) {
                Optional<BatchRow> found = queries(services).find(batch);
                if (found.isEmpty()) {
                    System.err.println("sluice: there is no batch " + batch);
                    return ExitCode.FAILED;
                }
                List<UUID> documents = queries(services).documents(batch);
                SequencedMap<String, Object> row = row(found.get());
                row.put("documents", documents.stream().map(UUID::toString).toList());
                rows.add(row);
                rows.close();
                System.err.printf("%d documents%n", documents.size());
                return ExitCode.OK;
            }
        }
    }

    private static BatchQueries queries(Services services) {
        return new BatchQueries(services.database().dataSource(DatabaseRole.OPERATOR));
    }

    static SequencedMap<String, Object> row(BatchRow batch) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("batch", batch.batchId().toString());
        row.put("topic", batch.topic());
        row.put("partition", batch.partition());
        row.put("from", batch.fromOffset());
        row.put("to", batch.toOffset());
        row.put("run", batch.run());
        row.put("state", batch.state());
        row.put("reason", batch.reason().orElse(null));
        row.put("offsets", batch.outcomes());
        row.put("attempts", batch.attempts());
        row.put("planned", batch.plannedAt().toString());
        row.put("ended", batch.endedAt().map(Instant::toString).orElse(null));
        return row;
    }
}
