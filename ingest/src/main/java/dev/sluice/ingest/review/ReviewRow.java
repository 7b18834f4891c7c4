package dev.sluice.ingest.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A document that a person has to look at.
 *
 * @param documentId our id
 * @param attempt its newest attempt
 * @param tenant whose document it is
 * @param state IN_REVIEW, or WAITING where no endpoint is eligible
 * @param reason why it is here
 * @param since when it came here, or last changed
 * @param verdict APPROVED or REJECTED, where somebody decided and no node has carried it out yet
 * @param decidedBy who decided
 * @param complete whether all of it was read
 * @param exhaustiveness how far the detectors came, if it was classified
 * @param categories what was found
 * @param decisionId its newest decision, if there is one
 * @param route that decision's route
 * @param decisionReason that decision's reason
 * @param policies the policies that determined it, and those that ask a person
 * @param bundle digest of the bundle it was decided under
 * @param calls every call that did not succeed, in order: endpoint and reason
 */
public record ReviewRow(
        UUID documentId,
        int attempt,
        String tenant,
        String state,
        String reason,
        Instant since,
        Optional<String> verdict,
        Optional<String> decidedBy,
        boolean complete,
        Optional<String> exhaustiveness,
        List<String> categories,
        Optional<UUID> decisionId,
        Optional<String> route,
        Optional<String> decisionReason,
        List<String> policies,
        Optional<String> bundle,
        List<String> calls) {

    /** Copies its lists. */
    public ReviewRow {
        categories = List.copyOf(categories);
        policies = List.copyOf(policies);
        calls = List.copyOf(calls);
    }

    /** Whether it cannot be known to hold nothing more: it was not wholly read, or not wholly classified. */
    public boolean doubtful() {
        return !complete || exhaustiveness.filter("EXHAUSTIVE"::equals).isEmpty();
    }

    /** What a person has to know to decide, in sentences. */
    public String sentence() {
        StringBuilder said = new StringBuilder(complete ? "All of it was read" : "Not all of it was read");
        said.append(categories.isEmpty() ? ", and nothing sensitive was found" : "; found: " + words(categories));
        said.append(doubtful() ? ", which does not mean that nothing more is in it. " : ". ");
        decisionId.ifPresentOrElse(
                id -> said.append("Decision ")
                        .append(id)
                        .append(" gives it the route ")
                        .append(route.orElse("NONE"))
                        .append(" for the reason ")
                        .append(decisionReason.orElse("NONE"))
                        .append(policies.isEmpty() ? "" : ", by " + words(policies))
                        .append(bundle.map(digest ->
                                        ", under bundle " + digest.substring(0, Math.min(12, digest.length())))
                                .orElse(""))
                        .append(". "),
                () -> said.append("Nothing was decided about it. "));
        if (!calls.isEmpty()) {
            said.append("Calls that came to nothing: ").append(words(calls)).append(". ");
        }
        return said.append(
                        state.equals("IN_REVIEW")
                                ? "A person decides whether it goes on inside; approving does not clear it."
                                : "It waits until an endpoint is eligible, or a person rejects it.")
                .toString();
    }

    private static String words(List<String> list) {
        return String.join(", ", list);
    }
}
