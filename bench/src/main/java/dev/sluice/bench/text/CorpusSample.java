package dev.sluice.bench.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Documents drawn from a folder of labelled corpora by a seed. */
final class CorpusSample {
    private CorpusSample() {}

    /**
     * Whole documents of these corpora, in an order of chance, until there are so many bytes.
     *
     * @param folder holds {@code NAME.jsonl} for each name
     * @param longest documents with more characters are left out, so that one does not make up a set
     */
    static List<String> draw(Path folder, List<String> names, long seed, int bytes, int longest) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            try (BufferedReader lines = Files.newBufferedReader(folder.resolve(name + ".jsonl"))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String text = TextSet.text(line, name);
                    if (!text.isBlank() && text.length() <= longest) {
                        texts.add(text);
                    }
                }
            }
        }
        Collections.shuffle(texts, new Random(seed));
        List<String> drawn = new ArrayList<>();
        long units = 0;
        for (int i = 0; i < texts.size() && units < bytes; i++) {
            drawn.add(texts.get(i));
            units += texts.get(i).length();
        }
        return drawn;
    }
}
