package dev.sluice.bench.text;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Texts that are measured together, in a fixed order; a file of JSON lines that {@code sluice classify} and
 * {@code sluice evaluate} read too.
 *
 * @param name of the set, and of its file without its ending
 * @param texts at least one
 */
public record TextSet(String name, List<String> texts) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no text
     */
    public TextSet {
        texts = List.copyOf(texts);
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("TextSet " + name + ": expected at least one text");
        }
    }

    /** Length of all texts in bytes of UTF-8. */
    public long bytes() {
        return texts.stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    /**
     * Reads a set from its folder.
     *
     * @throws IOException if there is no such file or a line has no text
     */
    public static TextSet read(Path folder, String name) throws IOException {
        List<String> texts = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file(folder, name))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                texts.add(text(line, name));
            }
        }
        return new TextSet(name, texts);
    }

    /** The text of one line of a corpus or a set. */
    static String text(String line, String name) throws IOException {
        JsonNode text = JSON.readTree(line).get("text");
        if (text == null || !text.isString()) {
            throw new IOException(name + ": expected a text in every line");
        }
        return text.stringValue();
    }

    /**
     * Writes the set into a folder, each line labelled with what {@code evaluate} should expect of it.
     *
     * @param label NONE for texts that should be cleared, else PII or PHI
     */
    void write(Path folder, String label) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file(folder, name))) {
            for (int i = 0; i < texts.size(); i++) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("id", name + "-" + i);
                line.put("source", name);
                line.put("lang", "en");
                line.put("text", texts.get(i));
                line.put("doc_labels", List.of(label));
                out.write(JSON.writeValueAsString(line));
                out.write('\n');
            }
        }
    }

    private static Path file(Path folder, String name) {
        return folder.resolve(name + ".jsonl");
    }
}
