package dev.sluice.app.command;

import dev.sluice.app.output.OutputFormat;
import dev.sluice.app.output.Rows;
import dev.sluice.ingest.extract.Extraction;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.ingest.extract.Extractor;
import dev.sluice.ingest.extract.UnreadPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice extract PATH…}: what the pipeline reads of each file, and what it could not. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        description = "Reads the text of files as the pipeline does and says what could not be read. Needs no servers.")
final class ExtractCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", arity = "1..*", description = "files or folders; links are not followed")
    private List<Path> paths = List.of();

    @Mixin
    private OcrOption ocr = new OcrOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final AtomicInteger complete = new AtomicInteger();
    private final AtomicInteger notReadable = new AtomicInteger();

    @Override
    public Integer call() throws InterruptedException {
        List<FileWalk.Found> files = FileWalk.under(paths, spec);
        ExtractionSettings settings = ocr.settings();
        try (Extractor extractor = new Extractor(settings);
                Rows rows = output.rows()) {
            InOrder.run(
                    files.iterator(),
                    found -> row(found, extractor, settings.maxDocumentBytes()),
                    row -> add(row, rows),
                    Runtime.getRuntime().availableProcessors());
        }
        System.err.printf(
                "%d files, %d complete, %d not%n", files.size(), complete.get(), files.size() - complete.get());
        return notReadable.get() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    /** A table has no room for sentences: they go to standard error, each behind its file. */
    private void add(SequencedMap<String, Object> row, Rows rows) {
        if (output.format() == OutputFormat.TABLE && row.remove("notRead") instanceof List<?> sentences) {
            sentences.forEach(sentence -> System.err.println(Rows.printable(row.get("path") + ": " + sentence)));
        }
        rows.add(row);
    }

    private SequencedMap<String, Object> row(FileWalk.Found found, Extractor extractor, long mostBytes) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("path", found.relative());
        byte[] bytes;
        try {
            bytes = FileBytes.read(found.file(), mostBytes);
        } catch (IOException e) {
            notReadable.incrementAndGet();
            row.put("mediaType", "application/octet-stream");
            row.put("complete", false);
            row.put("unread", List.of(FileBytes.reason(e)));
            row.put("notRead", List.of(FileBytes.cell(e, output.format())));
            row.put("text", "");
            row.put("parts", 0);
            row.put("ms", 0L);
            return row;
        }
        Extraction extraction = extractor.extract(bytes, Optional.of(found.relative()), Optional.empty());
        if (extraction.complete()) {
            complete.incrementAndGet();
        }
        String text = extraction.text().canonical();
        row.put("mediaType", extraction.mediaType());
        row.put("complete", extraction.complete());
        row.put("unread", extraction.unread().stream().map(Enum::name).toList());
        row.put("notRead", UnreadRows.of(UnreadPart.of(extraction.coverage()), output.format()));
        row.put("text", output.format() == OutputFormat.TABLE ? text.strip().replaceAll("\\s+", " ") : text);
        row.put("parts", extraction.coverage().parts().size());
        row.put("ms", extraction.took().toMillis());
        return row;
    }
}
