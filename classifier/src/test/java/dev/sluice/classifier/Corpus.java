package dev.sluice.classifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The labelled documents of the folder that the system property {@code sluice.corpora} names. */
final class Corpus {
    record Document(String id, String source, String text) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Corpus() {}

    static Optional<Path> folder() {
        String named = System.getProperty("sluice.corpora", "");
        if (named.isBlank() || named.startsWith("$")) {
            return Optional.empty();
        }
        return Optional.of(Path.of(named, "text")).filter(Files::isDirectory);
    }

    static List<Document> read(Path folder, String name) {
        List<Document> documents = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve(name + ".jsonl"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = JSON.readTree(line);
                documents.add(new Document(
                        node.get("id").asString(),
                        node.get("source").asString(),
                        node.get("text").asString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Reading the corpus " + name, e);
        }
        return documents;
    }
}
