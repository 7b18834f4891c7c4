package dev.sluice.app.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a report says about confidences and the clearing threshold, as Markdown. */
final class MarkdownCalibration {
    private final EvaluationReport report;
    private final Markdown page;

    MarkdownCalibration(EvaluationReport report, Markdown page) {
        this.report = report;
        this.page = page;
    }

    void write() {
        sources();
        recognizers();
        report.thresholds().ifPresent(this::thresholds);
    }

    private void sources() {
        page.heading("Calibration");
        page.line("Confidence of a finding against how many of that confidence overlap a label, in bins of a tenth.");
        page.line("");
        page.table("corpus", "source", "expected error", "bins: mean confidence → overlapping (findings)");
        Calibration together = new Calibration();
        for (SourceFigures source : report.sources()) {
            Calibration calibration = source.calibration();
            together.add(calibration);
            if (calibration.expectedError() != null) {
                page.row(
                        source.key().corpus(),
                        source.key().source(),
                        Markdown.rate(calibration.expectedError()),
                        bins(calibration));
            }
        }
        page.row("all of these", "", Markdown.rate(together.expectedError()), bins(together));
    }

    private void recognizers() {
        page.heading("Reliability of each recognizer");
        page.line(
                "Over the sources whose labels allow precision: of so many findings with a confidence from this tenth on, so many "
                        + "overlap a label.");
        page.line("");
        List<String> columns =
                new ArrayList<>(List.of("tier", "recognizer", "type", "trained on", "findings", "expected error"));
        for (int bin = 0; bin < Calibration.BINS; bin++) {
            columns.add(String.format(Locale.ROOT, "%.1f", (double) bin / Calibration.BINS));
        }
        page.table(columns.toArray(String[]::new));
        report.reliability().cells().forEach(cells -> page.row(cells.toArray()));
    }

    private void thresholds(ClearingThresholds thresholds) {
        page.heading("Clearing threshold");
        page.line(
                "Chosen on the calibration half of the sources that the model was not trained on, looked at on the other half. "
                        + "The bound is of documents as these sources mix them.");
        page.line("");
        thresholds.sentences().forEach(sentence -> page.line("- " + sentence));
        page.line("");
        page.table(
                "leak rate", "confidence", "threshold", "leaked", "other half: leaked", "bound 95 %", "clean held", "");
        for (SequencedMap<String, Object> row : thresholds.choices()) {
            page.row(
                    Markdown.percent(row.get("leakRate")),
                    Markdown.percent(row.get("confidence")),
                    row.get("threshold"),
                    share(row.get("calibration"), "leaked"),
                    share(row.get("test"), "leaked"),
                    row.get("test") instanceof Map<?, ?> test ? Markdown.percent(test.get("bound95")) : "",
                    share(row.get("clean"), "held"),
                    row.get("reason"));
        }
    }

    private static String share(@Nullable Object share, String counted) {
        return share instanceof Map<?, ?> counts ? counts.get(counted) + " of " + counts.get("documents") : "";
    }

    private static String bins(Calibration calibration) {
        return calibration.rows().stream()
                .map(bin -> Markdown.rate(bin.get("meanConfidence")) + " → " + Markdown.rate(bin.get("overlapping"))
                        + " (" + bin.get("findings") + ")")
                .collect(Collectors.joining(", "));
    }
}
