package dev.sluice.app.command;

import dev.sluice.app.Detectors;
import dev.sluice.app.evaluation.Assessment;
import dev.sluice.app.evaluation.Evaluation;
import dev.sluice.app.evaluation.EvaluationReport;
import dev.sluice.app.evaluation.ExpectationWords;
import dev.sluice.app.evaluation.LeakTarget;
import dev.sluice.app.evaluation.RegressionGate;
import dev.sluice.app.evaluation.ReportFolder;
import dev.sluice.app.output.OutputFormat;
import dev.sluice.app.output.Progress;
import dev.sluice.app.output.Rows;
import dev.sluice.classifier.lastlook.LastLookTier;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice evaluate CORPUS…}: what would leak, what would be held for nothing, and how good the findings are. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Measures classifier and policy over labelled documents, JSON lines as docs/commands.md describes "
                        + "them. Exit 1 when a source is worse than in the report that --against names or was not measured, or no "
                        + "threshold keeps what --calibrate asks; 2 when a line cannot be used. Needs no servers but that of a last look.")
final class EvaluateCommand implements Callable<Integer> {
    private static final String ENDING = ".jsonl";
    private static final int BAD_LINES_NAMED = 20;
    /** Bytes of a line; four for each processor are in memory several times over. */
    private static final int MAX_LINE = 16 << 20;

    /** What became of a line, and where it stands. */
    private record Assessed(long line, Assessment assessment) {}

