package dev.sluice.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Documents made from the samples: plain texts with a line of their own, the others under a name of their own. */
final class MixedDocuments {
    private final Path folder;
    private final Map<String, ExpectedSample> bySample = new HashMap<>();

    private MixedDocuments(Path folder) {
        this.folder = folder;
    }

    static MixedDocuments make(Path folder, int count, Random random) throws IOException {
        MixedDocuments documents = new MixedDocuments(folder);
        List<ExpectedSample> samples = ExpectedSample.all();
        for (int i = 0; i < count; i++) {
            // Each sample in turn, so that each comes, then by chance.
            ExpectedSample sample = samples.get(i < samples.size() ? i : random.nextInt(samples.size()));
            documents.write(sample, i);
        }
        return documents;
    }

    private void write(ExpectedSample sample, int number) throws IOException {
        byte[] content =
                Files.readAllBytes(TestMachine.root().resolve("samples").resolve(sample.file()));
        String name = "%03d/%04d-%s".formatted(number / 100, number, sample.file());
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        if (sample.mediaType().matches("text/(plain|markdown)")
                && !sample.file().startsWith("newsletter")) {
            content = (new String(content, StandardCharsets.UTF_8) + "\nThis is sheet " + number + " of the file.\n")
                    .getBytes(StandardCharsets.UTF_8);
        }
        Files.write(file, content);
        bySample.put(name, sample);
    }

    Path folder() {
        return folder;
    }

    int count() {
        return bySample.size();
    }

    /** What must happen to the document of a path, as the program shows it. */
    ExpectedSample expected(String path) {
        return java.util.Objects.requireNonNull(bySample.get(path), path);
    }

    /** How many documents have this route. */
    long count(String route) {
        return bySample.values().stream()
                .filter(sample -> sample.route().equals(route))
                .count();
    }

    List<String> paths() {
        return new ArrayList<>(bySample.keySet());
    }
}
