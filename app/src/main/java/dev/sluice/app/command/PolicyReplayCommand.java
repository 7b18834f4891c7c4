package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.app.output.Rows;
import dev.sluice.db.DatabaseRole;
import dev.sluice.policy.Decision;
import dev.sluice.policy.Endpoint;
import dev.sluice.policy.StoredDecision;
import dev.sluice.policy.replay.RecordedDecision;
import dev.sluice.policy.replay.RecordedDecisions;
import dev.sluice.policy.replay.Replay;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice policy replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Makes stored decisions again from their inputs, under the bundle that made them, and names each that"
                        + " comes out otherwise. Exit 1 when one does.")
final class PolicyReplayCommand implements Callable<Integer> {
    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private BundlesAtHand bundles = new BundlesAtHand();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "decisions of then or later (ISO 8601, UTC; default: all)")
    private Instant since = Instant.EPOCH;

    @Option(names = "--document", paramLabel = "DOCUMENT", description = "decisions about this document only")
    private @Nullable UUID document;

    @Override
    public Integer call() {
        Replay replay = new Replay(bundles.all());
        Map<Replay.Outcome, Long> counts = new EnumMap<>(Replay.Outcome.class);
        try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services());
                Rows rows = output.rows()) {
            RecordedDecisions decisions =
                    new RecordedDecisions(services.database().dataSource(DatabaseRole.OPERATOR));
            decisions.each(since, Optional.ofNullable(document), recorded -> {
                Replay.Replayed replayed = replay.replay(recorded);
                counts.merge(replayed.outcome(), 1L, Long::sum);
                if (replayed.outcome().isDifferent()) {
                    rows.add(row(recorded, replayed));
                }
            });
        }
        long noInputs = counts.getOrDefault(Replay.Outcome.NO_INPUTS, 0L);
        long noBundle = counts.getOrDefault(Replay.Outcome.NO_BUNDLE, 0L);
        if (noInputs > 0) {
            System.err.println(noInputs + " are older than stored inputs and were left out");
        }
        if (noBundle > 0) {
            System.err.println(
                    noBundle + " were left out: their bundles are not at hand; name each folder with --bundle");
        }
        long different = counts.entrySet().stream()
                .filter(entry -> entry.getKey().isDifferent())
                .mapToLong(Map.Entry::getValue)
                .sum();
        long same = counts.getOrDefault(Replay.Outcome.SAME, 0L);
        System.err.printf("%d decisions made again: %d the same, %d not%n", same + different, same, different);
        return different == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private static SequencedMap<String, Object> row(RecordedDecision recorded, Replay.Replayed replayed) {
        StoredDecision then = recorded.decision();
        Optional<Decision> again = replayed.again();
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("decision", then.decisionId().toString());
        row.put("document", then.documentId().toString());
        row.put("attempt", then.attempt());
        row.put("outcome", replayed.outcome().name());
        row.put("route", then.route().name());
        row.put("reason", then.reason());
        row.put("endpoints", then.endpoints());
        row.put("routeAgain", again.map(one -> one.route().name()).orElse(null));
        row.put("reasonAgain", again.map(Decision::reason).orElse(null));
        row.put(
                "endpointsAgain",
                again.map(one -> one.endpoints().stream().map(Endpoint::id).toList())
                        .orElse(List.of()));
        return row;
    }
}
