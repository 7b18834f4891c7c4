package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.node.Services;
import dev.sluice.app.output.OutputFormat;
import dev.sluice.app.output.Rows;
import dev.sluice.audit.Actor;
import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.AuditLog;
import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import dev.sluice.ingest.query.DocumentQueries;
import dev.sluice.ingest.query.ResultRow;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;

/** {@code sluice result …}: what came of the work. */
@Command(
        name = "result",
        mixinStandardHelpOptions = true,
        description = "Results of documents.",
        subcommands = ResultCommand.Show.class)
final class ResultCommand extends CommandGroup {
    /** {@code sluice result show DOCUMENT}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "The result of a document's newest attempt that has one. As a table: the output itself; where it came from "
                            + "is on standard error.")
    static final class Show extends DocumentShowing {
        @Override
        public Integer call() {
            DataFolder folder = machine().dataFolder();
            try (Services services = Services.databaseOnly(folder, machine().services())) {
                var asOperator = services.database().dataSource(DatabaseRole.OPERATOR);
                Optional<ResultRow> found = new DocumentQueries(asOperator).result(document());
                if (found.isEmpty()) {
                    System.err.println(
                            "sluice: document " + document() + " has no result; `sluice document show` says why");
                    return ExitCode.FAILED;
                }
                ResultRow result = found.get();
                ContentStore content = new ContentStore(
                        asOperator,
                        KeyRing.open(folder.keys(), Set.of(KeyName.SOVEREIGN_CONTENT, KeyName.EXTERNAL_CONTENT)));
                // Recorded and committed before it is opened: no result is read without a record (PCI DSS 10.2.1).
                AuditLog log = new AuditLog(asOperator);
                AuditEvent read = AuditEvent.of(AuditEvents.RESULT_READ, Actor.localUser())
                        .document(document(), result.attempt())
                        .with("result", result.resultId());
                new TransactionTemplate(new JdbcTransactionManager(asOperator))
                        .executeWithoutResult(status -> log.append(read));
                byte[] stored = content.get(
                                Compartment.valueOf(result.compartment()),
                                result.resultId(),
                                ContentKind.RESULT,
                                result.attempt())
                        .orElseThrow(() -> new IllegalStateException("the result's content is gone; was it erased?"));
                String text = new String(stored, StandardCharsets.UTF_8);
                if (output().format() == OutputFormat.TABLE) {
                    System.out.println(text);
                } else {
                    try (Rows rows = output().rows()) {
                        rows.add(row(result, text));
                    }
                }
                System.err.printf(
                        "%s by %s (%s), attempt %d%s%n",
                        result.task(),
                        result.endpoint(),
                        result.model(),
                        result.attempt(),
                        result.partial() ? "; partial: not all of the document was read" : "");
                System.err.println("1 result");
                return ExitCode.OK;
            }
        }

        private SequencedMap<String, Object> row(ResultRow result, String text) {
            SequencedMap<String, Object> row = new LinkedHashMap<>();
            row.put("documentId", document().toString());
            row.put("attempt", result.attempt());
            row.put("task", result.task());
            row.put("endpoint", result.endpoint());
            row.put("model", result.model());
            row.put("partial", result.partial());
            row.put("output", text);
            return row;
        }
    }
}
