package dev.sluice.app.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

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

    /** A whole number from {@code least} to {@code most}; empty where it is missing. */
    Optional<Integer> number(String key, int least, int most) {
        if (!map.containsKey(key)) {
            return Optional.empty();
        }
        if (map.get(key) instanceof Integer number && number >= least && number <= most) {
            return Optional.of(number);
        }
        throw new IllegalArgumentException(at(key) + ": expected a number from " + least + " to " + most);
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

    /** A whole number above zero. */
    Optional<Integer> whole(String key) {
        return number(key, "expected a whole number above zero", Integer.class).filter(number -> {
            if (number <= 0) {
                throw wrong(key, "expected a whole number above zero");
            }
            return true;
        });
    }

    /** A number above 0 and below 1. */
    Optional<Double> share(String key) {
        return number(key, "expected a number above 0 and below 1, or all", Double.class)
                .filter(number -> {
                    if (!(number > 0 && number < 1)) {
                        throw wrong(key, "expected a number above 0 and below 1, or all");
                    }
                    return true;
                });
    }

    private <T extends Number> Optional<T> number(String key, String expected, Class<T> type) {
        Object value = map.get(key);
        if (value != null && !type.isInstance(value)) {
            throw wrong(key, expected);
        }
        return Optional.ofNullable(type.cast(value));
    }

    /** What is made of a key's value; a complaint about it names the key, or this mapping where the key is empty. */
    <T> T read(String key, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw key.isEmpty()
                    ? new IllegalArgumentException(path + "." + e.getMessage())
                    : wrong(key, String.valueOf(e.getMessage()));
        }
    }

    IllegalArgumentException wrong(String key, String expected) {
        return new IllegalArgumentException(at(key) + ": " + expected);
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
