package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The default bundle with one thing wrong, hundreds of times: refused with a place and what to write there, or accepted
 * and nobody outside reads more. {@code sluice.fuzz.runs} and {@code sluice.fuzz.seed} set how many and which; without a
 * seed they are the same each time, so that a build fails for what it changes. {@code make fuzz} takes a seed of its own.
 */
class BundleFuzzTests {
    private static final long SEED = Long.getLong("sluice.fuzz.seed", 20_261_123L);
    private static final int RUNS = Integer.getInteger("sluice.fuzz.runs", 300);

    @TempDir
    private Path dir;

    @Test
    void aDamagedBundleIsRefusedWithAPlaceAndNeverEndsTheProcess() throws Exception {
        System.out.println("fuzz: -Dsluice.fuzz.seed=" + SEED + " -Dsluice.fuzz.runs=" + RUNS);
        List<String> lines = child(BundleFuzz.class, Long.toString(SEED), Integer.toString(RUNS));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("WRONG"))
                .as("%s", around(lines))
                .isEmpty();
        assertThat(lines.getLast()).startsWith("ended");
        System.out.println("fuzz: " + lines.getLast());
    }

    @Test
    void theDeepestTextsThatAreTakenFitAThirdOfAStack() throws Exception {
        assertThat(child(DeepestTexts.class)).contains("ended");
    }

    private static List<String> around(List<String> lines) {
        List<String> some = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith("WRONG")) {
                some.add(lines.get(i - 1));
            }
        }
        return some;
    }

    /** What a process of its own printed; it ended by itself, with 0. */
    private List<String> child(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Path bundle = Files.createDirectory(dir.resolve("bundle"));
        Path out = dir.resolve("out.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:ErrorFile=/dev/null",
                "-XX:-CreateCoredumpOnCrash",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                bundle.toString()));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        int code = child.waitFor();
        List<String> lines = Files.readAllLines(out);
        assertThat(code)
                .as("%s", lines.subList(Math.max(0, lines.size() - 20), lines.size()))
                .isZero();
        return lines;
    }
}
