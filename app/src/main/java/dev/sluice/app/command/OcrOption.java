package dev.sluice.app.command;

import dev.sluice.ingest.extract.ExtractionSettings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether writing in pictures is recognised. Off unless a program is named, whatever is installed. */
final class OcrOption {
    @Option(
            names = "--ocr",
            paramLabel = "PROGRAM",
            description = "recognise writing in pictures with this tesseract program: a path, or a name on the PATH "
                    + "(default: off)")
    private @Nullable String program;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * The limits of reading, with the program if one was named.
     *
     * @throws CommandLine.ParameterException if there is no such program
     */
    ExtractionSettings settings() {
        ExtractionSettings defaults = ExtractionSettings.defaults();
        if (program == null) {
            return defaults;
        }
        return defaults.withOcr(find(program)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        "--ocr: no program " + program + " that can be run (Debian: the package tesseract-ocr)")));
    }

    boolean isGiven() {
        return program != null;
    }

    /** The program of this path, or of this name on the PATH. */
    static Optional<Path> find(String program) {
        try {
            if (program.contains(File.separator)) {
                return Optional.of(Path.of(program).toAbsolutePath()).filter(OcrOption::isProgram);
            }
            return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .filter(folder -> !folder.isEmpty())
                    .map(folder -> Path.of(folder, program).toAbsolutePath())
                    .filter(OcrOption::isProgram)
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
