package dev.sluice.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file with an API key, read at each request so that a rotated key is used at once. Never prints the key. */
public record KeyFile(Path path) {
    private static final int LONGEST = 4096;
    private static final Pattern KEY = Pattern.compile("[!-~]+");

    /** The key without the white space around it; empty when there is no readable key of visible ASCII in the file. */
    public Optional<String> read() {
        try (InputStream stream = Files.newInputStream(path)) {
            String key = new String(stream.readNBytes(LONGEST), StandardCharsets.ISO_8859_1).strip();
            return Optional.of(key).filter(found -> KEY.matcher(found).matches());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
