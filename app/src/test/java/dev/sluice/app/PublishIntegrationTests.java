package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Documents that are handed over while no node runs. Needs PostgreSQL and Kafka. */
class PublishIntegrationTests {
    @TempDir
    Path folder;

    @Test
    void whatIsPublishedIsARowForEachFileAndTheNextRunTakesIt() throws Exception {
        Path file = Files.writeString(folder.resolve("note.txt"), "The museum opens at nine.\n");
        try (TestMachine machine = TestMachine.fresh(folder)) {
            Cli published = machine.run(List.of("publish"), "--output", "json", file);
            assertThat(published.code()).as(published.err()).isZero();
            JsonNode row = published.lines().getFirst();
            assertThat(row.propertyNames()).containsExactly("path", "published", "topic", "partition", "offset");
            assertThat(row.get("path").stringValue()).isEqualTo("note.txt");
            assertThat(row.get("published").booleanValue()).isTrue();
            assertThat(row.get("topic").stringValue()).isEqualTo("sluice.documents");
            assertThat(row.get("offset").longValue()).isZero();
            assertThat(published.err().lines().toList().getLast()).isEqualTo("1 published, 0 not readable");

            Cli processed = machine.run(List.of("process"), "--output", "json", file);
            assertThat(processed.code()).as(processed.err()).isZero();
            assertThat(processed.lines().getFirst().get("state").stringValue()).isEqualTo("COMPLETED");
            assertThat(machine.run(List.of("batch", "list"), "--output", "json").lines().stream()
                            .mapToLong(batch -> batch.get("to").longValue()
                                    - batch.get("from").longValue())
                            .sum())
                    .isEqualTo(2);
        }
    }
}
