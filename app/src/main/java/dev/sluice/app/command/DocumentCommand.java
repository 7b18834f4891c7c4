package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.app.output.OutputFormat;
import dev.sluice.app.output.Rows;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.query.AttemptRow;
import dev.sluice.ingest.query.DocumentQueries;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

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
            description =
                    "Each attempt at a document: what was read and found, what was decided and why, and every call. "
                            + "Never a value of it.")
    static final class Show extends DocumentShowing {
        @Override
        public Integer call() {
            try (Services services =
                    Services.databaseOnly(machine().dataFolder(), machine().services())) {
                DocumentQueries documents =
                        new DocumentQueries(services.database().dataSource(DatabaseRole.OPERATOR));
                List<AttemptRow> attempts = documents.attempts(document());
                if (attempts.isEmpty()) {
                    System.err.println("sluice: there is no document " + document());
                    return ExitCode.FAILED;
                }
                try (Rows rows = output().upright()) {
                    attempts.forEach(attempt -> rows.add(row(attempt, output().format())));
                }
                System.err.printf("%d attempt%s%n", attempts.size(), attempts.size() == 1 ? "" : "s");
                return ExitCode.OK;
            }
        }

        /** What a reason means and what to do about it; nothing for one that another version of the program stored. */
        private static Stream<String> advice(String code) {
            return Arrays.stream(DegradedReason.values())
                    .filter(reason -> reason.name().equals(code))
                    .map(reason -> code + ": " + reason.meaning() + ". " + reason.advice());
        }

        private static SequencedMap<String, Object> row(AttemptRow attempt, OutputFormat format) {
            SequencedMap<String, Object> row = new LinkedHashMap<>();
            row.put("attempt", attempt.attempt());
            row.put("task", attempt.task());
            row.put("state", attempt.state());
            row.put("reason", attempt.reason().orElse(null));
            row.put("mediaType", attempt.mediaType().orElse(null));
            row.put("complete", attempt.complete());
            row.put("unread", attempt.unread());
            row.put("notRead", UnreadRows.of(attempt.unreadParts(), format));
            row.put("parts", attempt.parts());
            row.put("categories", attempt.categories());
            row.put("exhaustiveness", attempt.exhaustiveness().orElse(null));
            row.put("degraded", attempt.degraded());
            row.put("advice", attempt.degraded().stream().flatMap(Show::advice).toList());
            row.put("findings", attempt.findings());
            row.put("route", attempt.route().orElse(null));
            row.put("cleared", attempt.cleared());
            row.put("decision", attempt.decisionReason().orElse(null));
            row.put("policies", attempt.policies());
            row.put("bundle", attempt.bundleDigest().orElse(null));
            row.put("dispatches", attempt.dispatches());
            row.put("model", attempt.model().orElse(null));
            row.put("batch", attempt.batchId().toString());
            row.put("started", attempt.startedAt().toString());
            row.put("ended", attempt.endedAt().map(Instant::toString).orElse(null));
            return row;
        }
    }
}
