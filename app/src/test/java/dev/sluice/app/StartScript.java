package dev.sluice.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./sluice} as a user types it, with a data folder of its own and the embedded services. */
final class StartScript implements AutoCloseable {
    /** Long enough for the slowest machine; nothing is expected to take it. */
    private static final long LONGEST_MINUTES = 5;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final Path out;
    private final Path err;

    private StartScript(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static StartScript start(Path data, Object... words) throws IOException {
        Path out = Files.createTempFile("sluice-script", ".out");
        Path err = Files.createTempFile("sluice-script", ".err");
        List<String> command =
                new ArrayList<>(List.of(TestMachine.root().resolve("sluice").toString()));
        for (Object word : words) {
            command.add(word.toString());
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("SLUICE_DATA", data.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return new StartScript(builder.start(), out, err);
    }

    static StartScript run(Path data, Object... words) throws IOException, InterruptedException {
        StartScript script = start(data, words);
        script.await();
        return script;
    }

    /** As Ctrl-C in a terminal. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    int await() throws InterruptedException {
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            throw new AssertionError("the command did not end:\n" + err());
        }
        return process.exitValue();
    }

    int code() {
        return process.exitValue();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    List<JsonNode> lines() throws IOException {
        return out().lines().map(JSON::readTree).toList();
    }

    String err() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            return "(no standard error: " + e.getClass().getSimpleName() + ")";
        }
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
    }
}
