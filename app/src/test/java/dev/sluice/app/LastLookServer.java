package dev.sluice.app;

import dev.sluice.inference.testing.FakeClosedApi;
import dev.sluice.inference.testing.Misbehaviour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A server that quotes the planted words it is shown as people, and the file that names it for a last look. */
final class LastLookServer implements AutoCloseable {
    /** A name that no earlier detector takes for one, and the name in the letter that is asked for first. */
    static final String PLANTED = "tomatoes";

    private static final List<String> NAMES = List.of(PLANTED, "Ingrid Lindqvist");

    private final FakeClosedApi api = FakeClosedApi.start().answering(LastLookServer::quoting);
    private final Path config;

    LastLookServer(Path folder, String... settings) {
        config = write(folder, api.url(), settings);
    }

    /** The file for a server there, every document being doubtful. */
    static Path write(Path folder, URI url, String... settings) {
        try {
            return Files.writeString(
                    folder.resolve("last-look.yaml"),
                    "classifier: {lastLook: {url: '" + url + "', model: " + FakeClosedApi.MODEL + ", doubtful: all"
                            + String.join("", settings) + "}}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path config() {
        return config;
    }

    /** What the model was shown, without the letter that is asked for first. */
    List<String> shown() {
        return api.requests().stream()
                .map(request -> request.text())
                .filter(text -> !text.contains("Ingrid Lindqvist"))
                .toList();
    }

    /** Misbehaves for everything but the letter that is asked for first. */
    void misbehaveForDocuments(String content) {
        api.answering(body -> body.contains("Ingrid Lindqvist") ? quoting(body) : content);
    }

    void always(Misbehaviour misbehaviour) {
        api.always(misbehaviour);
    }

    private static String quoting(String body) {
        return "{\"found\": ["
                + NAMES.stream()
                        .filter(body::contains)
                        .map(name -> "{\"type\": \"PERSON\", \"quote\": \"" + name + "\"}")
                        .collect(java.util.stream.Collectors.joining(", "))
                + "]}";
    }

    @Override
    public void close() {
        api.close();
    }
}
