package dev.sluice.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Goes the whole way once in a folder that is thrown away, so that the JVM can record what a start needs. */
@Command(name = "training", hidden = true, description = "Records what a start needs; run by the start script.")
final class TrainingCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("sluice-training");
        try {
            Path documents = Files.createDirectory(folder.resolve("documents"));
            Files.writeString(
                    documents.resolve("note.txt"), "The quarterly maintenance of the boiler is on the first Monday.\n");
            Files.writeString(
                    documents.resolve("page.html"), "<html><body><p>The museum opens at nine.</p></body></html>");
            Files.writeString(
                    documents.resolve("visit.txt"), "Patient: Jane Example, MRN 00412345, seen for hypertension.\n");
            return new CommandLine(new ProcessCommand())
                    .execute("--data", folder.resolve("data").toString(), "--output", "json", documents.toString());
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot remove the training folder", e);
                }
            });
        }
    }
}
