package dev.sluice.classifier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DetectorFailure;
import dev.sluice.classifier.DetectorFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model that does not work says so, each time and without being tried again, and nothing else fails with it. */
final class ModelFailureTests {
    @TempDir
    private Path folder;

    /** What a process does whose runtime or files are broken. */
    public static final class Asked {
        private Asked() {}

        /** Asks for the tier three times, then has it probed and scanned; a line for each answer. */
        public static void main(String[] arguments) {
            for (int call = 0; call < 3; call++) {
                try {
                    TokenTier tier = TokenTier.standard();
                    System.out.println("probe " + tier.probe().orElse(null));
                    TokenTier.Outcome outcome = tier.scan("dear Ingrid");
                    System.out.println("scan " + outcome.reasons() + " " + outcome.failures());
                } catch (Throwable thrown) {
                    System.out.println("thrown " + thrown.getClass().getName() + " " + thrown.getMessage());
                }
            }
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }

    private List<String> ask(String classPathBefore, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.addAll(List.of(options));
        String classPath = System.getProperty("java.class.path");
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPathBefore.isEmpty() ? classPath : classPathBefore + java.io.File.pathSeparator + classPath,
                Asked.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("err.log").toFile())
                .redirectOutput(folder.resolve("out.log").toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return Files.readAllLines(folder.resolve("out.log"));
    }

    @Test
    void aLibraryThatDoesNotLoadIsNamedEachTimeAndTriedOnce() throws Exception {
        for (String library : List.of("libonnxruntime.so", "libonnxruntime.dylib", "onnxruntime.dll")) {
            Files.writeString(folder.resolve(library), "no library");
        }
        List<String> lines = ask("", "-Donnxruntime.native.path=" + folder);
        String failure = "DetectorFailure[detector=token-classifier, kind=LIBRARY, cause=UnsatisfiedLinkError]";
        // A second try would end in the class that could not be initialised: NoClassDefFoundError.
        for (int call = 0; call < 3; call++) {
            assertThat(lines.get(2 * call)).isEqualTo("probe " + failure);
            assertThat(lines.get(2 * call + 1)).isEqualTo("scan [DETECTOR_FAILED] [" + failure + "]");
        }
    }

    @Test
    void aTemporaryFolderThatIsNotThereIsNamed() throws Exception {
        List<String> lines = ask("", "-Djava.io.tmpdir=" + folder.resolve("none"));
        assertThat(lines).hasSize(6);
        assertThat(lines.getFirst()).contains("kind=LIBRARY").contains("NoSuchFileException");
        assertThat(lines.get(2)).isEqualTo(lines.getFirst());
    }

    @Test
    void aFileThatIsNotTheModelsIsToldEachTimeInTheSameWords() throws Exception {
        Path altered = folder.resolve("altered/dev/sluice/classifier/model");
        Files.createDirectories(altered);
        Files.writeString(altered.resolve("vocab.txt"), "[UNK]\n[CLS]\n[SEP]\n");
        List<String> lines = ask(folder.resolve("altered").toString());
        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("thrown " + ModelUnavailableException.class.getName()
                                + " vocab.txt: expected SHA-256"));
    }

    @Test
    void aModelThatDidNotLoadIsNotTriedAgain() {
        byte[] network = ToyTier.file("toy.onnx");
        byte[] whole = network.clone();
        java.util.Arrays.fill(network, (byte) 7);
        TokenModel model = new TokenModel(network, 5);
        ModelFailedException first = catchThrowableOfType(
                ModelFailedException.class, () -> model.call(128).run(3));
        assertThat(first.kind()).isEqualTo(Kind.MODEL);
        assertThat(first.reason()).startsWith("OrtException ORT_");
        System.arraycopy(whole, 0, network, 0, whole.length);
        assertThat(new TokenModel(network, 5).call(128)).isNotNull();
        ModelFailedException second = catchThrowableOfType(
                ModelFailedException.class, () -> model.call(128).run(3));
        assertThat(second).isNotSameAs(first);
        assertThat(second.reason()).isEqualTo(first.reason());
    }

    @ParameterizedTest
    @CsvSource({"nan, ANSWER", "shape, ANSWER", "failing, ANSWER", "huge, ANSWER", "names, MODEL"})
    void aNetworkThatGivesNoAnswerSaysHowItFailed(String network, Kind kind) {
        TokenTier tier = ToyTier.of(network);
        TokenTier.Outcome outcome = tier.scan("dear Ingrid");
        assertThat(outcome.reasons()).containsExactly(DegradedReason.DETECTOR_FAILED);
        assertThat(outcome.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.detector()).isEqualTo("token-classifier");
            assertThat(failure.found()).contains(kind.meaning()).contains(failure.cause());
        });
        assertThat(tier.probe()).contains(outcome.failures().getFirst());
    }

    @Test
    void aModelThatAnswersNonsenseFailsItsProbe() {
        assertThat(ToyTier.of("toy").probe()).isEmpty();
        assertThat(TokenTier.standard().probe()).isEmpty();
        assertThat(ToyTier.of("blind").probe())
                .contains(new DetectorFailure("token-classifier", Kind.ANSWER, "nothing found"));
    }
}
