package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.node.Services;
import dev.sluice.app.output.Rows;
import dev.sluice.audit.Actor;
import dev.sluice.audit.AuditQueries;
import dev.sluice.audit.AuditRecord;
import dev.sluice.audit.QueryAnswer;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import dev.sluice.ingest.intake.LookupDigests;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice audit query}: events by document, subject, batch, endpoint or time. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = "Events by document, subject, batch, endpoint or time, in the order they were recorded.")
final class AuditQueryCommand implements Callable<Integer> {
    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Question question = new Question();

    @Option(names = "--from", paramLabel = "TIME", description = "recorded at or after this RFC 3339 time")
    private Instant from = AuditQueries.BEGINNING;

    @Option(names = "--to", paramLabel = "TIME", description = "recorded before this RFC 3339 time")
    private Instant to = AuditQueries.END;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "at most so many (default: ${DEFAULT-VALUE})",
            defaultValue = "10000")
    private int limit = 10_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** What is asked for; one of them, or only a time. */
    static final class Question {
        @Option(names = "--document", paramLabel = "ID", description = "everything that happened to a document")
        private @Nullable UUID document;

        @Option(
                names = "--subject",
                paramLabel = "TOKEN",
                description = "everything about the documents of a subject token")
        private @Nullable String subject;

        @Option(names = "--batch", paramLabel = "ID", description = "everything that happened in a batch")
        private @Nullable UUID batch;

        @Option(names = "--endpoint", paramLabel = "ID", description = "everything about an endpoint")
        private @Nullable String endpoint;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--limit is at least 1");
        }
        DataFolder folder = machine.dataFolder();
        try (Services services = Services.databaseOnly(folder, machine.services());
                Rows rows = output.rows()) {
            AuditQueries queries = new AuditQueries(
                            services.database().dataSource(DatabaseRole.OFFICER), Actor.localUser())
                    .limit(limit);
            QueryAnswer answer = ask(queries, folder);
            answer.records().forEach(found -> rows.add(row(found)));
            rows.close();
            System.err.printf(
                    "%d events%s%n",
                    answer.records().size(),
                    answer.complete() ? "" : " (more than --limit: narrow the time or raise it)");
            return ExitCode.OK;
        }
    }

    private QueryAnswer ask(AuditQueries queries, DataFolder folder) {
        if (question.document != null) {
            return queries.byDocument(question.document, from, to);
        }
        if (question.batch != null) {
            return queries.byBatch(question.batch, from, to);
        }
        if (question.endpoint != null) {
            return queries.byEndpoint(question.endpoint, from, to);
        }
        if (question.subject != null) {
            KeyRing keys = KeyRing.open(folder.keys(), Set.of(KeyName.LOOKUP));
            return queries.bySubject(new LookupDigests(keys).subject(question.subject), from, to);
        }
        return queries.between(from, to);
    }

    static SequencedMap<String, Object> row(AuditRecord found) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("leaf", found.leafIndex());
        row.put("event", found.eventId().toString());
        row.put("recorded", found.recordedAt().toString());
        row.put("type", found.type());
        row.put("body", found.body());
        return row;
    }
}
