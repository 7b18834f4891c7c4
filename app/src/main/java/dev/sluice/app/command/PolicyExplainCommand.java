package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.app.output.OutputFormat;
import dev.sluice.app.output.Rows;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.query.AttemptRow;
import dev.sluice.ingest.query.DocumentQueries;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.StoredDecision;
import dev.sluice.policy.replay.DecisionSentences;
import dev.sluice.policy.replay.RecordedDecision;
import dev.sluice.policy.replay.RecordedDecisions;
import dev.sluice.policy.replay.Replay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice policy explain DECISION|DOCUMENT}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "A decision in sentences: what was found, which policies said what, who else was a candidate and why"
                        + " not, which bundle decided. Never a value of the document.")
final class PolicyExplainCommand implements Callable<Integer> {
    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private BundlesAtHand bundles = new BundlesAtHand();

    @Parameters(
            paramLabel = "DECISION|DOCUMENT",
            description = "id of a decision, or of a document: then the newest decision about it")
    @SuppressWarnings("NullAway.Init") // required
    private UUID id;

    @Override
    public Integer call() {
        Replay replay = new Replay(bundles.all());
        try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services())) {
            DataSource operator = services.database().dataSource(DatabaseRole.OPERATOR);
            Optional<RecordedDecision> found = new RecordedDecisions(operator).find(id);
            if (found.isEmpty()) {
                System.err.println("sluice: there is no decision " + id + ", and none about a document of that id");
                return ExitCode.FAILED;
            }
            StoredDecision decision = found.get().decision();
            Optional<PolicyBundle> bundle = bundles.find(decision.bundleDigest());
            Replay.Outcome outcome = replay.replay(found.get()).outcome();
            List<String> sentences = new ArrayList<>(DecisionSentences.of(found.get(), bundle, outcome));
            new DocumentQueries(operator)
                    .attempts(decision.documentId()).stream()
                            .filter(attempt -> attempt.attempt() == decision.attempt())
                            .findFirst()
                            .ifPresent(attempt -> sentences.addAll(Math.min(2, sentences.size()), found(attempt)));
            write(decision, outcome, sentences.stream().map(Rows::printable).toList());
            System.err.println("1 decision");
            return ExitCode.OK;
        }
    }

    /** What the attempt holds by now, by type; {@code document show} says the rest of it. */
    private static List<String> found(AttemptRow attempt) {
        if (attempt.findings().isEmpty()) {
            return List.of();
        }
        return List.of("Its text holds, by type and number: "
                + attempt.findings().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "))
                + ".");
    }

    private void write(StoredDecision decision, Replay.Outcome outcome, List<String> sentences) {
        if (output.format() == OutputFormat.TABLE) {
            sentences.forEach(System.out::println);
            return;
        }
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("decision", decision.decisionId().toString());
        row.put("document", decision.documentId().toString());
        row.put("attempt", decision.attempt());
        row.put("route", decision.route().name());
        row.put("cleared", decision.cleared());
        row.put("reason", decision.reason());
        row.put("policies", decision.policies());
        row.put("bundle", decision.bundleDigest());
        row.put("replayed", outcome.name());
        row.put("sentences", sentences);
        try (Rows rows = output.rows()) {
            rows.add(row);
        }
    }
}
