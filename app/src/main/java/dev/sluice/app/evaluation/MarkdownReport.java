package dev.sluice.app.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report as Markdown. */
final class MarkdownReport {
    private final EvaluationReport report;
    private final Markdown page = new Markdown();

    MarkdownReport(EvaluationReport report) {
        this.report = report;
    }

    String text() {
        head();
        documents();
        named();
        spans();
        confusion();
        new MarkdownCalibration(report, page).write();
        notScored();
        return page.text();
    }

    private void head() {
        RunConditions conditions = report.conditions();
        SequencedMap<String, Object> throughput = report.throughput();
        page.line("# Evaluation over labelled documents");
        page.line("");
        page.line("**" + upper(report.headline()) + ".**");
        page.line("");
        page.line("All together: " + report.counts() + ". Policy bundle " + conditions.bundle() + " (`"
                + abbreviated(conditions.bundleDigest()) + "`), detectors `" + abbreviated(conditions.detectorsDigest())
                + "`, token classifier `" + abbreviated(conditions.modelSha256()) + "`."
                + (conditions.words().isEmpty()
                        ? ""
                        : " Words beside the built-in ones: " + Markdown.cell(conditions.words()) + "."));
        page.line(String.format(
                Locale.ROOT,
                "%s MB of text; a core classifies %s MB or %s documents a second of its own time. The whole run on %s threads: "
                        + "%s MB/s, %s documents/s (reading, comparing and starting included).",
                megabytes(throughput.get("bytes")),
                throughput.get("megabytesPerCpuSecond"),
                throughput.get("documentsPerCpuSecond"),
                throughput.get("threads"),
                throughput.get("megabytesPerSecond"),
                throughput.get("documentsPerSecond")));
        page.line("");
        page.line(
                "Read rates by source. Of those marked as trained on, the token classifier has seen documents with their "
                        + "labels: they show what it remembers, the others what it has learned. Bounds are one-sided 95 % after Clopper "
                        + "and Pearson.");
    }

    private void documents() {
        page.heading("Documents");
        page.table(
                "corpus",
                "source",
                "language",
                "trained on",
                "documents",
                "leaked",
                "bound",
                "over-blocked",
                "bound",
                "apart: held",
                "degraded",
                "MB/s a core");
        for (SequencedMap<String, Object> row : report.rows()) {
            page.row(
                    row.get("corpus"),
                    row.get("source"),
                    row.get("lang"),
                    Markdown.yes(row.get("trainedOn")),
                    row.get("documents"),
                    row.get("leaked"),
                    Markdown.percent(row.get("leakBound")),
                    row.get("overBlocked"),
                    Markdown.percent(row.get("blockBound")),
                    row.get("apartHeld"),
                    row.get("degraded"),
                    row.get("mbPerSecond"));
        }
    }

    private void named() {
        page.heading("Leaked and over-blocked documents");
        if (report.wrongDocuments().isEmpty()) {
            page.line("None is named.");
            return;
        }
        page.line(
                "By id, the worst of each source first. Types are labels that were missed in a leaked document, and findings in "
                        + "an over-blocked one.");
        page.line("");
        page.table("corpus", "document", "why", "types", "degraded");
        for (SequencedMap<String, Object> row : report.wrongDocuments()) {
            page.row(row.get("corpus"), row.get("id"), row.get("why"), row.get("types"), row.get("degraded"));
        }
    }

    private void spans() {
        page.heading("Spans");
        page.line(
                "Where labels allow it. Strict: same borders and an accepted type. Overlapping: an accepted type that shares a "
                        + "character.");
        page.line("Any type: a finding of whatever type shares one. Direct types make personal data by themselves.");
        page.line("");
        page.table(
                "corpus",
                "source",
                "language",
                "trained on",
                "type",
                "direct",
                "labelled",
                "recall strict",
                "overlapping",
                "any type",
                "found",
                "precision strict",
                "overlapping");
        for (SourceFigures source : report.sources()) {
            for (SequencedMap<String, Object> row : source.scores().rows()) {
                page.row(
                        source.key().corpus(),
                        source.key().source(),
                        source.key().language(),
                        Markdown.yes(source.trainedOn()),
                        row.get("type"),
                        Markdown.yes(row.get("direct")),
                        row.get("gold"),
                        Markdown.rate(row.get("recallStrict")),
                        Markdown.rate(row.get("recallOverlapping")),
                        Markdown.rate(row.get("recallAnyType")),
                        row.get("found"),
                        Markdown.rate(row.get("precisionStrict")),
                        Markdown.rate(row.get("precisionOverlapping")));
            }
        }
    }

    private void confusion() {
        page.heading("Confusion");
        page.line("Label, and what was found over it; NONE is nothing found, or nothing labelled.");
        page.line("");
        page.table("corpus", "source", "label", "found");
        for (SourceFigures source : report.sources()) {
            source.confusion().rows().stream()
                    .collect(Collectors.groupingBy(
                            row -> String.valueOf(row.get("gold")), TreeMap::new, Collectors.toList()))
                    .forEach((gold, cells) -> page.row(
                            source.key().corpus(),
                            source.key().source(),
                            gold,
                            cells.stream()
                                    .map(cell -> cell.get("found") + " " + cell.get("count"))
                                    .collect(Collectors.joining(", "))));
        }
    }

    private void notScored() {
        page.heading("Labels that are not scored");
        List<String> lines = new ArrayList<>();
        for (SourceFigures source : report.sources()) {
            String name = "- " + Markdown.cell(source.key());
            if (!source.notSought().isEmpty()) {
                lines.add(name + ", not looked for: " + Markdown.cell(source.notSought()));
            }
            if (!source.unknown().isEmpty()) {
                lines.add(name + ", **of unknown meaning**: " + Markdown.cell(source.unknown()));
            }
        }
        page.line(lines.isEmpty() ? "None." : String.join("\n", lines));
    }

    private static String upper(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String megabytes(@Nullable Object bytes) {
        return bytes instanceof Long value ? String.format(Locale.ROOT, "%.1f", value / 1e6) : "";
    }

    private static String abbreviated(String digest) {
        return digest.substring(0, Math.min(12, digest.length()));
    }
}
