package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.Actor;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.ingest.extract.Extractor;
import dev.sluice.ingest.extract.FatalDocuments;
import dev.sluice.ingest.intake.OutgoingDocument;
import dev.sluice.ingest.query.AttemptRow;
import dev.sluice.ingest.rerun.RerunPlan;
import dev.sluice.ingest.rerun.RerunSelector;
import dev.sluice.ingest.rerun.RerunStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that end the process that reads them, on their way and when they are run again. */
class FatalDocumentIntegrationTests {
    private static final Actor OPERATOR = Actor.user("operator", "local");

    @TempDir
    private Path folder;

    private Station station;
    private Extractor extractor;
    private Ingest node;

    @BeforeEach
    void start() {
        station = new Station(folder, false);
        extractor = FatalDocuments.extractor(ExtractionSettings.defaults());
        node = station.node(extractor);
        node.start();
    }

    @AfterEach
    void stop() {
        node.stop();
        extractor.close();
        station.close();
    }

    private void restart(ExtractionSettings settings) {
        node.stop();
        extractor.close();
        extractor = FatalDocuments.extractor(settings);
        node = station.node(extractor);
        node.start();
    }

    private UUID publish(String order) {
        station.publish(OutgoingDocument.of(
                        Station.SOURCE, "fatal", "acme", "summarise", "operations", FatalDocuments.order(order))
                .withContentType("application/octet-stream"));
        station.awaitOffsets(1);
        return station.at(0).documentId().orElseThrow();
    }

    private RerunPlan rerun(boolean retryCrashed) {
        UUID batch = UUID.fromString(station.admin()
                .sql("select batch_id::text from sluice.batch where run = '0'")
                .query(String.class)
                .single());
        RerunPlan plan = node.reruns().freeze(batch, RerunSelector.DOUBTFUL, retryCrashed, "TRY_AGAIN", OPERATOR);
        assertThat(node.reruns().start(plan.planId(), OPERATOR)).isInstanceOf(RerunStart.Started.class);
        Station.await(
                "the rerun to end",
                () -> station.count("select count(*) from sluice.batch where state <> 'ENDED'") == 0);
        return plan;
    }

    private AttemptRow newest(UUID document) {
        return station.documents().attempts(document).getLast();
    }

    private long lost() {
        return extractor.health().lost();
    }

    @Test
    void isMarkedAndNotTriedAgainUntilSomebodyAsksForIt() {
        UUID document = publish("exit");
        assertThat(newest(document).state()).isEqualTo("WITHHELD");
        assertThat(newest(document).unread()).containsExactly("CRASHED");
        assertThat(lost()).isEqualTo(2);
        assertThat(station.count("select count(*) from sluice.extraction where kills = 2"
                        + " and coverage @> '[{\"reason\": \"CRASHED\", \"kills\": 2}]'"))
                .isEqualTo(1);

        assertThat(rerun(false).retryCrashed()).isFalse();

        assertThat(lost()).as("no process had to die for it again").isEqualTo(2);
        assertThat(newest(document).attempt()).isEqualTo(2);
        assertThat(newest(document).state()).isEqualTo("WITHHELD");
        assertThat(newest(document).unread()).containsExactly("CRASHED", "NOT_TRIED_AGAIN");

        assertThat(rerun(false).items()).isEqualTo(1);
        assertThat(lost()).isEqualTo(2);
        assertThat(newest(document).unread()).containsExactly("CRASHED", "NOT_TRIED_AGAIN");

        assertThat(rerun(true).retryCrashed()).isTrue();

        assertThat(lost())
                .as("once to see what would go out, and once in earnest")
                .isEqualTo(6);
        assertThat(newest(document).unread()).containsExactly("CRASHED");
        assertThat(station.count("select count(*) from audit.event where type = 'rerun.planned'"
                        + " and convert_from(body, 'UTF8') like '%\"retryCrashed\":true%'"))
                .isEqualTo(1);
    }

    @Test
    void isTriedAgainUnderOtherLimits() {
        UUID document = publish("exit");
        restart(ExtractionSettings.defaults().withTimeout(Duration.ofSeconds(59)));

        rerun(false);

        assertThat(lost()).isEqualTo(4);
        assertThat(newest(document).unread()).containsExactly("CRASHED");
    }

    @Test
    void whatEndsOneProcessInEachReadingIsTriedTwice() {
        restart(ExtractionSettings.defaults().withTimeout(Duration.ofSeconds(8)));
        UUID document = publish("partial-loop");
        assertThat(newest(document).unread()).containsExactly("TIMEOUT");
        Optional<String> route = newest(document).route();

        rerun(false);
        assertThat(newest(document).unread()).containsExactly("TIMEOUT");
        assertThat(station.count("select max(kills) from sluice.extraction")).isEqualTo(2);
        long before = lost();

        rerun(false);

        assertThat(lost()).isEqualTo(before);
        assertThat(newest(document).unread()).containsExactly("TIMEOUT", "NOT_TRIED_AGAIN");
        assertThat(newest(document).route())
                .as("what was read of it still counts")
                .isEqualTo(route);
        assertThat(station.count("select count(distinct text_length) from sluice.extraction"))
                .isEqualTo(1);
    }
}
