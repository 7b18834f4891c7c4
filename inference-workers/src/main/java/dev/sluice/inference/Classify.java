package dev.sluice.inference;

import dev.sluice.policy.PromptTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * One label out of a list. The output is a JSON object with a member named label, one of the labels, and optionally
 * {@code scores}, numbers by label; whatever else a model adds is dropped. A model may also say the bare label.
 *
 * @param labels the document's own where it came with some, else those that the template lists
 */
record Classify(List<String> labels) implements Task {
    static final String NAME = "classify";

    /** {@code … one of these words and nothing else: letter, report, other.} */
    private static final Pattern DEFAULT_LABELS =
            Pattern.compile("one of these (?:words|labels)[^:\\n]{0,80}:([^.\\n]+)");

    private static final Pattern FENCE = Pattern.compile("(?s)\\A```(?:json)?\\s*(\\{.*})\\s*```\\z");
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    Classify {
        labels = List.copyOf(labels);
    }

    static Classify of(TaskParameters parameters, PromptTemplate template) {
        List<String> own = parameters.words("labels");
        return new Classify(own.isEmpty() ? defaults(template) : own);
    }

    private static List<String> defaults(PromptTemplate template) {
        Matcher line = DEFAULT_LABELS.matcher(template.before());
        if (!line.find()) {
            throw new TaskParametersException("task classify: expected labels in the parameters or in the template");
        }
        return Stream.of(line.group(1).split(","))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .distinct()
                .toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int mostTokens() {
        return 200;
    }

    @Override
    public Optional<String> validate(String output) {
        String stripped = output.strip();
        Optional<String> bare = bare(stripped);
        if (bare.isPresent()) {
            return Optional.of(write(bare.get(), Map.of()));
        }
        Matcher fence = FENCE.matcher(stripped);
        try {
            JsonNode node = JSON.readTree(fence.matches() ? fence.group(1) : stripped);
            JsonNode label = node.get("label");
            return label == null || !label.isString()
                    ? Optional.empty()
                    : bare(label.stringValue()).map(known -> write(known, scores(node)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private Optional<String> bare(String said) {
        String word = said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
        return labels.stream().filter(word::equalsIgnoreCase).findFirst();
    }

    /** The canonical output. */
    static String write(String label, Map<String, Double> scores) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("label", label);
        if (!scores.isEmpty()) {
            output.put("scores", scores);
        }
        return JSON.writeValueAsString(output);
    }

    private Map<String, Double> scores(JsonNode node) {
        Map<String, Double> scores = new LinkedHashMap<>();
        JsonNode given = node.get("scores");
        for (String label : labels) {
            JsonNode score = given == null ? null : given.get(label);
            if (score != null && score.isNumber()) {
                scores.put(label, score.doubleValue());
            }
        }
        return scores;
    }
}
