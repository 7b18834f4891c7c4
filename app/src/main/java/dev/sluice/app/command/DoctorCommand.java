package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.Detectors;
import dev.sluice.app.node.NamedServers;
import dev.sluice.app.node.PolicyFile;
import dev.sluice.app.node.ServiceChoice;
import dev.sluice.app.output.Rows;
import dev.sluice.classifier.DetectorFailure;
import dev.sluice.ingest.confinement.Measures;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.policy.BundleProblem;
import dev.sluice.policy.PolicyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice doctor}: what this machine lacks, and what to do about it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Checks this machine, and the servers that are named, and says what to mend. Starts, makes and changes nothing; the "
                        + "model of a last look is sent one invented letter. "
                        + "Exit 5 when something is missing.")
final class DoctorCommand implements Callable<Integer> {
    private static final long LEAST_DISK = 2L << 30;
    private static final long LEAST_MEMORY = 3L << 30;

    /** What was looked at, how it stands, and what to do. */
    private record Check(String what, Grade grade, String found, String advice) {}

    private enum Grade {
        OK,
        NOTE,
        MISSING
    }

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private BundleOption bundle = new BundleOption();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        Path folder = machine.dataPath();
        List<Check> checks = new ArrayList<>();
        checks.add(java());
        checks.add(platform());
        checks.add(memory());
        checks.add(disk(folder));
        checks.add(lock(folder));
        checks.add(temporary());
        checks.add(confinement(folder));
        PolicyFile.read(folder).map(DoctorCommand::inNode).ifPresent(checks::add);
        Check policy = bundle();
        checks.add(policy);
        if (policy.grade() == Grade.OK) {
            checks.addAll(reminders());
        }
        checks.add(detectors());
        checks.add(tesseract());
        checks.add(fastStart());
        lastLook().ifPresent(checks::add);
        servers(folder, checks);
        try (Rows rows = output.rows()) {
            checks.forEach(check -> rows.add(row(check)));
        }
        long missing =
                checks.stream().filter(check -> check.grade() == Grade.MISSING).count();
        System.err.printf("%d checks, %d missing%n", checks.size(), missing);
        return missing == 0 ? ExitCode.OK : ExitCode.SERVICE_MISSING;
    }

    private static SequencedMap<String, Object> row(Check check) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("check", check.what());
        row.put("grade", check.grade().name());
        row.put("found", check.found());
        row.put("advice", check.advice());
        return row;
    }

    private static Check java() {
        int feature = Runtime.version().feature();
        return feature >= 25
                ? new Check("java", Grade.OK, Runtime.version().toString(), "")
                : new Check("java", Grade.MISSING, Runtime.version().toString(), "install a JDK 25 and set JAVA_HOME");
    }

    private static Check platform() {
        String found = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return found.equals("Linux amd64")
                ? new Check("platform", Grade.OK, found, "")
                : new Check(
                        "platform", Grade.NOTE, found, "no embedded PostgreSQL for it: name a server with --database");
    }

    private static Check memory() {
        long bytes = ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
        String found = (bytes >> 20) + " MB";
        return bytes >= LEAST_MEMORY
                ? new Check("memory", Grade.OK, found, "")
                : new Check(
                        "memory", Grade.NOTE, found, "3 GB are comfortable: broker, database and parser run beside it");
    }

    private static Check disk(Path folder) {
        try {
            Path there = folder;
            while (Files.notExists(there)) {
                there = Objects.requireNonNull(there.getParent(), "an absolute path ends at a root that exists");
            }
            long free = Files.getFileStore(there).getUsableSpace();
            String found = (free >> 20) + " MB free for " + folder;
            return free >= LEAST_DISK
                    ? new Check("disk", Grade.OK, found, "")
                    : new Check("disk", Grade.MISSING, found, "free 2 GB, or name a folder elsewhere with --data");
        } catch (IOException e) {
            return new Check("disk", Grade.MISSING, "unknown", "the data folder's disk cannot be asked");
        }
    }

    private static Check lock(Path folder) {
        if (Files.notExists(folder.resolve("lock"))) {
            return new Check("data folder", Grade.OK, "not made yet", "");
        }
        return DataFolder.open(Optional.of(folder), System.getenv())
                .lock()
                .map(held -> {
                    closeQuietly(held);
                    return new Check("data folder", Grade.OK, "free", "");
                })
                .orElse(new Check("data folder", Grade.NOTE, "a node runs on it", "commands will ask that node"));
    }

    private void servers(Path folder, List<Check> checks) {
        ServiceChoice choice = machine.services();
        NamedServers servers = new NamedServers(choice, folder.resolve("secrets"));
        choice.bootstrapServers()
                .ifPresent(named -> checks.add(server("Kafka", servers.kafka(), "mend --kafka or --kafka-config")));
        choice.database()
                .ifPresent(
                        named -> checks.add(server("PostgreSQL", servers.database(), "mend --database or its user")));
    }

    private static Check server(String name, Optional<String> problem, String advice) {
        return problem.map(found -> new Check(name, Grade.MISSING, found, advice))
                .orElse(new Check(name, Grade.OK, "it answers", ""));
    }

    private static Check temporary() {
        Path shared = Path.of("/dev/shm");
        return Files.isWritable(shared)
                ? new Check("parser's scratch", Grade.OK, "in memory (/dev/shm)", "")
                : new Check(
                        "parser's scratch",
                        Grade.NOTE,
                        "on disk",
                        "without /dev/shm the parser's temporary files touch a disk for a moment");
    }

    /** What the process that reads documents is kept from, found by starting one. */
    private static Check confinement(Path folder) {
        Measures measures = ExtractionSettings.defaults().withHidden(folder).confinement();
        return measures.whole()
                ? new Check("parser's confinement", Grade.OK, measures.describe(), "")
                : new Check(
                        "parser's confinement",
                        Grade.NOTE,
                        measures.describe(),
                        "a parser that is taken over is not kept from " + String.join(", ", measures.missing())
                                + ": permit user namespaces (unshare -r -m -n -p), or run Linux 6.12 or later, which has it in Landlock");
    }

    /** How the node of the folder stands to the bundle in force. */
    private static Check inNode(PolicyFile node) {
        boolean stopped = node.state() == PolicyFile.State.POLICY_NOT_LOADED;
        return new Check(
                "policy in force",
                stopped ? Grade.MISSING : Grade.OK,
                node.state() + " " + node.digest(),
                stopped
                        ? "the node decides nothing: `sluice policy rollback`, or run the version that can read it"
                        : "");
    }

    private static Check bundle() {
        List<BundleProblem> problems;
        try {
            problems = PolicyBundle.checkInstalledDefault();
        } catch (LinkageError e) {
            return new Check(
                    "policy bundle",
                    Grade.MISSING,
                    "the native library of the policy engine does not load (" + DetectorFailure.cause(e) + ")",
                    DetectorFailure.Kind.LIBRARY.advice());
        }
        return problems.isEmpty()
                ? new Check(
                        "policy bundle",
                        Grade.OK,
                        PolicyBundle.installedDefault().name(),
                        "")
                : new Check(
                        "policy bundle",
                        Grade.MISSING,
                        problems.getFirst().toString(),
                        "build again; `sluice policy check`");
    }

    /** What of the bundle somebody should look at again; none of it keeps a node from starting. */
    private List<Check> reminders() {
        return bundle.load().reminders(LocalDate.now(ZoneOffset.UTC)).stream()
                .map(reminder -> new Check(
                        "policy bundle",
                        Grade.NOTE,
                        reminder.subject() + ", since " + reminder.since(),
                        reminder.kind().words() + ": see " + reminder.file()))
                .toList();
    }

    /** Without it every document is held, so a node does not start. */
    private static Check detectors() {
        return Detectors.problem()
                .map(problem -> new Check("token classifier", Grade.MISSING, problem.found(), problem.advice()))
                .orElseGet(() -> new Check("token classifier", Grade.OK, "it read a sentence", ""));
    }

    /** One that does not answer keeps a node from starting, too. */
    private Optional<Check> lastLook() {
        if (!config.isNamed()) {
            return Optional.empty();
        }
        if (bundle().grade() == Grade.MISSING) {
            return Optional.of(new Check("last look", Grade.MISSING, "not asked without a policy", ""));
        }
        return config.lastLook(bundle.load())
                .map(tier -> Detectors.problem(tier)
                        .map(problem -> new Check("last look", Grade.MISSING, problem.found(), problem.advice()))
                        .orElseGet(() -> new Check("last look", Grade.OK, "the model found the name in a letter", "")));
    }

    private static Check tesseract() {
        return OcrOption.find("tesseract")
                .map(program -> new Check(
                        "OCR",
                        Grade.OK,
                        "off; " + program + " is there",
                        "--ocr tesseract reads writing in pictures; without it they are never cleared"))
                .orElse(new Check(
                        "OCR",
                        Grade.OK,
                        "off",
                        "pictures with writing are never cleared; to read them install tesseract-ocr and give --ocr "
                                + "tesseract"));
    }

    private static Check fastStart() {
        boolean used = java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("-XX:AOTCache="));
        return used
                ? new Check("fast start", Grade.OK, "on", "")
                : new Check(
                        "fast start",
                        Grade.NOTE,
                        "off",
                        "./sluice prepares it with the next command that works; where that failed, it tries again after a build");
    }

    private static void closeQuietly(AutoCloseable held) {
        try {
            held.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot release the data folder's lock", e);
        }
    }
}
