package dev.sluice.inference;

import java.net.http.HttpHeaders;
import java.time.Instant;
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

    static ModelAnswer read(String body, HttpHeaders headers, String asked, boolean mustNameModel, Instant now) {
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
            return errorInside(error, headers, body, now);
        }
        String model = text(root.get("model"));
        if (!headers.firstValue("x-litellm-attempted-fallbacks").orElse("0").equals("0")) {
            return new ModelAnswer.Violated("GATEWAY_FELL_BACK", code(model));
        }
        if (!sameModel(asked, model, mustNameModel)) {
            return new ModelAnswer.Violated("MODEL_MISMATCH", code(model));
        }
        JsonNode choices = root.get("choices");
        if (choices == null || !choices.isArray() || choices.isEmpty()) {
            return new ModelAnswer.Refused("NO_CHOICES");
        }
        return choice(choices.get(0), root, model.isEmpty() ? asked : model);
    }

    private static ModelAnswer choice(JsonNode choice, JsonNode root, String model) {
        String finish = text(choice.get("finish_reason"));
        JsonNode message = choice.get("message");
        if (message == null || !message.isObject()) {
            return new ModelAnswer.Rejected("ANSWER_INVALID");
        }
        if (finish.equals("content_filter") || !text(message.get("refusal")).isEmpty()) {
            return new ModelAnswer.Refused("CONTENT_BLOCKED");
        }
        if (finish.equals("length")) {
            return new ModelAnswer.Rejected("ANSWER_TRUNCATED");
        }
        JsonNode content = message.get("content");
        if (content == null || !content.isString()) {
            return new ModelAnswer.Rejected("ANSWER_INVALID");
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

    private static ModelAnswer errorInside(JsonNode error, HttpHeaders headers, String body, Instant now) {
        JsonNode code = error.get("code");
        int status = code != null && code.isInt() ? code.intValue() : 0;
        if (status >= 400 && status < 600) {
            return ProviderErrors.of(status, headers, body, now);
        }
        return new ModelAnswer.Rejected("ERROR_IN_ANSWER");
    }

    private static boolean sameModel(String asked, String answered, boolean mustName) {
        if (!mustName && (answered.isEmpty() || asked.equals(WHATEVER_RUNS))) {
            return true;
        }
        return answered.equals(asked)
                || (answered.startsWith(asked)
                        && SNAPSHOT.matcher(answered.substring(asked.length())).matches());
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
