package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program on a machine where the library of the token classifier does not load: who would hold every document says so
 * before the first. {@code up} needs PostgreSQL and Kafka.
 */
class BrokenModelIntegrationTests {
    private record Run(int code, String out, String err) {}

    @TempDir
    Path folder;

    private Path libraries;

    @BeforeEach
    void makeLibrariesThatAreNone() throws IOException {
        libraries = Files.createDirectories(folder.resolve("libraries"));
        for (String name : List.of("libonnxruntime.so", "libonnxruntime.dylib", "onnxruntime.dll")) {
            Files.writeString(libraries.resolve(name), "no library");
        }
    }

    private Run sluice(List<String> words) throws Exception {
        return sluice(words, Map.of());
    }

    private Run sluice(List<String> words, Map<String, String> environment) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Donnxruntime.native.path=" + libraries,
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sluice.app.Main"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SLUICE_HOME", TestMachine.root().toString());
        builder.environment().putAll(environment);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static void assertNamesTheLibrary(String said) {
        assertThat(said)
                .contains("token-classifier: the native library of the model's runtime does not load")
                .contains("UnsatisfiedLinkError")
                .contains("SLUICE_NATIVE");
    }

    @Test
    void theDoctorNamesItAndWhatToDo() throws Exception {
        Run doctor = sluice(List.of(
                "doctor", "--output", "csv", "--data", folder.resolve("none").toString()));
        assertThat(doctor.code()).isEqualTo(5);
        assertThat(doctor.out().lines().filter(line -> line.startsWith("token classifier,MISSING")))
                .singleElement()
                .satisfies(BrokenModelIntegrationTests::assertNamesTheLibrary);
    }

    @Test
    void whatClassifiesDoesNotBegin() throws Exception {
        Path in = Files.writeString(folder.resolve("in.jsonl"), "{\"id\":\"a\",\"text\":\"Nothing in it.\"}\n");
        Path out = folder.resolve("answers.jsonl");
        Run classify = sluice(List.of("classify", "--jsonl", in.toString(), "--out", out.toString()));
        assertThat(classify.code()).isEqualTo(5);
        assertNamesTheLibrary(classify.err());
        assertThat(out).doesNotExist();
        Path corpus = TestMachine.root().resolve("docs/examples/corpus.jsonl");
        Run evaluate = sluice(List.of("evaluate", corpus.toString()));
        assertThat(evaluate.code()).isEqualTo(5);
        assertNamesTheLibrary(evaluate.err());
    }

    @Test
    void aPolicyEngineThatDoesNotLoadIsNamedToo() throws Exception {
        Map<String, String> broken = Map.of(
                "CEDAR_JAVA_FFI_LIB", libraries.resolve("libonnxruntime.so").toString());
        Run doctor = sluice(
                List.of(
                        "doctor",
                        "--output",
                        "csv",
                        "--data",
                        folder.resolve("none").toString()),
                broken);
        assertThat(doctor.code()).as(doctor.err()).isEqualTo(5);
        assertThat(doctor.out().lines().filter(line -> line.startsWith("policy bundle,MISSING")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("UnsatisfiedLinkError", "SLUICE_NATIVE"));
        Run check = sluice(List.of("policy", "check"), broken);
        assertThat(check.code()).isEqualTo(5);
        assertThat(check.err())
                .contains("a native library does not load", "SLUICE_NATIVE")
                .doesNotContain("\tat ");
    }

    @Test
    void aNodeDoesNotStart() throws Exception {
        try (TestMachine machine = TestMachine.fresh(folder)) {
            Run up = sluice(machine.command(List.of("up")));
            assertThat(up.code()).isEqualTo(5);
            assertNamesTheLibrary(up.err());
            assertThat(up.err()).doesNotContain("up on");
        }
    }
}
