package dev.sluice.app.command;

import dev.sluice.ingest.query.DocumentStatus;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One line for each route, and the counts that end the output. */
final class ProcessSummary {
    private ProcessSummary() {}

    static void print(List<ProcessOutcome> outcomes, PrintStream err) {
        Map<String, List<ProcessOutcome>> byRoute = outcomes.stream()
                .collect(Collectors.groupingBy(
                        outcome ->
                                outcome.status().flatMap(DocumentStatus::route).orElse("no decision"),
                        TreeMap::new,
                        Collectors.toList()));
        byRoute.forEach((route, documents) -> {
            Map<String, Long> endpoints = documents.stream()
                    .map(outcome -> outcome.status().flatMap(DocumentStatus::endpoint))
                    .flatMap(Optional::stream)
                    .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
            String where = endpoints.isEmpty()
                    ? ""
                    : ": "
                            + endpoints.entrySet().stream()
                                    .map(entry -> entry.getValue() + " by " + entry.getKey())
                                    .collect(Collectors.joining(", "));
            err.printf("%-12s %d document%s%s%n", route, documents.size(), documents.size() == 1 ? "" : "s", where);
        });
    }

    /** Says where declarations that were given had no say, since the document was declared when it came first. */
    static void warnOfDeclarations(
            List<ProcessOutcome> outcomes, List<String> declared, boolean again, PrintStream err) {
        long stored = outcomes.stream()
                .filter(outcome -> outcome.duplicate()
                        || again
                                && outcome.status()
                                        .map(DocumentStatus::attempt)
                                        .filter(attempt -> attempt > 1)
                                        .isPresent())
                .count();
        if (stored > 0 && !declared.isEmpty()) {
            err.printf(
                    "%d of these documents came before: what was declared then holds, and %s had no say%n",
                    stored, String.join(", ", declared));
        }
    }

    static String counts(List<ProcessOutcome> outcomes) {
        Map<String, Long> states = outcomes.stream()
                .map(outcome -> outcome.state().replaceAll("\\(.*", "").toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.groupingBy(state -> state, TreeMap::new, Collectors.counting()));
        long cleared = outcomes.stream()
                .filter(outcome -> outcome.status().map(DocumentStatus::cleared).orElse(false))
                .count();
        return outcomes.size() + " documents: "
                + states.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "))
                + "; " + cleared + " cleared";
    }
}
