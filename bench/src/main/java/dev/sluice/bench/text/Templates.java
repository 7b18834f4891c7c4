package dev.sluice.bench.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sentences and words that generated texts are made of, read once. */
final class Templates {
    private static final Map<String, List<String>> SENTENCES = sentences();
    private static final Map<String, List<String>> WORDS = words();

    private Templates() {}

    /**
     * Sentences of a section.
     *
     * @throws IllegalArgumentException if there is no such section
     */
    static List<String> sentences(String section) {
        return known(SENTENCES, section);
    }

    /**
     * Words of a list.
     *
     * @throws IllegalArgumentException if there is no such list
     */
    static List<String> words(String list) {
        return known(WORDS, list);
    }

    static boolean hasWords(String list) {
        return WORDS.containsKey(list);
    }

    private static List<String> known(Map<String, List<String>> lists, String name) {
        List<String> found = lists.get(name);
        if (found == null) {
            throw new IllegalArgumentException("expected one of " + lists.keySet() + ", found " + name);
        }
        return found;
    }

    private static Map<String, List<String>> sentences() {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : lines("sentences.txt")) {
            if (line.startsWith("[")) {
                section = new ArrayList<>();
                sections.put(line.substring(1, line.indexOf(']')), section);
            } else {
                section.add(line);
            }
        }
        return sections;
    }

    private static Map<String, List<String>> words() {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (String line : lines("words.txt")) {
            int colon = line.indexOf(':');
            String separator = line.contains(";") ? ";" : ",";
            List<String> list = lists.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>());
            for (String word : line.substring(colon + 1).split(separator, -1)) {
                list.add(word.strip());
            }
        }
        return lists;
    }

    private static List<String> lines(String resource) {
        InputStream stream = Templates.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("the resource " + resource + " is missing from the build");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + resource, e);
        }
    }
}
