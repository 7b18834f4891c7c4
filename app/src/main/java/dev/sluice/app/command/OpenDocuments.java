package dev.sluice.app.command;

import dev.sluice.ingest.query.DocumentStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is said of documents that have not ended: how many stand where, and what those that wait are waiting for. */
final class OpenDocuments {
    private static final String WAITING = "WAITING";
    private static final String IN_REVIEW = "IN_REVIEW";
    /** What is said of documents that only a plan with the approval of a second person lets out. */
    static final String NEWLY_OUT = "another bundle kept them inside, and this one would let them out; "
            + "`sluice rerun plan --state WAITING --cause NEWLY_OUT` lists them for the approval of another person";

    private static final Map<String, String> ADVICE = Map.of(
            "ENDPOINT_DOWN",
            "the endpoint cannot be reached, refuses the connection, or its key cannot be read; start it, or stop this "
                    + "command and give --sovereign or --external another URL",
            "NO_ELIGIBLE_ENDPOINT",
            "the policy permits no endpoint that can be used now; `sluice document show ID` names the policies",
            "NEWLY_OUT",
            NEWLY_OUT,
            "AUDIT_LAGGING",
            "the signed audit log is behind, and until it is not nothing goes outside; see `sluice status`",
            "MODEL_REFUSED",
            "models refused them, and a person decides what comes next: `sluice review list`",
            "POLICY_REVIEW",
            "the policy asks a person before any model: `sluice review list`",
            "DOCUMENT_HELD",
            "a hold was set on them; they go on when it is released");
    private static final String NO_ADVICE = "they are decided on again by themselves; see `sluice document show ID`";

    private OpenDocuments() {}

    /** For a line of progress, for example {@code 12 WAITING(ENDPOINT_DOWN), 1 DECIDED}; empty without any. */
    static String counts(Collection<ProcessOutcome> open) {
        return byState(open).entrySet().stream()
                .map(entry -> entry.getValue().size() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    /** For each reason what is waited for and what to do, and which files, of which at most five are named. */
    static List<String> advice(Collection<ProcessOutcome> open) {
        return byState(open).entrySet().stream()
                .map(entry -> advice(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Whether nothing is moving: every one of them waits. */
    static boolean allWait(Collection<ProcessOutcome> open) {
        return open.stream()
                .allMatch(outcome ->
                        outcome.state().startsWith(WAITING) || outcome.state().startsWith(IN_REVIEW));
    }

    /** Whether each of them waits for an endpoint that the policy permits, or for a person. */
    static boolean allLackAnEndpoint(Collection<ProcessOutcome> open) {
        return open.stream()
                .allMatch(outcome -> outcome.state().equals(WAITING + "(NO_ELIGIBLE_ENDPOINT)")
                        || outcome.state().equals(WAITING + "(NEWLY_OUT)")
                        || outcome.state().startsWith(IN_REVIEW));
    }

    /** Whether a document that waited has only been sent out once more. */
    static boolean waitsAgain(@Nullable ProcessOutcome before, ProcessOutcome now) {
        return before != null
                && before.status().isPresent()
                && before.state().startsWith(WAITING)
                && !now.state().startsWith(WAITING);
    }

    private static String advice(String state, List<ProcessOutcome> outcomes) {
        String reason =
                outcomes.getFirst().status().flatMap(DocumentStatus::reason).orElse("");
        String endpoints = outcomes.stream()
                .flatMap(outcome -> outcome.status().flatMap(DocumentStatus::endpoint).stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        String files = outcomes.stream().limit(5).map(ProcessOutcome::path).collect(Collectors.joining(", "))
                + (outcomes.size() > 5 ? ", …" : "");
        String what = state.equals(ProcessOutcome.NOT_TAKEN)
                ? "no node has taken them yet; see `sluice status` and the log file"
                : ADVICE.getOrDefault(reason, NO_ADVICE);
        return outcomes.size() + " " + state + (endpoints.isEmpty() ? "" : " on " + endpoints) + ": " + what + " ("
                + files + ")";
    }

    private static Map<String, List<ProcessOutcome>> byState(Collection<ProcessOutcome> open) {
        return open.stream().collect(Collectors.groupingBy(ProcessOutcome::state, TreeMap::new, Collectors.toList()));
    }
}
