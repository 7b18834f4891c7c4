package dev.sluice.inference;

import dev.sluice.policy.Endpoint;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Reads a 200 of {@code /chat/completions}, trusting nothing in it. */
final class ChatCompletion {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** A dated snapshot of the model that was asked for, as closed APIs name it: {@code gpt-x-2026-01-31}, {@code x-0131}. */
    private static final Pattern SNAPSHOT = Pattern.compile("-(\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{4})");

    /** The slot's name for the one model that a server inside has loaded. */
    private static final String WHATEVER_RUNS = "default";

    private ChatCompletion() {}

    /** Whether this endpoint is asked for the one model that it has loaded. */
    static boolean whateverRuns(Endpoint endpoint) {
        return endpoint.kind().inside() && endpoint.model().equals(WHATEVER_RUNS);
    }

    static ModelAnswer read(String body, HttpHeaders headers, String asked, Endpoint endpoint, Instant now) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (JacksonException e) {
            return new ModelAnswer.Rejected("ANSWER_INVALID");
        }
        if (!root.isObject()) {
            return new ModelAnswer.Rejected("ANSWER_INVALID");
        }
        JsonNode error = root.get("error");
        if (error != null && !error.isNull()) {
            return errorInside(error, headers, body, now, endpoint);
        }
        String model = text(root.get("model"));
        Optional<String> violation = Answerer.violation(root, headers, endpoint);
        if (violation.isPresent()) {
            return new ModelAnswer.Violated(violation.get(), code(model));
        }
        if (!sameModel(asked, model, endpoint)) {
            return new ModelAnswer.Violated("MODEL_MISMATCH", code(model));
        }
        JsonNode choices = root.get("choices");
        if (choices == null || !choices.isArray() || choices.isEmpty()) {
            return new ModelAnswer.Refused("NO_CHOICES");
        }
        return choice(choices.get(0), root, model.isEmpty() ? asked : model, endpoint);
    }

    private static ModelAnswer choice(JsonNode choice, JsonNode root, String model, Endpoint endpoint) {
        String finish = text(choice.get("finish_reason"));
        JsonNode message = choice.get("message");
        if (message == null || !message.isObject()) {
            return new ModelAnswer.Rejected("ANSWER_INVALID");
        }
        if (finish.equals("content_filter") || !text(message.get("refusal")).isEmpty()) {
            return new ModelAnswer.Refused("CONTENT_BLOCKED");
        }
        if (finish.equals("length") || finish.equals("model_context_window_exceeded")) {
            return new ModelAnswer.Rejected("ANSWER_TRUNCATED");
        }
        JsonNode content = message.get("content");
        if (content == null || !content.isString()) {
            return new ModelAnswer.Rejected("ANSWER_INVALID");
        }
        if (!finish.equals("stop") && !(endpoint.kind().inside() && isAbsent(choice.get("finish_reason")))) {
            return new ModelAnswer.Rejected("ANSWER_UNFINISHED");
        }
        JsonNode usage = root.get("usage");
        return new ModelAnswer.Answered(
                content.stringValue(),
                code(model),
                count(usage, "prompt_tokens"),
                count(usage, "completion_tokens"),
                code(finish),
                code(text(root.get("id"))),
                code(text(root.get("system_fingerprint"))));
    }

    private static ModelAnswer errorInside(
            JsonNode error, HttpHeaders headers, String body, Instant now, Endpoint endpoint) {
        JsonNode code = error.get("code");
        int status = code != null && code.isInt() ? code.intValue() : 0;
        if (status >= 400 && status < 600) {
            return ProviderErrors.of(
                    status, headers, body, now, !endpoint.kind().inside());
        }
        return new ModelAnswer.Rejected("ERROR_IN_ANSWER");
    }

    private static boolean sameModel(String asked, String answered, Endpoint endpoint) {
        if (endpoint.kind().inside() && (answered.isEmpty() || whateverRuns(endpoint))) {
            return true;
        }
        return answered.equals(asked)
                || (answered.startsWith(asked)
                        && SNAPSHOT.matcher(answered.substring(asked.length())).matches());
    }

    private static boolean isAbsent(@org.jspecify.annotations.Nullable JsonNode node) {
        return node == null || node.isNull();
    }

    private static String text(@org.jspecify.annotations.Nullable JsonNode node) {
        return node == null || !node.isString() ? "" : node.stringValue();
    }

    private static long count(@org.jspecify.annotations.Nullable JsonNode usage, String name) {
        JsonNode node = usage == null ? null : usage.get(name);
        return node != null && node.canConvertToLong() && node.longValue() >= 0 ? node.longValue() : 0;
    }

    /** The other side's word as an identifier of at most 120 characters: it goes into records that hold no free text. */
    private static String code(String word) {
        String clean = word.replaceAll("[^A-Za-z0-9._:/@+=-]", "_");
        return clean.substring(0, Math.min(120, clean.length()));
    }
}
