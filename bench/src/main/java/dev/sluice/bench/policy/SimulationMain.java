package dev.sluice.bench.policy;

import dev.sluice.db.Database;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.embedded.EmbeddedPostgres;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import dev.sluice.policy.Protocol;
import dev.sluice.policy.SlotFill;
import dev.sluice.policy.replay.RecordedDecisions;
import dev.sluice.policy.replay.Simulation;
import dev.sluice.policy.replay.SimulationReport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * {@code SimulationMain FOLDER DECISIONS REPORT}: writes stored decisions into an embedded database in an empty folder, asks
 * another bundle about all of them three times, and writes a page with decisions a second.
 */
final class SimulationMain {
    private static final long SEED = 20_261_123L;
    private static final int ROUNDS = 3;

    private SimulationMain() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long count = Long.parseLong(arguments[1]);
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
        StringBuilder page = new StringBuilder();
        try (Database database = Database.open(postgres.adminJdbcUrl(), folder.resolve("secrets"))) {
            database.migrate();
            SlotFill own = new SlotFill(
                    URI.create("https://models.example/v1"), "some-model", Optional.empty(), Protocol.OPENAI);
            PolicyBundle bundle = PolicyBundle.installedDefault().fill(Map.of("sovereign-1", own, "external-1", own));
            StoredDecisions.write(
                    new DriverManagerDataSource(postgres.adminJdbcUrl()),
                    new PolicyEngine(bundle, Clock.systemUTC()),
                    count,
                    SEED);
            page.append("# Simulating a bundle over stored decisions\n\n")
                    .append(String.format(
                            Locale.ROOT,
                            "%,d decisions of %,d different documents, seed %d, by the bundle default; asked is the bundle finance."
                                    + " %d processors, heap of at most %d MiB, database embedded on the same machine.%n%n",
                            count,
                            StoredDecisions.DIFFERENT,
                            SEED,
                            Runtime.getRuntime().availableProcessors(),
                            Runtime.getRuntime().maxMemory() >> 20))
                    .append(
                            "| round | seconds | decisions a second | changed | heap used after, MiB |\n|---|---|---|---|---|\n");
            for (int round = 1; round <= ROUNDS; round++) {
                page.append(round(database, round));
                System.out.print(page);
            }
        } finally {
            postgres.stop();
        }
        Files.writeString(Path.of(arguments[2]), page, StandardCharsets.UTF_8);
    }

    private static String round(Database database, int round) {
        long begin = System.nanoTime();
        SimulationReport report = Simulation.run(
                new RecordedDecisions(database.dataSource(DatabaseRole.OPERATOR)),
                PolicyBundle.installed("finance"),
                Instant.EPOCH,
                Instant.now());
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
        return String.format(
                Locale.ROOT,
                "| %d | %.1f | %,d | %,d | %d |%n",
                round,
                seconds,
                Math.round(report.documents() / seconds),
                report.changed(),
                heap);
    }
}
