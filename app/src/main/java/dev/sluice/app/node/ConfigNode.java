package dev.sluice.app.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A mapping of the configuration file, whose path every message names. A key that nobody reads is refused. */
record ConfigNode(String path, Map<?, ?> map) {
    ConfigNode allow(String... keys) {
        Set<Object> unknown = new java.util.HashSet<>(map.keySet());
        unknown.removeAll(Set.of(keys));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    path + ": unknown key " + unknown.iterator().next() + "; expected one of "
                            + String.join(", ", new TreeSet<>(Set.of(keys))));
        }
        return this;
    }

    Optional<ConfigNode> child(String key) {
        Object value = map.get(key);
        if (value == null) {
            return map.containsKey(key) ? Optional.of(new ConfigNode(at(key), Map.of())) : Optional.empty();
        }
        if (value instanceof Map<?, ?> below) {
            return Optional.of(new ConfigNode(at(key), below));
        }
        throw new IllegalArgumentException(at(key) + ": expected keys and values");
    }

    Optional<String> text(String key) {
        Object value = map.get(key);
        if (value == null && !map.containsKey(key)) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isBlank()) {
            return Optional.of(text.strip());
        }
        throw new IllegalArgumentException(at(key) + ": expected a word");
    }

    /** A list of words; empty where it is missing. */
    List<String> words(String key) {
        if (!map.containsKey(key)) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        if (map.get(key) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof String text && !text.isBlank()) {
                    words.add(text.strip());
                } else {
                    throw new IllegalArgumentException(at(key) + ": expected a list of words");
                }
            }
        }
        if (words.isEmpty() || Set.copyOf(words).size() < words.size()) {
            throw new IllegalArgumentException(at(key) + ": expected a list of at least one word, none of them twice");
        }
        return List.copyOf(words);
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
