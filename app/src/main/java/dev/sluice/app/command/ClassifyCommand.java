package dev.sluice.app.command;

import dev.sluice.app.Detectors;
import dev.sluice.classifier.Classifier;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.ingest.extract.Extractor;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code sluice classify --jsonl IN --out OUT}: findings, categories and the decision for each line. */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        description =
                "Classifies documents given as JSON lines, {\"id\",\"text\"} or {\"id\",\"path\"}, and decides on each. "
                        + "One line out for each line in, in the same order. Needs no servers but that of a last look.")
final class ClassifyCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Option(names = "--jsonl", required = true, paramLabel = "IN", description = "the lines to classify")
    @SuppressWarnings("NullAway.Init") // required
    private Path in;

    @Option(names = "--out", paramLabel = "OUT", description = "where the answers go (default: standard output)")
    private @Nullable Path out;

    @Option(
            names = "--explain",
            arity = "0..1",
            fallbackValue = "json",
            paramLabel = "json|text",
            description =
                    "say why each finding is one, without its value: as part of the JSON lines, or in sentences instead")
    private @Nullable ExplainForm explain;

    @Mixin
    private BundleOption bundle = new BundleOption();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private OcrOption ocr = new OcrOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private long answered;
    private long clearedLines;
    private long unusableLines;

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isRegularFile(in)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "no such file: " + in);
        }
        PolicyBundle rules = bundle.load();
        PolicyEngine policy = new PolicyEngine(rules, Clock.systemUTC());
        Classifier detectors = Detectors.ready(rules.customRules(), config.lastLook(rules));
        Path folder = in.toAbsolutePath().resolveSibling("");
        ExtractionSettings settings = ocr.settings();
        try (Extractor extractor = new Extractor(settings);
                InputStream lines = new BufferedInputStream(Files.newInputStream(in), 1 << 16);
                BufferedWriter writer = Answers.to(out)) {
            LineClassifier classifier = new LineClassifier(
                    detectors, extractor, policy, folder, settings.maxDocumentBytes(), Optional.ofNullable(explain));
            InOrder.run(
                    new LineIterator(lines),
                    classifier::classify,
                    answer -> write(answer, writer),
                    Runtime.getRuntime().availableProcessors());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write the lines", e);
        }
        System.err.printf("%d lines, %d cleared, %d unusable%n", answered, clearedLines, unusableLines);
        return ExitCode.OK;
    }

    private void write(LineClassifier.Answered given, BufferedWriter writer) {
        SequencedMap<String, Object> answer = given.line();
        answered++;
        clearedLines += Boolean.TRUE.equals(answer.get("cleared")) ? 1 : 0;
        unusableLines += answer.containsKey("error") ? 1 : 0;
        try {
            if (explain == ExplainForm.TEXT) {
                for (String sentence : given.words()) {
                    writer.write(sentence);
                    writer.write('\n');
                }
            } else {
                writer.write(JSON.writeValueAsString(answer));
                writer.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the answers; is the disk full?", e);
        }
    }
}
