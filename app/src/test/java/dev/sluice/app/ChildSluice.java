package dev.sluice.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real program in a process of its own, to be killed or interrupted: a JVM on a machine of the tests, or
 * {@code ./sluice} as a user types it. Its output goes to files beside the data folder.
 */
final class ChildSluice implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final Path out;
    private final Path err;

    private ChildSluice(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** A JVM on a machine of the tests. */
    static ChildSluice start(TestMachine machine, List<String> words, Object... others) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                // The tests' class path holds more than one configuration; logback would say so on standard output.
                "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sluice.app.Main"));
        command.addAll(machine.command(words, others));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SLUICE_HOME", TestMachine.root().toString());
        return started(builder, machine.data());
    }

    /** {@code ./sluice}, with a data folder and the embedded services. */
    static ChildSluice script(Path data, Object... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(TestMachine.root().resolve("sluice").toString()));
        Stream.of(words).map(String::valueOf).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SLUICE_DATA", data.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return started(builder, data);
    }

    private static ChildSluice started(ProcessBuilder builder, Path data) throws IOException {
        Path out = Files.createTempFile(data.getParent(), "child", ".out");
        Path err = Path.of(out.toString().replaceFirst("out$", "err"));
        return new ChildSluice(
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
    }

    boolean running() {
        return process.isAlive();
    }

    /** Every process below it: the children that read documents. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** As {@code kill -9} of this JVM alone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C in a terminal. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** As SIGTERM, and waits for the orderly end. */
    int terminate(Duration longest) throws InterruptedException {
        process.destroy();
        return await(longest);
    }

    /** Waits for its end and returns its exit code. */
    int await(Duration longest) throws InterruptedException {
        if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the program did not end within " + longest + ":\n" + err());
        }
        return process.exitValue();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    /** Standard output as JSON lines. */
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
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
