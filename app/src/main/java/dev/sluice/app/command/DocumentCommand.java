package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.app.output.Rows;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.query.AttemptRow;
import dev.sluice.ingest.query.DocumentQueries;
import dev.sluice.ingest.query.DocumentStatus;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice document …}: what happened to a document. */
@Command(
        name = "document",
        mixinStandardHelpOptions = true,
        description = "Documents.",
        subcommands = DocumentCommand.Show.class)
final class DocumentCommand extends CommandGroup {
    /** {@code sluice document show DOCUMENT}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "How a document stands, and each of its attempts. Never a value of it.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private MachineOptions machine = new MachineOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Parameters(paramLabel = "DOCUMENT", description = "the document's id")
        @SuppressWarnings("NullAway.Init") // required
        private UUID document;

        @Override
        public Integer call() {
            try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services())) {
                DocumentQueries documents =
                        new DocumentQueries(services.database().dataSource(DatabaseRole.OPERATOR));
                Optional<DocumentStatus> status = documents.find(document);
                if (status.isEmpty()) {
                    System.err.println("sluice: there is no document " + document);
                    return ExitCode.FAILED;
                }
                List<AttemptRow> attempts = documents.attempts(document);
                print(status.get(), System.err);
                try (Rows rows = output.rows()) {
                    attempts.forEach(attempt -> rows.add(row(attempt)));
                }
                System.err.printf("%d attempt%s%n", attempts.size(), attempts.size() == 1 ? "" : "s");
                return ExitCode.OK;
            }
        }

        private static void print(DocumentStatus status, PrintStream err) {
            err.printf("media type      %s%n", status.mediaType().orElse("-"));
            err.printf(
                    "coverage        %s%n",
                    status.complete() ? "complete" : "incomplete: " + String.join(" ", status.unread()));
            err.printf(
                    "classification  %s %s%n",
                    status.exhaustiveness().orElse("-"), String.join(" ", status.categories()));
            err.printf(
                    "decision        %s%s (%s) under bundle %s%n",
                    status.route().orElse("-"),
                    status.cleared() ? ", cleared" : "",
                    status.decisionReason().orElse("-"),
                    status.bundleDigest().orElse("-"));
            err.printf("policies        %s%n", String.join(" ", status.policies()));
            err.printf(
                    "work            %s at %s by %s%n",
                    status.task().orElse("-"),
                    status.endpoint().orElse("-"),
                    status.model().orElse("-"));
        }

        private static SequencedMap<String, Object> row(AttemptRow attempt) {
            SequencedMap<String, Object> row = new LinkedHashMap<>();
            row.put("attempt", attempt.attempt());
            row.put("state", attempt.state());
            row.put("reason", attempt.reason().orElse(null));
            row.put("route", attempt.route().orElse(null));
            row.put("cleared", attempt.cleared());
            row.put("policies", attempt.policies());
            row.put("endpoint", attempt.endpoint().orElse(null));
            row.put("batch", attempt.batchId().toString());
            row.put("started", attempt.startedAt().toString());
            row.put("ended", attempt.endedAt().map(Instant::toString).orElse(null));
            return row;
        }
    }
}
