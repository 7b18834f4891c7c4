package dev.sluice.bench.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the sets of texts into a folder and prints what they are as one line of JSON. A set is there twice: small, for
 * what is slow, and large under its name and {@code -large}, for what is quick.
 */
final class MakeTexts {
    private static final int LONGEST_OF_CORPUS = 40_000;

    private MakeTexts() {}

    /** Arguments: the folder, the seed, bytes of a small set, bytes of a large one, and a folder of corpora if any. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        int small = Integer.parseInt(arguments[2]);
        int large = Integer.parseInt(arguments[3]);
        Map<String, Object> made = new LinkedHashMap<>();
        for (GeneratedTexts kind : GeneratedTexts.values()) {
            write(folder, kind.title(), kind.make(seed, small), kind.label(), made);
            write(folder, kind.title() + "-large", kind.make(seed, large), kind.label(), made);
        }
        if (arguments.length > 4) {
            Path corpora = Path.of(arguments[4]).resolve("text");
            sample(folder, corpora, "corpora-clean", List.of("clean"), "NONE", seed, small, large, made);
            List<String> all = List.of("clean", "phi", "pii", "needle");
            sample(folder, corpora, "corpora-mixed", all, "QUASI", seed, small, large, made);
        }
        System.out.println(JsonMapper.shared().writeValueAsString(made));
    }

    private static void sample(
            Path folder,
            Path corpora,
            String name,
            List<String> from,
            String label,
            long seed,
            int small,
            int large,
            Map<String, Object> made)
            throws IOException {
        write(folder, name, CorpusSample.draw(corpora, from, seed, small, LONGEST_OF_CORPUS), label, made);
        write(folder, name + "-large", CorpusSample.draw(corpora, from, seed, large, LONGEST_OF_CORPUS), label, made);
    }

    private static void write(Path folder, String name, List<String> texts, String label, Map<String, Object> made)
            throws IOException {
        TextSet set = new TextSet(name, texts);
        set.write(folder, label);
        long digits = texts.stream()
                .mapToLong(text -> text.chars().filter(Character::isDigit).count())
                .sum();
        long units = texts.stream().mapToLong(String::length).sum();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("documents", texts.size());
        facts.put("bytes", set.bytes());
        facts.put("digitShare", Math.round(1000.0 * digits / units) / 1000.0);
        made.put(name, facts);
    }
}
