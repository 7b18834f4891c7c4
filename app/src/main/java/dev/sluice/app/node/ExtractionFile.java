package dev.sluice.app.node;

import dev.sluice.app.DataFolder;
import dev.sluice.ingest.confinement.Measures;
import dev.sluice.ingest.extract.ExtractionHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the extraction of a node did since the node was started, as a private file of its data folder, so that
 * {@code status} can show it, of a node that has ended, too. Written every few seconds if it changed. Nothing of a document
 * is in it.
 */
public final class ExtractionFile implements AutoCloseable {
    /**
     * One number of it.
     *
     * @param reason empty where the number is not by reason
     */
    public record Count(String state, String reason, long count) {}

    private static final Logger LOG = LoggerFactory.getLogger(ExtractionFile.class);
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final Pattern LINE = Pattern.compile("([A-Z_]{1,40}) ([A-Z_]{0,40}) (\\d{1,18})");
    private static final String NAME = "extraction-health";
    private static final int MOST_LINES = 100;

    private final Path folder;
    private final Supplier<ExtractionHealth> health;
    private final Measures measures;
    private final Thread writer;
    private List<Count> written = List.of();

    private ExtractionFile(DataFolder folder, Supplier<ExtractionHealth> health, Measures measures) {
        this.measures = measures;
        this.folder = folder.root();
        this.health = health;
        this.writer = Thread.ofPlatform().daemon().name("extraction-health").unstarted(this::run);
    }

    /** Writes the numbers now and from time to time until it is closed. */
    static ExtractionFile keep(DataFolder folder, Supplier<ExtractionHealth> health, Measures measures) {
        ExtractionFile file = new ExtractionFile(folder, health, measures);
        file.write();
        file.writer.start();
        return file;
    }

    /** The numbers that were written last; none if no node ran, or its file cannot be read. */
    public static List<Count> read(DataFolder folder) {
        List<Count> counts = new ArrayList<>();
        try (var lines = Files.lines(folder.root().resolve(NAME))) {
            lines.limit(MOST_LINES)
                    .map(LINE::matcher)
                    .filter(Matcher::matches)
                    .forEach(
                            line -> counts.add(new Count(line.group(1), line.group(2), Long.parseLong(line.group(3)))));
        } catch (IOException | java.io.UncheckedIOException none) {
            return List.of();
        }
        return List.copyOf(counts);
    }

    /** What child processes are kept from by what, each with the number of measures in force: one or none. */
    static List<Count> confinement(Measures measures) {
        return List.of(
                new Count(
                        "CONFINED_FILES",
                        measures.files().name(),
                        measures.missing().contains("files") ? 0 : 1),
                new Count(
                        "CONFINED_NETWORK",
                        measures.network().name(),
                        measures.missing().contains("network") ? 0 : 1),
                new Count(
                        "CONFINED_PROCESSES",
                        measures.processes().name(),
                        measures.missing().contains("processes") ? 0 : 1));
    }

    static List<Count> counts(ExtractionHealth health) {
        List<Count> counts = new ArrayList<>();
        counts.add(new Count("CHILDREN_RUNNING", "", health.childrenRunning()));
        counts.add(new Count("CHILDREN_STARTED", "", health.childrenStarted()));
        counts.add(new Count("CHILDREN_NOT_STARTED", "", health.childrenNotStarted()));
        counts.add(new Count("CHILDREN_RECYCLED", "", health.childrenRecycled()));
        health.childrenLost().forEach((reason, count) -> counts.add(new Count("CHILDREN_LOST", reason.name(), count)));
        counts.add(new Count("COMPLETE", "", health.complete()));
        health.incomplete().forEach((reason, count) -> counts.add(new Count("INCOMPLETE", reason.name(), count)));
        counts.add(new Count("PLAIN", "", health.plain()));
        counts.add(new Count("RETRIED", "", health.retried()));
        counts.add(new Count("LONGEST_MS", "", health.longestMillis()));
        counts.add(new Count("TOTAL_MS", "", health.totalMillis()));
        counts.add(new Count("RESIDENT_BYTES", "", health.residentBytes()));
        return counts;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(BETWEEN);
                write();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void write() {
        List<Count> counts = new ArrayList<>(confinement(measures));
        counts.addAll(counts(health.get()));
        if (counts.equals(written)) {
            return;
        }
        try {
            Path fresh = Files.createTempFile(
                    folder,
                    NAME,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(
                    fresh,
                    counts.stream()
                            .map(count -> count.state() + " " + count.reason() + " " + count.count())
                            .toList());
            Files.move(
                    fresh, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = counts;
        } catch (IOException e) {
            // Numbers are for people who look; no document waits for them.
            LOG.warn("extraction.health written=false kind={}", e.getClass().getSimpleName());
        }
    }

    /** Writes the last numbers. */
    @Override
    public void close() {
        writer.interrupt();
        write();
    }
}
