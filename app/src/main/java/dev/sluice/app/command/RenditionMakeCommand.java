package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.Detectors;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.rendition.Renderer;
import dev.sluice.classifier.rendition.RenditionKey;
import dev.sluice.classifier.rendition.RenditionPlan;
import dev.sluice.classifier.rendition.RenditionScope;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import dev.sluice.db.PrivateFiles;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.ingest.extract.Extractor;
import dev.sluice.policy.PolicyBundle;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code sluice rendition make [FILE…]}: a text in which what is sensitive is replaced, for each line. */
@Command(
        name = "make",
        mixinStandardHelpOptions = true,
        description =
                "Replaces what is sensitive in documents given as JSON lines, {\"id\",\"text\"} or {\"id\",\"path\"}, and "
                        + "classifies the new text again: only if it comes out clear is it shown. One line out for each line "
                        + "in, in the same order. Needs no servers but that of a last look.")
final class RenditionMakeCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final byte[] KEY_LABEL = "sluice.rendition-key.v1".getBytes(StandardCharsets.US_ASCII);

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "the lines; - is standard input (default: standard input)")
    private List<Path> files = List.of(STANDARD_INPUT);

    @Option(names = "--out", paramLabel = "OUT", description = "where the answers go (default: standard output)")
    private @Nullable Path out;

    @Option(
            names = "--maps",
            paramLabel = "DIR",
            description =
                    "write the way back of each document into this folder, sealed with the data folder's key ring")
    private @Nullable Path maps;

    @Mixin
    private RenditionOptions options = new RenditionOptions();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private BundleOption bundle = new BundleOption();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private OcrOption ocr = new OcrOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Map<LineRenderer.State, Long> counts = new EnumMap<>(LineRenderer.State.class);
    private long answered;

    @Override
    public Integer call() throws InterruptedException {
        RenditionPlan plan = options.plan();
        Function<String, RenditionScope> scopes = options.scopes();
        Optional<RenditionKey> given = options.key();
        checkFiles();
        ExtractionSettings settings = ocr.settings();
        PolicyBundle rules = bundle.load();
        Classifier detectors = Detectors.ready(rules.customRules(), config.lastLook(rules));
        Optional<KeyRing> ring = given.isPresent() && maps == null ? Optional.empty() : Optional.of(keyRing());
        RenditionKey key = given.or(() -> ring.map(keys -> new RenditionKey(keys.mac(KeyName.RENDITION, KEY_LABEL))))
                .orElseThrow();
        Optional<MapFolder> folder = ring.flatMap(this::mapFolder);
        Renderer renderer = new Renderer(detectors, plan, key);
        try (Extractor extractor = new Extractor(settings);
                BufferedWriter writer = Answers.to(out)) {
            for (Path file : files) {
                DocumentLines documents = new DocumentLines(extractor, folderOf(file), settings.maxDocumentBytes());
                LineRenderer lines = new LineRenderer(documents, detectors, renderer, scopes, folder.isPresent());
                try (InputStream stream = new BufferedInputStream(open(file), 1 << 16)) {
                    InOrder.run(
                            new LineIterator(stream, LineIterator.MAX_LINE, answered),
                            lines::render,
                            answer -> write(answer, folder, writer),
                            Runtime.getRuntime().availableProcessors());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write the lines", e);
        }
        System.err.printf(
                "%d lines, %d clear, %d still sensitive, %d degraded, %d unusable%n",
                answered,
                counts.getOrDefault(LineRenderer.State.CLEAR, 0L),
                counts.getOrDefault(LineRenderer.State.STILL_SENSITIVE, 0L),
                counts.getOrDefault(LineRenderer.State.DEGRADED, 0L),
                counts.getOrDefault(LineRenderer.State.UNUSABLE, 0L));
        return ExitCode.OK;
    }

    private void checkFiles() {
        if (maps != null && Files.exists(maps) && !Files.isDirectory(maps)) {
            throw usage("--maps: " + maps + " is no folder");
        }
        if (out != null && (Files.isDirectory(out) || !Files.isDirectory(folderOf(out)))) {
            throw usage("--out: " + out + " is a folder, or in none");
        }
        for (Path file : files) {
            if (file.equals(STANDARD_INPUT)) {
                continue;
            }
            if (!Files.isRegularFile(file)) {
                throw usage("no such file: " + file);
            }
            try {
                if (out != null && Files.exists(out) && Files.isSameFile(file, out)) {
                    throw usage("--out " + out + " would overwrite the lines that are read");
                }
            } catch (IOException e) {
                throw usage("cannot look at " + file + " or " + out);
            }
        }
    }

    private KeyRing keyRing() {
        DataFolder folder = data.open();
        KeyRing.createOrOpen(folder.keys());
        return KeyRing.open(folder.keys(), Set.of(KeyName.RENDITION, KeyName.SOVEREIGN_CONTENT));
    }

    private Optional<MapFolder> mapFolder(KeyRing keys) {
        Path folder = maps;
        if (folder == null) {
            return Optional.empty();
        }
        try {
            if (!Files.isDirectory(folder)) {
                PrivateFiles.makeFolder(folder);
            }
        } catch (UncheckedIOException e) {
            throw usage("--maps: cannot make the folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw usage("--maps: cannot write into the folder " + folder);
        }
        return Optional.of(new MapFolder(folder, keys));
    }

    private static InputStream open(Path file) throws IOException {
        return file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(file);
    }

    /** The folder that a file is in: what paths in its lines are relative to. */
    private static Path folderOf(Path file) {
        Path absolute = file.toAbsolutePath();
        return absolute.resolveSibling("");
    }

    /** The map is stored before its text is shown, so that no answer to the text comes back to nothing. */
    private void write(LineRenderer.Rendered rendered, Optional<MapFolder> folder, BufferedWriter writer) {
        boolean kept = folder.isEmpty()
                || rendered.map().isEmpty()
                || folder.get().keep(rendered.id().orElseThrow(), rendered.map().get());
        LineRenderer.Rendered answer = kept ? rendered : rendered.refused("MAP_EXISTS");
        answered++;
        counts.merge(answer.state(), 1L, Long::sum);
        try {
            writer.write(JSON.writeValueAsString(answer.line()));
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the answers; is the disk full?", e);
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
