package dev.sluice.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of a bundle's YAML file, read strictly: every complaint names the file, the line and what to write. */
final class YamlMap {
    /** Of four figures: the day after the last is still one that a clock can show. */
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final String file;
    private final int line;
    private final Map<String, Node> values;

    private YamlMap(String file, int line, Map<String, Node> values) {
        this.file = file;
        this.line = line;
        this.values = values;
    }

    /** The whole file, which may have these keys and no others. */
    static YamlMap parse(String file, String text, String... keys) {
        try {
            Node root = new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeString(text)
                    .orElseThrow(() -> new Problems.Malformed(file, 1, "the file is empty", expected(keys)));
            return of(file, root, keys);
        } catch (MarkedYamlEngineException e) {
            throw unreadable(file, e);
        } catch (YamlEngineException e) {
            throw new Problems.Malformed(file, 1, "this is not YAML", "Check the indentation");
        }
    }

    /** A complaint of the parser, with what it usually means. */
    static Problems.Malformed unreadable(String file, MarkedYamlEngineException e) {
        int at = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
        String problem = String.valueOf(e.getProblem());
        String instead = problem.contains("duplicate key")
                ? "Keep one of them"
                : problem.contains("cannot start any token")
                        ? "Put the value between quotation marks; indent with blanks, not with tabs"
                        : problem.contains("mapping values are not allowed")
                                ? "Write each key on a line of its own, and a value with a colon between quotation"
                                        + " marks"
                                : problem.contains("single document")
                                        ? "Keep one document, without lines of ---"
                                        : problem.contains("end of stream") || problem.contains("<stream end>")
                                                ? "Close the quotation mark or bracket that is open"
                                                : "Write \"key: value\", one to a line, lists with - or in [ ],"
                                                        + " indented alike";
        return new Problems.Malformed(file, at, "this is not YAML: " + problem, instead);
    }

    private static YamlMap of(String file, Node node, String... keys) {
        if (!(node instanceof MappingNode mapping)) {
            throw new Problems.Malformed(file, lineOf(node), "expected keys with values", expected(keys));
        }
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!Arrays.asList(keys).contains(key)) {
                throw new Problems.Malformed(
                        file,
                        lineOf(tuple.getKeyNode()),
                        "unknown key \"" + key + "\"",
                        NearestWord.to(key, Arrays.asList(keys))
                                        .map(nearest -> "Did you mean " + nearest + "? ")
                                        .orElse("")
                                + expected(keys));
            }
            if (values.put(key, tuple.getValueNode()) != null) {
                throw new Problems.Malformed(
                        file, lineOf(tuple.getKeyNode()), "the key \"" + key + "\" is here twice", "Keep one of them");
            }
        }
        return new YamlMap(file, lineOf(node), values);
    }

    private static String expected(String... keys) {
        return "Write " + String.join(", ", keys);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(Mark::getLine).map(number -> number + 1).orElse(0);
    }

    /** A complaint about the line of a key, or of the mapping where the key is missing. */
    Problems.Malformed malformed(String key, String message, String instead) {
        Node node = values.get(key);
        return new Problems.Malformed(file, node == null ? line : lineOf(node), message, instead);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    int line() {
        return line;
    }

    String string(String key) {
        return optional(key)
                .orElseThrow(
                        () -> malformed(key, "the key \"" + key + "\" is missing", "Add " + key + ": and its value"));
    }

    Optional<String> optional(String key) {
        Node node = values.get(key);
        return node == null ? Optional.empty() : Optional.of(scalar(key, node));
    }

    private String scalar(String key, @Nullable Node node) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw malformed(key, "expected one value for \"" + key + "\"", "Write " + key + ": value");
    }

    boolean flag(String key, boolean otherwise) {
        return optional(key)
                .map(word -> switch (word) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw malformed(key, "found \"" + word + "\"", "Write true or false");
                })
                .orElse(otherwise);
    }

    long number(String key, long atLeast) {
        return number(key, atLeast, 999_999_999_999L);
    }

    long number(String key, long atLeast, long atMost) {
        String word = string(key);
        if (word.matches("[0-9]{1,18}")) {
            long number = Long.parseLong(word);
            if (number >= atLeast && number <= atMost) {
                return number;
            }
        }
        throw malformed(key, "found \"" + word + "\"", "Write a whole number from " + atLeast + " to " + atMost);
    }

    double fraction(String key, double otherwise) {
        String word = optional(key).orElse(Double.toString(otherwise));
        if (word.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            return Double.parseDouble(word);
        }
        throw malformed(key, "found \"" + word + "\"", "Write a number such as 0.9");
    }

    /**
     * A number of zero or more that is not rounded.
     *
     * @param what it is, for a complaint
     */
    BigDecimal decimal(String key, String what) {
        String word = string(key);
        if (word.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            return new BigDecimal(word);
        }
        throw malformed(key, "found \"" + word + "\"", "Write " + what);
    }

    /**
     * A SHA-256.
     *
     * @param what prints it, for a complaint
     */
    String digest(String key, String what) {
        String word = string(key);
        if (word.matches("[0-9a-f]{64}")) {
            return word;
        }
        throw malformed(key, "expected 64 lower-case hex digits", "Write the SHA-256 that " + what);
    }

    LocalDate date(String key) {
        String word = string(key);
        try {
            if (DATE.matcher(word).matches()) {
                return LocalDate.parse(word);
            }
        } catch (DateTimeParseException e) {
            // The complaint below is for both.
        }
        throw malformed(key, "found \"" + word + "\"", "Write a date as 2026-11-22");
    }

    <E extends Enum<E>> E word(String key, Class<E> words) {
        return word(key, string(key), words);
    }

    <E extends Enum<E>> List<E> words(String key, Class<E> words) {
        return strings(key).stream().map(word -> word(key, word, words)).toList();
    }

    private <E extends Enum<E>> E word(String key, String found, Class<E> words) {
        for (E constant : words.getEnumConstants()) {
            if (constant.name().equals(found.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        String known = Arrays.stream(words.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        throw malformed(key, "found \"" + found + "\"", "Write one of " + known);
    }

    /** A list of values; absent is empty. */
    List<String> strings(String key) {
        return nodes(key).stream().map(node -> scalar(key, node)).toList();
    }

    /** A list of lists of values; absent is empty. */
    List<List<String>> ranks(String key) {
        List<List<String>> ranks = new ArrayList<>();
        for (Node node : nodes(key)) {
            if (!(node instanceof SequenceNode rank)) {
                throw malformed(key, "expected ranks", "Write each rank as - [first, second]");
            }
            ranks.add(rank.getValue().stream().map(one -> scalar(key, one)).toList());
        }
        return ranks;
    }

    /** A list of mappings with these keys and no others; absent is empty. A bad entry does not hide the next one. */
    List<YamlMap> maps(String key, Problems problems, String... keys) {
        List<YamlMap> maps = new ArrayList<>();
        for (Node node : nodes(key)) {
            problems.collect(() -> of(file, node, keys)).ifPresent(maps::add);
        }
        return maps;
    }

    /** One mapping with these keys and no others. */
    YamlMap map(String key, String... keys) {
        Node node = values.get(key);
        if (node == null) {
            throw malformed(key, "the key \"" + key + "\" is missing", "Add " + key + ": and its keys");
        }
        return of(file, node, keys);
    }

    private List<Node> nodes(String key) {
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw malformed(key, "expected a list for \"" + key + "\"", "Write " + key + ": [first, second]");
    }
}
