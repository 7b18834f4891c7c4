package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.Topics;
import dev.sluice.db.testing.TestServices;
import dev.sluice.ingest.intake.DocumentPublisher;
import dev.sluice.ingest.intake.DocumentTopics;
import dev.sluice.ingest.intake.SourceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics that are read by a pattern, also those that are made while the node runs. */
class TopicPatternIntegrationTests {
    @TempDir
    private Path claims;

    @Test
    void readsEveryTopicThatMatchesAndThoseMadeLater() {
        String first = TestServices.kafka().freshTopic("pattern.north");
        String prefix = first.replace("pattern.north", "pattern.south");
        String other = TestServices.kafka().freshTopic("unread");
        try (Station station = new Station(claims, true)) {
            String later = prefix + ".later";
            SourceSettings legal = new SourceSettings(Set.of("legal"), List.of(), Optional.empty(), Map.of());
            Ingest node = station.node(station.settings()
                    .withTopics(new DocumentTopics.Matching("\\Q" + first + "\\E|\\Q" + prefix + "\\E\\..*"))
                    .withTopicSources(Map.of(later, legal)));
            publish(station, first, "first");
            publish(station, other, "other");
            node.start();
            try {
                Station.await("the topic that is there", () -> outcomes(station, first) == 1);
                Topics.createMissing(station.clients(), List.of(new Topics.Definition(later, 1, Duration.ofDays(1))));
                publish(station, later, "later");
                Station.await("the topic that was made later", () -> outcomes(station, later) == 1);
            } finally {
                node.stop();
            }
            assertThat(station.documents().atOffset(first, 0, 0).orElseThrow().state())
                    .contains("DECIDED");
            assertThat(station.documents().atOffset(later, 0, 0).orElseThrow().outcomeReason())
                    .as("settings of a topic hold as soon as it is there")
                    .contains("TENANT_NOT_ALLOWED");
            assertThat(station.count("select count(*) from sluice.source_topic"))
                    .isEqualTo(2);
        }
    }

    private void publish(Station station, String topic, String id) {
        try (DocumentPublisher publisher = new DocumentPublisher(station.clients(), topic, claims)) {
            publisher
                    .publish(Station.document(id, "The museum opens at nine, said the " + id + " letter."))
                    .join();
        }
    }

    private static long outcomes(Station station, String topic) {
        return station.count("select count(*) from sluice.offset_outcome join sluice.source_topic using (topic_key)"
                + " where name = '" + topic + "'");
    }
}
