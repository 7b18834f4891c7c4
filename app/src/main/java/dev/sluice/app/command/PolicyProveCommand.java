package dev.sluice.app.command;

import dev.sluice.app.output.Rows;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyBundleException;
import dev.sluice.policy.proof.CounterExample;
import dev.sluice.policy.proof.NotFollowed;
import dev.sluice.policy.proof.Proof;
import dev.sluice.policy.proof.ProofReport;
import dev.sluice.policy.proof.Property;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice policy prove [BUNDLE]}. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = "Proves over every request there can be what a bundle never permits. Exit 3 when it cannot.")
final class PolicyProveCommand implements Callable<Integer> {
    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "BUNDLE", arity = "0..1", description = "the bundle's folder (default: the installed one)")
    private @Nullable Path bundle;

    @Option(names = "--report", paramLabel = "DIR", description = "folder to write proof.json and proof.md into")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        if (bundle != null && !Files.isDirectory(bundle)) {
            System.err.println("sluice: no such folder: " + bundle);
            return ExitCode.USAGE;
        }
        PolicyBundle loaded;
        try {
            loaded = bundle == null ? PolicyBundle.installedDefault() : PolicyBundle.load(bundle);
        } catch (PolicyBundleException e) {
            e.problems().forEach(problem -> System.err.println("sluice: " + Rows.printable(problem.toString())));
            System.err.println("not proved: the bundle does not load; ./sluice policy check says more");
            return ExitCode.REFUSED;
        }
        long start = System.nanoTime();
        ProofReport report = Proof.of(loaded);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        try (Rows rows = output.upright()) {
            report.notFollowed().forEach(place -> rows.add(row(place)));
            report.counterExamples().forEach(example -> rows.add(row(example)));
        }
        if (folder != null && !write(report, folder)) {
            return ExitCode.FAILED;
        }
        System.err.println("bundle " + loaded.name() + " " + Rows.printable(loaded.version()) + " " + loaded.digest());
        if (!report.over().isEmpty()) {
            System.err.println(report.over());
        }
        System.err.println("report " + report.digest() + ", made in " + took.toMillis() + " ms");
        System.err.println(counts(report));
        return report.proved() ? ExitCode.OK : ExitCode.REFUSED;
    }

    private static boolean write(ProofReport report, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("proof.json"), report.json());
            Files.writeString(folder.resolve("proof.md"), report.page(), StandardCharsets.UTF_8);
            return true;
        } catch (IOException e) {
            System.err.println("sluice: the report cannot be written into " + folder);
            return false;
        }
    }

    private static String counts(ProofReport report) {
        long holding = List.of(Property.values()).stream().filter(report::holds).count();
        return (report.proved() ? "proved: " : "not proved: ") + holding + " of " + Property.values().length
                + " properties hold, " + report.counterExamples().size() + " counter-examples, "
                + report.notFollowed().size() + " not followed";
    }

    private static SequencedMap<String, Object> row(CounterExample example) {
        return row(
                example.property().name(),
                String.join(" ", example.policies()),
                example.property().title() + ": no. " + example.sentence(),
                "",
                0,
                "");
    }

    private static SequencedMap<String, Object> row(NotFollowed place) {
        return row("", place.policy(), place.message(), place.file(), place.line(), place.instead());
    }

    private static SequencedMap<String, Object> row(
            String property, String policies, String problem, String file, int line, String instead) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("property", property);
        row.put("policies", policies);
        row.put("problem", problem);
        row.put("file", file);
        row.put("line", line);
        row.put("instead", instead);
        return row;
    }
}
