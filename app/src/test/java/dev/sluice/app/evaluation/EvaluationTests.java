package dev.sluice.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.classifier.Classifier;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTests {
    private static final ExpectationWords WORDS = new ExpectationWords(List.of(), List.of(), List.of());
    private static final String LINE =
            "{\"id\":\"a\",\"source\":\"s\",\"text\":\"The lifts are out of service.\",\"doc_labels\":[\"NONE\"]}";

    @TempDir
    Path folder;

    /** Has no memory left when it is asked for the time, as a decision does. */
    private static final class ExhaustedClock extends Clock {
        private final Error failure;

        private ExhaustedClock(Error failure) {
            this.failure = failure;
        }

        @Override
        public Instant instant() {
            throw failure;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void aLineThatMemoryOrStackDoNotSufficeForIsUnusable() {
        for (Error failure : List.of(new OutOfMemoryError("planted"), new StackOverflowError("planted"))) {
            Evaluation evaluation = evaluation(new ExhaustedClock(failure));
            assertThat(evaluation.assess(LINE, "clean")).isEqualTo(new Assessment.Unusable("TOO_LARGE"));
        }
    }

    @Test
    void aReportIsThereWholeOrAsItWas() throws Exception {
        ReportFolder reports = new ReportFolder(folder);
        reports.write(report("earlier-source"));
        String before = Files.readString(reports.json());
        assertThat(before).contains("\"earlier-source\"");
        Files.createDirectories(folder.resolve("report.json.new").resolve("in the way"));
        assertThatThrownBy(() -> reports.write(report("later-source"))).isInstanceOf(IOException.class);
        assertThat(Files.readString(reports.json())).isEqualTo(before);
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("earlier-source")
                .doesNotContain("later-source");
    }

    @Test
    void theFormThatIsComparedWithIsWrittenFirstAndNothingElseIsLeft() throws Exception {
        ReportFolder reports = new ReportFolder(folder.resolve("new"));
        reports.write(report("earlier-source"));
        try (var files = Files.list(folder.resolve("new"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("report.json", "report.md");
        }
        Files.delete(folder.resolve("new/report.md"));
        Files.createDirectories(folder.resolve("new/report.md/in the way"));
        assertThatThrownBy(() -> reports.write(report("later-source"))).isInstanceOf(IOException.class);
        assertThat(Files.readString(reports.json())).contains("\"later-source\"");
        assertThat(folder.resolve("new/report.md.new")).doesNotExist();
    }

    private static EvaluationReport report(String source) {
        Evaluation evaluation = evaluation(Clock.systemUTC());
        evaluation.add(evaluation.assess(LINE.replace("\"s\"", "\"" + source + "\""), "clean"));
        return evaluation.report(1, 1);
    }

    private static Evaluation evaluation(Clock clock) {
        return new Evaluation(
                Classifier.standard(),
                new PolicyEngine(PolicyBundle.installedDefault(), clock),
                WORDS,
                5,
                Optional.empty());
    }
}