    @Parameters(
            paramLabel = "CORPUS",
            arity = "1..*",
            description = "files, or folders of files that end in .jsonl; links are not followed")
    private List<Path> paths = List.of();

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "an earlier report.json: exit 1 when a source is worse than in it, or is not measured")
    private @Nullable Path against;

    @Option(names = "--some", description = "with --against: only some sources of the report are measured")
    private boolean some;

    @Option(names = "--report", paramLabel = "DIR", description = "folder to write report.md and report.json into")
    private @Nullable Path report;

    @Option(
            names = "--worst",
            paramLabel = "N",
            defaultValue = "20",
            description = "documents that are named for each source (default: ${DEFAULT-VALUE})")
    private int worst;

    @Option(
            names = "--sensitive",
            paramLabel = "WORD",
            description = "a document label, or name of a corpus, whose documents must be held; may be repeated")
    private List<String> sensitive = List.of();

    @Option(
            names = "--clean",
            paramLabel = "WORD",
            description = "a document label, or name of a corpus, whose documents must be cleared; may be repeated")
    private List<String> clean = List.of();

    @Option(
            names = "--apart",
            paramLabel = "WORD",
            description =
                    "a document label, or name of a corpus, that is counted and scored neither way; may be repeated")
    private List<String> apart = List.of();

    @Mixin
    private CalibrationOptions calibration = new CalibrationOptions();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private BundleOption bundle = new BundleOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Progress progress = new Progress(System.err);
    private long badLines;

    @Override
    public Integer call() throws InterruptedException {
        List<FileWalk.Found> corpora = corpora();
        ExpectationWords words = words();
        Optional<RegressionGate> gate = gate(words);
        if (worst < 0) {
            throw usage("--worst: expected 0 or more, found " + worst);
        }
        PolicyBundle rules = bundle.load();
        Optional<LastLookTier> lastLook = config.lastLook(rules);
        Optional<LeakTarget> target = calibration.target(rules, lastLook, spec);
        Evaluation evaluation = new Evaluation(
                Detectors.ready(rules.customRules(), lastLook),
                new PolicyEngine(rules, Clock.systemUTC()),
                words,
                worst,
                target);
        int threads = Runtime.getRuntime().availableProcessors();
        long begin = System.nanoTime();
        for (FileWalk.Found corpus : corpora) {
            evaluate(corpus, evaluation, threads);
        }
        progress.clear();
        EvaluationReport figures = evaluation.report(System.nanoTime() - begin, threads);
        show(figures);
        List<String> worsened = gate.map(last -> last.worsened(figures)).orElse(List.of());
        List<String> missing = gate.map(last -> last.notMeasured(figures)).orElse(List.of());
        write(figures, worsened.isEmpty() && missing.isEmpty());
        if (gate.isPresent()) {
            tell(worsened, missing);
        }
        figures.calibrationSentences().forEach(System.err::println);
        if (!figures.unknownTypes().isEmpty()) {
            System.err.println(
                    Rows.printable("labels of unknown meaning, listed and not scored: " + figures.unknownTypes()));
        }
        System.err.println(figures.headline());
        System.err.println(figures.counts());
        if (badLines > 0) {
            return ExitCode.USAGE;
        }
        boolean passed = worsened.isEmpty() && (some || missing.isEmpty()) && !figures.lacksThreshold();
        return passed ? ExitCode.OK : ExitCode.FAILED;
    }

    private List<FileWalk.Found> corpora() {
        List<FileWalk.Found> corpora = FileWalk.under(paths, spec).stream()
                .filter(found ->
                        paths.contains(found.file()) || found.relative().endsWith(ENDING))
                .toList();
        if (corpora.isEmpty()) {
            throw usage("nothing to do: no file under " + paths + " ends in " + ENDING);
        }
        return corpora;
    }

    private ExpectationWords words() {
        try {
            return new ExpectationWords(sensitive, clean, apart);
        } catch (IllegalArgumentException e) {
            throw usage("--sensitive, --clean, --apart: " + e.getMessage());
        }
    }

    private Optional<RegressionGate> gate(ExpectationWords words) {
        if (against == null) {
            if (some) {
                throw usage("--some: expected --against with it");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(RegressionGate.read(Files.readString(against), words));
        } catch (IOException e) {
            throw usage("--against: no such file, or not readable: " + against);
        } catch (IllegalArgumentException e) {
            throw usage("--against " + against + ": " + e.getMessage());
        }
    }

    private void evaluate(FileWalk.Found corpus, Evaluation evaluation, int threads) throws InterruptedException {
        String name = corpus.relative().endsWith(ENDING)
                ? corpus.relative().substring(0, corpus.relative().length() - ENDING.length())
                : corpus.relative();
        try (InputStream lines = new BufferedInputStream(Files.newInputStream(corpus.file()), 1 << 16)) {
            InOrder.run(
                    new LineIterator(lines, MAX_LINE),
                    line -> new Assessed(line.number(), assess(line, name, evaluation)),
                    assessed -> count(assessed, corpus, evaluation),
                    threads);
        } catch (IOException | UncheckedIOException e) {
            badLines++;
            say(corpus.relative() + " cannot be read");
        }
    }

    private static Assessment assess(LineClassifier.Line line, String corpus, Evaluation evaluation) {
        return line.text()
                .map(text -> evaluation.assess(text, corpus))
                .orElseGet(() -> new Assessment.Unusable(line.error()));
    }

    private void count(Assessed assessed, FileWalk.Found corpus, Evaluation evaluation) {
        evaluation.add(assessed.assessment());
        if (assessed.assessment() instanceof Assessment.Unusable unusable) {
            badLines++;
            if (badLines <= BAD_LINES_NAMED) {
                say(corpus.relative() + ", line " + assessed.line() + ": " + unusable.code());
            }
        }
        progress.show(evaluation.progress());
    }

    private void say(String sentence) {
        progress.say("sluice: " + Rows.printable(sentence));
    }

    private void show(EvaluationReport figures) {
        try (Rows rows = output.rows()) {
            (output.format() == OutputFormat.JSON ? figures.lines() : figures.rows()).forEach(rows::add);
        }
        if (output.format() == OutputFormat.TABLE && !figures.wrongDocuments().isEmpty()) {
            System.out.println();
            try (Rows rows = output.rows()) {
                figures.wrongDocuments().forEach(rows::add);
            }
        }
    }

    private void write(EvaluationReport figures, boolean asGood) {
        if (report == null) {
            return;
        }
        if (badLines > 0) {
            System.err.println("sluice: no report is written of corpora with lines that cannot be used");
            return;
        }
        ReportFolder folder = new ReportFolder(report);
        try {
            // A worse report in the place of the one it is held to, or one of fewer sources, would let the next run
            // pass.
            if (!asGood && against != null && folder.wouldReplace(against)) {
                System.err.println(
                        "sluice: " + folder.json() + " stays as it was, this run is worse or measured fewer sources");
                return;
            }
            folder.write(figures);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report; is the disk full?", e);
        }
    }

    private void tell(List<String> worsened, List<String> missing) {
        missing.forEach(source -> System.err.println(Rows.printable("not measured: " + source)));
        worsened.forEach(sentence -> System.err.println(Rows.printable("worse: " + sentence)));
        if (worsened.isEmpty() && (some || missing.isEmpty())) {
            System.err.println("no source is worse than in the last report");
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
