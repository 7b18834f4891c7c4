package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The scripts behind {@code make speed}, as far as that goes without measuring anything. */
class SpeedScriptTests {
    private static final Path BENCH = Path.of(System.getProperty("sluice.root"), "bench");

    @Test
    void theReportIsThatOfItsFigures() throws IOException, InterruptedException {
        Path reports = BENCH.resolve("reports");
        String rendered = python(
                BENCH.resolve("speed").toString(),
                "--render",
                reports.resolve("classifier-speed.json").toString());
        assertThat(rendered).isEqualTo(Files.readString(reports.resolve("classifier-speed.md")));
    }

    @Test
    void everyScriptIsPython() throws IOException, InterruptedException {
        try (Stream<Path> files = Files.list(BENCH.resolve("speed"))) {
            List<Path> scripts =
                    files.filter(file -> file.toString().endsWith(".py")).toList();
            assertThat(scripts).hasSizeGreaterThan(5);
            for (Path script : scripts) {
                python("-c", "import ast, sys; ast.parse(open(sys.argv[1]).read())", script.toString());
            }
        }
    }

    private static String python(String... arguments) throws IOException, InterruptedException {
        // -B leaves no compiled files in the sources.
        List<String> command =
                Stream.concat(Stream.of("python3", "-B"), Stream.of(arguments)).toList();
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "python3 is not on this machine");
            throw e;
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return printed;
    }
}
