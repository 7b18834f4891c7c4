package dev.sluice.app;

import dev.sluice.inference.testing.FakeClosedApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A machine of its own beside a closed API that records what it receives. */
final class ClosedApiMachine implements AutoCloseable {
    /** The API key, found nowhere but in its file and in requests. */
    static final String KEY = "sk-Vh31-qTz88-kWm5y-Lr0e2-planted";

    private final TestMachine machine;
    private final FakeClosedApi api;
    private final Path keyFile;

    private ClosedApiMachine(TestMachine machine, FakeClosedApi api, Path keyFile) {
        this.machine = machine;
        this.api = api;
        this.keyFile = keyFile;
    }

    static ClosedApiMachine fresh(Path folder) throws Exception {
        Path keyFile = folder.resolve("closed-api.key");
        Files.writeString(keyFile, KEY + "\n");
        return new ClosedApiMachine(TestMachine.fresh(folder), FakeClosedApi.start(), keyFile);
    }

    /** The samples' folder. */
    static Path samples() {
        return TestMachine.root().resolve("samples");
    }

    TestMachine machine() {
        return machine;
    }

    FakeClosedApi api() {
        return api;
    }

    /** The options that name the closed API. */
    List<Object> external() {
        return List.of(
                "--external",
                api.url(),
                "--external-model",
                FakeClosedApi.MODEL,
                "--external-key-file",
                keyFile.toString());
    }

    /** Processes these files, with the closed API and other options. */
    Cli process(Object... optionsAndPaths) {
        List<Object> others = new ArrayList<>(external());
        others.addAll(List.of("--output", "json"));
        others.addAll(List.of(optionsAndPaths));
        return machine.run(List.of("process"), others.toArray());
    }

    @Override
    public void close() throws IOException {
        api.close();
        machine.close();
        Files.deleteIfExists(keyFile);
    }
}
