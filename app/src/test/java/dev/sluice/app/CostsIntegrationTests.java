package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code costs}. Needs PostgreSQL and Kafka. */
class CostsIntegrationTests {
    @TempDir
    Path folder;

    @Test
    void countsWhatWasDecidedAndCalledAndSaysSoWhereThereIsNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("museum.txt"), "The museum opens at nine.\n".repeat(30));
        Path whatIf = Files.writeString(folder.resolve("what-if.yaml"), """
                prices:
                  - endpoint: in-process-minilm
                    prices: [{from: 2025-01-01, input: "1000", output: "1000"}]
                cluster: {gpus: 1, hourlyRate: "2", replicas: 1, operations: "0", tokensPerSecond: "1500", utilisation: "1"}
                """);
        try (TestMachine machine = TestMachine.fresh(folder)) {
            Cli empty = machine.run(List.of("costs"), "--output", "json");
            assertThat(empty.code()).as(empty.err()).isZero();
            assertThat(empty.out()).isEmpty();
            assertThat(empty.err()).contains("there are no costs");

            Cli processed = machine.run(List.of("process"), file);
            assertThat(processed.code()).as(processed.err()).isZero();

            Cli costs = machine.run(List.of("costs"), "--by", "route", "--what-if", whatIf, "--output", "json");
            assertThat(costs.code()).as(costs.err()).isZero();
            JsonNode row = costs.lines().getFirst();
            assertThat(costs.lines()).hasSize(1);
            assertThat(row.get("route").stringValue()).isEqualTo("EXTERNAL");
            assertThat(row.get("decisions").longValue()).isEqualTo(1);
            assertThat(row.get("projected").stringValue()).isEqualTo("0");
            // 780 characters are 260 tokens, and 1,000 are written; a thousandth for each.
            assertThat(row.get("projectedWhatIf").stringValue()).isEqualTo("1.26");
            assertThat(row.get("calls").longValue()).isEqualTo(1);
            assertThat(costs.err()).contains("owning costs 1440.00 a month", "what renting costs is unknown");

            Cli wrong = machine.run(List.of("costs"), "--what-if", folder.resolve("none.yaml"));
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.err()).contains("none.yaml", "cannot be read");
        }
    }
}
