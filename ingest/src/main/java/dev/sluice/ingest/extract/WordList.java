package dev.sluice.ingest.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Closed lists of words of formats, kept as files beside the classes. */
final class WordList {
    private WordList() {}

    /** All words of a list, parted by white space. */
    static Set<String> words(String name) {
        return read(name, "\\s+");
    }

    /** All lines of a list. */
    static Set<String> lines(String name) {
        return read(name, "\n");
    }

    private static Set<String> read(String name, String border) {
        try (InputStream in = WordList.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "expected the list " + name + " beside the classes, found none: build again");
            }
            return Stream.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split(border))
                    .filter(word -> !word.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
