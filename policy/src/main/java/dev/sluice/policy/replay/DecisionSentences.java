package dev.sluice.policy.replay;

import dev.sluice.policy.DecisionInputs;
import dev.sluice.policy.DecisionReason;
import dev.sluice.policy.DocumentContext;
import dev.sluice.policy.Exhaustiveness;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyRule;
import dev.sluice.policy.StoredDecision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One stored decision in the sentences that an auditor reads: what was found, which policies said what, who else was a
 * candidate and why not, which bundle decided and when. Holds no value of the document; titles and citations are the
 * bundle's, so whoever shows them escapes them.
 */
public final class DecisionSentences {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RecordedDecision recorded;
    private final StoredDecision decision;
    private final Optional<PolicyBundle> bundle;
    private final List<String> sentences = new ArrayList<>();

    private DecisionSentences(RecordedDecision recorded, Optional<PolicyBundle> bundle) {
        this.recorded = recorded;
        this.decision = recorded.decision();
        this.bundle = bundle;
    }

    /**
     * The sentences.
     *
     * @param bundle the one that decided, where it is at hand
     * @param replayed what came of making it again
     */
    public static List<String> of(RecordedDecision recorded, Optional<PolicyBundle> bundle, Replay.Outcome replayed) {
        DecisionSentences written = new DecisionSentences(recorded, bundle);
        written.write(replayed);
        return List.copyOf(written.sentences);
    }

    private void write(Replay.Outcome replayed) {
        outcome();
        if (replayed != Replay.Outcome.INPUTS_ALTERED) {
            recorded.inputs().map(StoredInputs::read).ifPresent(this::found);
        }
        decision.policies().forEach(id -> sentences.add("Policy " + rule(id)));
        for (JsonNode candidate : JSON.readTree(recorded.candidates())) {
            sentences.add(candidate(candidate));
        }
        bundle(replayed);
    }

    private void outcome() {
        String where = switch (decision.route()) {
            case EXTERNAL -> "may go outside";
            case SOVEREIGN -> "stays inside";
            case WITHHELD -> "goes to no model";
        };
        sentences.add("Document " + decision.documentId() + ", attempt " + decision.attempt() + ", " + where
                + " (route " + decision.route() + ", " + (decision.cleared() ? "cleared" : "not cleared") + "): "
                + meaning(decision.reason()) + ".");
        sentences.add("Decision " + decision.decisionId() + " was made at " + decision.decidedAt() + " by "
                + decision.decidedBy() + ".");
    }

    private void found(DecisionInputs inputs) {
        DocumentContext context = inputs.context();
        sentences.add((context.categories().isEmpty()
                        ? "Nothing was found"
                        : "Found: "
                                + list(context.categories().stream()
                                        .map(Enum::name)
                                        .sorted()
                                        .toList()))
                + inputs.detectors()
                        .map(digest -> ", by the detectors " + digest)
                        .orElse(", and no detector was asked")
                + ". " + read(context) + " " + looked(context.exhaustiveness()));
        sentences.add("Declared: task " + context.task() + ", purpose " + said(context.purpose()) + ", jurisdiction "
                + said(context.jurisdiction()) + ", to stay in " + said(context.residency())
                + "; minimum sensitivity, the strictest that the envelope, the source and the origin say: "
                + context.minSensitivity() + ". Tenant " + context.tenant() + ", " + context.textLength()
                + " characters.");
        if (!inputs.unavailable().isEmpty()) {
            sentences.add("Not available then: "
                    + list(inputs.unavailable().stream().sorted().toList()) + ".");
        }
    }

    private static String read(DocumentContext context) {
        if (!context.anythingRead()) {
            return "Nothing in it could be read.";
        }
        return context.complete() ? "All of it was read." : "Not all of it was read.";
    }

    private static String looked(Exhaustiveness exhaustiveness) {
        return switch (exhaustiveness) {
            case EXHAUSTIVE -> "Every detector ran to its end over all of the text.";
            case PARTIAL -> "Detectors stopped early, where more findings could not have changed this decision.";
            case DEGRADED -> "No detector covers all of the text.";
            case FAILED -> "A detector failed or was stopped, so it may hold anything.";
        };
    }

    private static String said(String word) {
        return word.isBlank() ? "undeclared" : word;
    }

