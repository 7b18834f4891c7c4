package dev.sluice.app.evaluation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The folder of a report: {@code report.json}, {@code report.md} and, where a threshold was chosen, {@code calibration.json}. */
public final class ReportFolder {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    /** @param folder made when a report is written, if it is not there */
    public ReportFolder(Path folder) {
        this.folder = folder;
    }

    /** What a later run can be held to. */
    public Path json() {
        return folder.resolve("report.json");
    }

    /** Whether writing here would replace that file. */
    public boolean wouldReplace(Path file) throws IOException {
        return Files.exists(json()) && Files.exists(file) && Files.isSameFile(json(), file);
    }

    /**
     * Writes a report, the form that is compared with first. Each file is there whole or as it was before.
     *
     * @throws IOException if one cannot be written
     */
    public void write(EvaluationReport report) throws IOException {
        Files.createDirectories(folder);
        replace(json(), JSON.writeValueAsString(report.json()) + "\n");
        replace(folder.resolve("report.md"), report.markdown());
        Optional<SequencedMap<String, Object>> calibration = report.calibrationJson();
        if (calibration.isPresent()) {
            replace(folder.resolve("calibration.json"), JSON.writeValueAsString(calibration.get()) + "\n");
        }
    }

    static void replace(Path file, String content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
