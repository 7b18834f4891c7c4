package dev.sluice.bench.jmh;

import dev.sluice.bench.text.GeneratedTexts;
import dev.sluice.bench.text.TextSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where benchmarks get their texts: the folder that {@code bench.texts} names, else made anew. */
final class Texts {
    private static final long SEED = 20_261_123;
    private static final int SMALL = 150_000;
    private static final int LARGE = 2_000_000;

    private Texts() {}

    /**
     * The set of this name.
     *
     * @throws IOException if the folder does not hold it
     * @throws IllegalArgumentException if there is no folder and nothing generated has this name
     */
    static TextSet set(String name) throws IOException {
        @Nullable String folder = System.getProperty("bench.texts");
        if (folder != null) {
            return TextSet.read(Path.of(folder), name);
        }
        boolean large = name.endsWith("-large");
        String title = large ? name.substring(0, name.length() - "-large".length()) : name;
        GeneratedTexts kind = Arrays.stream(GeneratedTexts.values())
                .filter(one -> one.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no generated set is called " + name));
        return new TextSet(name, kind.make(SEED, large ? LARGE : SMALL));
    }
}
