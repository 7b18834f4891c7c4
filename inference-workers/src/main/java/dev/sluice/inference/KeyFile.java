package dev.sluice.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file with an API key, read at each request so that a rotated key is used at once. Never prints the key. */
public record KeyFile(Path path) implements ApiKey {
    private static final int LONGEST = 4096;

    @Override
    public Optional<String> read() {
        try (InputStream stream = Files.newInputStream(path)) {
            String key = new String(stream.readNBytes(LONGEST), StandardCharsets.ISO_8859_1).strip();
            return Optional.of(key).filter(found -> FORM.matcher(found).matches());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
