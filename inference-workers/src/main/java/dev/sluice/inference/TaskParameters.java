package dev.sluice.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The task parameters as they came with the document: a JSON object, or nothing. */
record TaskParameters(JsonNode object) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int MOST_ITEMS = 100;
    private static final int LONGEST_ITEM = 200;

    static TaskParameters parse(Optional<byte[]> parameters) {
        if (parameters.isEmpty() || parameters.get().length == 0) {
            return new TaskParameters(JSON.createObjectNode());
        }
        try {
            JsonNode node = JSON.readTree(parameters.get());
            if (!node.isObject()) {
                throw new TaskParametersException("task parameters: expected a JSON object");
            }
            return new TaskParameters(node);
        } catch (JacksonException e) {
            throw new TaskParametersException("task parameters: expected JSON");
        }
    }

    /** A whole number from {@code least} to {@code most}, or the default where it is missing. */
    int number(String name, int standard, int least, int most) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return standard;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw new TaskParametersException(
                    "task parameter " + name + ": expected a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }

    /** A list of short, distinct, non-blank words; empty where it is missing. */
    List<String> words(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        for (JsonNode item : value) {
            if (!item.isString()
                    || item.stringValue().isBlank()
                    || item.stringValue().length() > LONGEST_ITEM) {
                throw new TaskParametersException("task parameter " + name + ": expected short words");
            }
            words.add(item.stringValue().strip());
        }
        if (!value.isArray()
                || words.isEmpty()
                || words.size() > MOST_ITEMS
                || words.stream().distinct().count() < words.size()) {
            throw new TaskParametersException(
                    "task parameter " + name + ": expected a list of 1 to " + MOST_ITEMS + " distinct words");
        }
        return List.copyOf(words);
    }
}
