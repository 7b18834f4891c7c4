package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.policy.cost.Tokens;
import dev.sluice.policy.cost.WhatIf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatIfFileTests {
    private static final String WHOLE = """
        prices:
          - endpoint: external-1
            prices: [{from: 2026-01-01, input: "2.50", output: "10"}]
        factor: "0.2"
        cluster: {gpus: 4, hourlyRate: "2.50", replicas: 2, operations: "3000", tokensPerSecond: "2000", utilisation: "0.5"}
        """;

    private final PolicyBundle bundle = PolicyBundle.load(TestBundle.DEFAULT);

    @TempDir
    private Path dir;

    private WhatIf read(String text) throws IOException {
        return WhatIfFile.read(Files.writeString(dir.resolve("what-if.yaml"), text), bundle);
    }

    @Test
    void saysOtherPricesAFactorAndMachines() throws IOException {
        WhatIf read = read(WHOLE);
        Endpoint external = bundle.catalog().find("external-1").orElseThrow();
        assertThat(read.of("external-1", external.prices(), Contexts.DAY)
                        .orElseThrow()
                        .cost(Tokens.of(1_000_000, 0)))
                .isEqualByComparingTo("0.5");
        assertThat(read.cluster().orElseThrow().monthly()).isEqualByComparingTo("17400");
    }

    @Test
    void mayBeJson() throws IOException {
        assertThat(read("{\"factor\": \"0.1\"}\n").factor()).isEqualByComparingTo("0.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        endpoint: external-1 | endpoint: external-9 | what-if:2: no endpoint "external-9"
        factor: "0.2" | factors: "0.2" | what-if:4: unknown key "factors". Did you mean factor?
        utilisation: "0.5" | utilisation: "1.5" | expected a utilisation from 0 to 1
        input: "2.50" | input: "2,50" | Write a price per million tokens
        """)
    void saysWhatToWriteInstead(String from, String to, String words) {
        assertThatThrownBy(() -> read(WHOLE.replace(from, to)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatThrownBy(() -> WhatIfFile.read(dir.resolve("none.yaml"), bundle))
                .hasMessageContaining("none.yaml")
                .hasMessageContaining("cannot be read");
    }
}