    private String rule(String id) {
        Optional<PolicyRule> rule = bundle.flatMap(known ->
                known.rules().stream().filter(one -> one.id().equals(id)).findFirst());
        return rule.map(one ->
                        id + (one.permits() ? " permits: " : " forbids: ") + one.title() + " (" + one.citation() + ").")
                .orElse(id + ".");
    }

    private String candidate(JsonNode candidate) {
        String id = candidate.path("endpoint").asString("");
        List<String> policies = new ArrayList<>();
        candidate.path("policies").forEach(policy -> policies.add(policy.asString("")));
        String said = policies.isEmpty() ? "" : "; policies: " + list(policies);
        String name = "Endpoint " + id + " (" + candidate.path("kind").asString("") + ")";
        int rank = decision.endpoints().indexOf(id);
        if (rank >= 0) {
            return name + " may do it" + (rank == 0 ? " and is preferred" : ", after " + rank + " others") + said + ".";
        }
        return name + " may not: " + why(candidate.path("reason").asString("")) + " (stage "
                + candidate.path("fellAt").asString("none") + ", "
                + candidate.path("reason").asString("") + ")" + said
                + ".";
    }

    private void bundle(Replay.Outcome replayed) {
        sentences.add("The bundle that decided is "
                + bundle.map(known -> known.name() + " " + known.version() + " by " + known.author() + ", digest ")
                        .orElse(
                                "not at hand, so titles and citations are missing; name its folder with --bundle. Digest ")
                + decision.bundleDigest() + ".");
        sentences.addAll(inForce());
        sentences.add(
                switch (replayed) {
                    case SAME -> "Made again from its stored inputs, it comes out the same, byte for byte.";
                    case DIFFERS ->
                        "Made again from its stored inputs, it comes out otherwise: the record was altered, or this program"
                                + " decides otherwise than the one that decided.";
                    case INPUTS_ALTERED -> "Its stored inputs are not those that it was made from: they were altered.";
                    case NO_INPUTS -> "It is older than stored inputs and cannot be made again.";
                    case NO_BUNDLE -> "It cannot be made again without its bundle.";
                });
    }

    /** The one place for since when the bundle was in force and who approved it. */
    private static List<String> inForce() {
        return List.of();
    }

    private static String meaning(String reason) {
        DecisionReason known;
        try {
            known = DecisionReason.valueOf(reason);
        } catch (IllegalArgumentException ofAnotherVersion) {
            return "for a reason that this program does not know";
        }
        return switch (known) {
            case NOTHING_READ -> "no text was read";
            case TASK_NOT_OFFERED -> "no endpoint of the bundle does this task for such a document";
            case NOTHING_PERMITTED -> "no endpoint is permitted, not even inside";
            case NO_ELIGIBLE_ENDPOINT -> "no endpoint was left after all stages, so it waits";
            case POLICY_ERROR -> "evaluating the policies failed, which denies";
            case INCOMPLETE -> "not everything in it was read";
            case NOT_EXHAUSTIVE ->
                "not every detector ran to its end, or what was found does not count under this bundle";
            case MINIMUM_SENSITIVITY -> "its minimum sensitivity says so";
            case POLICY -> "the policies deny the reference closed API";
            case CLEARED -> "the policies permit the reference closed API";
        };
    }

    private static String why(String reason) {
        return switch (reason) {
            case "POLICY" -> "policies do not permit it";
            case "POLICY_ERROR" -> "its policies could not be evaluated";
            case "NOT_CLEARED" -> "it is outside, and the document is not cleared";
            case "NOT_FILLED" -> "nothing stood behind this slot";
            case "TASK" -> "it does not do this task";
            case "NOT_IN_TIER" -> "it is not in the tier of this task";
            case "CONTEXT" -> "the text is longer than it handles well";
            case "STRUCTURE" -> "its answers do not reliably hold a form";
            case "LANGUAGE" -> "its model was not evaluated in the language that is needed";
            case "OVER_LIMIT" -> "it costs more than the limit of the document";
            case "NOT_CHEAPEST" -> "nobody meets the limit, and others are cheaper";
            case "TOO_LATE" -> "it would be too late";
            case "NOT_FASTEST" -> "nobody is in time, and others are faster";
            case "UNAVAILABLE" -> "it was down or had declined";
            case "SHUT_DOWN" -> "its model is no longer offered";
            default -> "the document goes to no model";
        };
    }

    private static String list(Collection<String> words) {
        return String.join(", ", words);
    }
}
