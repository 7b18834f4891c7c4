package dev.sluice.app.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report as Markdown. */
final class MarkdownReport {
    private final EvaluationReport report;
    private final StringBuilder out = new StringBuilder();

    MarkdownReport(EvaluationReport report) {
        this.report = report;
    }

    String text() {
        line("# Evaluation over labelled documents");
        line("");
        line(
                "%s. Policy bundle %s (`%s`), detectors `%s`.",
                report.counts(),
                report.bundle(),
                abbreviated(report.bundleDigest()),
                abbreviated(report.detectorsDigest()));
        SequencedMap<String, Object> throughput = report.throughput();
        line(
                "%s MB of text; a core classifies %s MB or %s documents a second of its own time. The whole run on %s threads: "
                        + "%s MB/s, %s documents/s (reading, comparing and starting included).",
                megabytes(throughput.get("bytes")),
                throughput.get("megabytesPerCpuSecond"),
                throughput.get("documentsPerCpuSecond"),
                throughput.get("threads"),
                throughput.get("megabytesPerSecond"),
                throughput.get("documentsPerSecond"));
        line("");
        line("Rates are by source, never pooled. Bounds are one-sided 95 %% after Clopper and Pearson.");
        documents();
        named();
        spans();
        confusion();
        calibration();
        notScored();
        return out.toString();
    }

    private void documents() {
        heading("Documents");
        table(
                "corpus",
                "source",
                "language",
                "documents",
                "leaked",
                "bound",
                "over-blocked",
                "bound",
                "apart: held",
                "degraded",
                "MB/s a core");
        for (SequencedMap<String, Object> row : report.rows()) {
            row(
                    row.get("corpus"),
                    row.get("source"),
                    row.get("lang"),
                    row.get("documents"),
                    row.get("leaked"),
                    percent(row.get("leakBound")),
                    row.get("overBlocked"),
                    percent(row.get("blockBound")),
                    row.get("apartHeld"),
                    row.get("degraded"),
                    row.get("mbPerSecond"));
        }
    }

    private void named() {
        heading("Leaked and over-blocked documents");
        if (report.wrongDocuments().isEmpty()) {
            line("None is named.");
            return;
        }
        line(
                "By id, the worst of each source first. Types are labels that were missed in a leaked document, and findings in an over-blocked one.");
        line("");
        table("corpus", "document", "why", "types", "degraded");
        for (SequencedMap<String, Object> row : report.wrongDocuments()) {
            row(row.get("corpus"), row.get("id"), row.get("why"), row.get("types"), row.get("degraded"));
        }
    }

    private void spans() {
        heading("Spans");
        line(
                "Where labels allow it. Strict: same borders and an accepted type. Overlapping: an accepted type that shares a character.");
        line("Any type: a finding of whatever type shares one. Direct types make personal data by themselves.");
        line("");
        table(
                "corpus",
                "source",
                "language",
                "type",
                "direct",
                "labelled",
                "recall strict",
                "overlapping",
                "any type",
                "found",
                "precision strict",
                "overlapping");
        for (SourceTally source : report.sources()) {
            for (SequencedMap<String, Object> row : source.scores().rows()) {
                row(
                        source.key().corpus(),
                        source.key().source(),
                        source.key().language(),
                        row.get("type"),
                        Boolean.TRUE.equals(row.get("direct")) ? "yes" : "",
                        row.get("gold"),
                        rate(row.get("recallStrict")),
                        rate(row.get("recallOverlapping")),
                        rate(row.get("recallAnyType")),
                        row.get("found"),
                        rate(row.get("precisionStrict")),
                        rate(row.get("precisionOverlapping")));
            }
        }
    }

    private void confusion() {
        heading("Confusion");
        line("Label, and what was found over it; NONE is nothing found, or nothing labelled.");
        line("");
        table("corpus", "source", "label", "found");
        for (SourceTally source : report.sources()) {
            source.confusion().rows().stream()
                    .collect(Collectors.groupingBy(
                            row -> String.valueOf(row.get("gold")), java.util.TreeMap::new, Collectors.toList()))
                    .forEach((gold, cells) -> row(
                            source.key().corpus(),
                            source.key().source(),
                            gold,
                            cells.stream()
                                    .map(cell -> cell.get("found") + " " + cell.get("count"))
                                    .collect(Collectors.joining(", "))));
        }
    }

    private void calibration() {
        heading("Calibration");
        line("Confidence of a finding against how many of that confidence overlap a label, in bins of a tenth.");
        line("");
        table("corpus", "source", "expected error", "bins: mean confidence → overlapping (findings)");
        Calibration together = new Calibration();
        for (SourceTally source : report.sources()) {
            together.add(source.calibration());
            if (source.calibration().expectedError() != null) {
                row(
                        source.key().corpus(),
                        source.key().source(),
                        rate(source.calibration().expectedError()),
                        bins(source.calibration()));
            }
        }
        row("all of these", "", rate(together.expectedError()), bins(together));
    }

    private void notScored() {
        heading("Labels that are not scored");
        List<String> lines = new ArrayList<>();
        for (SourceTally source : report.sources()) {
            if (!source.notSought().isEmpty()) {
                lines.add("- " + cell(source.key()) + ", not looked for: " + cell(source.notSought()));
            }
            if (!source.unknown().isEmpty()) {
                lines.add("- " + cell(source.key()) + ", **of unknown meaning**: " + cell(source.unknown()));
            }
        }
        out.append(lines.isEmpty() ? "None." : String.join("\n", lines)).append('\n');
    }

    private static String bins(Calibration calibration) {
        return calibration.rows().stream()
                .map(bin -> rate(bin.get("meanConfidence")) + " → " + rate(bin.get("overlapping")) + " ("
                        + bin.get("findings") + ")")
                .collect(Collectors.joining(", "));
    }

    private void heading(String heading) {
        line("");
        line("## " + heading);
        line("");
    }

    private void table(String... columns) {
        row((Object[]) columns);
        out.append("|").append("---|".repeat(columns.length)).append('\n');
    }

    private void row(@Nullable Object... cells) {
        out.append('|');
        for (Object cell : cells) {
            out.append(' ').append(cell(cell)).append(" |");
        }
        out.append('\n');
    }

    private void line(String format, @Nullable Object... arguments) {
        out.append(arguments.length == 0 ? format.replace("%%", "%") : String.format(Locale.ROOT, format, arguments))
                .append('\n');
    }

    /** Ids and sources are anybody's words: they must not end a cell or begin markup. */
    private static String cell(@Nullable Object value) {
        String text = switch (value) {
            case null -> "";
            case Collection<?> many -> many.stream().map(String::valueOf).collect(Collectors.joining(" "));
            case Map<?, ?> counts ->
                counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
            default -> value.toString();
        };
        return text.replaceAll("\\p{Cntrl}", " ").replace("\\", "\\\\").replaceAll("([|`*<\\[])", "\\\\$1");
    }

    private static String rate(@Nullable Object rate) {
        return rate instanceof Double value ? String.format(Locale.ROOT, "%.3f", value) : "";
    }

    private static String percent(@Nullable Object rate) {
        return rate instanceof Double value ? String.format(Locale.ROOT, "%.1f %%", 100 * value) : "";
    }

    private static String megabytes(@Nullable Object bytes) {
        return bytes instanceof Long value ? String.format(Locale.ROOT, "%.1f", value / 1e6) : "";
    }

    private static String abbreviated(String digest) {
        return digest.substring(0, Math.min(12, digest.length()));
    }
}
