package dev.sluice.ingest.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The command line of a child process: this JVM and class path, no environment, no core, heap or error dumps, no
 * logging, and a network namespace of its own where the system permits one.
 */
final class ChildCommand {
    /** What the JVM exits with under ExitOnOutOfMemoryError. */
    static final int EXIT_MEMORY = 3;

    private static final String PREFIX = "sluice.extract.";
    private static final List<List<String>> NAMESPACES =
            List.of(List.of("unshare", "-n", "--"), List.of("unshare", "-r", "-n", "--"), List.of());

    private final ExtractionSettings settings;
    private final String mainClass;
    private final List<String> namespace;

    ChildCommand(ExtractionSettings settings, String mainClass) {
        this.settings = settings;
        this.mainClass = mainClass;
        this.namespace = NAMESPACES.stream()
                .filter(ChildCommand::isPermitted)
                .findFirst()
                .orElseThrow();
    }

    /** Whether children have a network namespace of their own, beyond the sockets that they are always refused. */
    boolean isolatesNetwork() {
        return !namespace.isEmpty();
    }

    Process start(Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line(folder));
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.directory(folder.toFile());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    private List<String> line(Path folder) {
        List<String> line = new ArrayList<>();
        for (String word : namespace) {
            line.add(word.equals("unshare") ? unshare() : word);
        }
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
                Optional.empty());
    }

    private static String classPath() {
        StringBuilder absolute = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            absolute.append(absolute.isEmpty() ? "" : java.io.File.pathSeparator)
                    .append(Path.of(entry).toAbsolutePath());
        }
        return absolute.toString();
    }

    private static boolean isPermitted(List<String> namespace) {
        if (namespace.isEmpty()) {
            return true;
        }
        List<String> probe = new ArrayList<>(namespace);
        probe.set(0, unshare());
        probe.add(Path.of("/bin/true").toString());
        try {
            Process process = new ProcessBuilder(probe)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(5, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String unshare() {
        return Files.isExecutable(Path.of("/usr/bin/unshare")) ? "/usr/bin/unshare" : "/bin/unshare";
    }
}
