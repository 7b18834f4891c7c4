package dev.sluice.ingest.extract;

import dev.sluice.ingest.confinement.Confinement;
import dev.sluice.ingest.confinement.Measures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command line of a child process: this JVM and class path, no environment, no core, heap or error dumps, no
 * logging, and started as confined as the system permits.
 */
final class ChildCommand {
    /** What the JVM exits with under ExitOnOutOfMemoryError. */
    static final int EXIT_MEMORY = 3;

    private static final Logger log = LoggerFactory.getLogger(ChildCommand.class);
    private static final String PREFIX = "sluice.extract.";

    private final ExtractionSettings settings;
    private final String mainClass;
    private final FutureTask<Confinement> confinement;

    ChildCommand(ExtractionSettings settings, String mainClass) {
        this.settings = settings;
        this.mainClass = mainClass;
        // What the system permits is found by starting processes, which whoever makes this does not wait for.
        this.confinement = new FutureTask<>(this::strictest);
        Thread.ofPlatform().daemon().name("extraction-confinement").start(confinement);
    }

    private Confinement strictest() {
        Confinement strictest = Confinement.strictest(
                classPath(),
                settings.ocr().stream().toList(),
                settings.aotCache().stream().toList(),
                settings.hidden());
        Measures measures = strictest.measures();
        if (measures.whole()) {
            log.info("extraction.confinement {}", measures.describe());
        } else {
            log.warn("extraction.confinement missing={} {}", measures.missing(), measures.describe());
        }
        return strictest;
    }

    /** What is in force in every child. Waits until it is known. */
    Measures measures() {
        return confinement().measures();
    }

    private Confinement confinement() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return confinement.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the confinement of child processes could not be found", failed.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Process start(Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line(folder));
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        try {
            return confinement().start(builder, folder);
        } catch (IllegalStateException unknown) {
            throw new IOException("a child process cannot be confined");
        }
    }

    private List<String> line(Path folder) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of(
                "-Xmx" + settings.childHeapBytes(),
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:ReservedCodeCacheSize=128m",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-Xshare:auto"));
        settings.aotCache()
                .filter(Files::isReadable)
                .ifPresent(cache -> line.addAll(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=auto")));
        line.addAll(List.of(
                "-Djava.io.tmpdir=" + folder,
                "-Duser.home=" + folder,
                "-Dpdfbox.fontcache=" + folder,
                "-Djava.awt.headless=true",
                "-Duser.language=en",
                "-Duser.country=US",
                // Else it is looked for in files of /etc that a child does not see.
                "-Duser.timezone=" + TimeZone.getDefault().getID(),
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
                "-Djdk.net.hosts.file=/dev/null",
                "-Djava.nio.channels.spi.SelectorProvider=" + RefusedSockets.class.getName()));
        line.addAll(properties());
        line.addAll(List.of("-cp", classPath(), mainClass));
        return line;
    }

    private List<String> properties() {
        List<String> properties = new ArrayList<>(List.of(
                "-D" + PREFIX + "document=" + settings.maxDocumentBytes(),
                "-D" + PREFIX + "expanded=" + settings.maxExpandedBytes(),
                "-D" + PREFIX + "chars=" + settings.maxTextChars(),
                "-D" + PREFIX + "parts=" + settings.maxParts(),
                "-D" + PREFIX + "depth=" + settings.maxDepth(),
                "-D" + PREFIX + "timeout=" + settings.timeout().toMillis()));
        settings.ocr().ifPresent(executable -> properties.add("-D" + PREFIX + "ocr=" + executable));
        return properties;
    }

    /** In the child: the settings that the command line carries. */
    static ExtractionSettings settings(Properties properties) {
        ExtractionSettings defaults = ExtractionSettings.defaults();
        return new ExtractionSettings(
                Long.parseLong(properties.getProperty(PREFIX + "document")),
                Long.parseLong(properties.getProperty(PREFIX + "expanded")),
                Integer.parseInt(properties.getProperty(PREFIX + "chars")),
                Integer.parseInt(properties.getProperty(PREFIX + "parts")),
                Integer.parseInt(properties.getProperty(PREFIX + "depth")),
                Duration.ofMillis(Long.parseLong(properties.getProperty(PREFIX + "timeout"))),
                defaults.childHeapBytes(),
                defaults.childResidentBytes(),
                1,
                defaults.documentsPerChild(),
                Optional.ofNullable(properties.getProperty(PREFIX + "ocr")).map(Path::of),
                Optional.empty(),
                List.of());
    }

    private static String classPath() {
        StringBuilder absolute = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            absolute.append(absolute.isEmpty() ? "" : java.io.File.pathSeparator)
                    .append(Path.of(entry).toAbsolutePath());
        }
        return absolute.toString();
    }
}
