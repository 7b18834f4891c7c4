package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code --bundle NAME}: one of those that ship decides. */
class BundleByNameIntegrationTests {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "default, true, EXTERNAL",
        "airgap, false, SOVEREIGN",
        "eu-residency, true, EXTERNAL",
        "finance, true, EXTERNAL"
    })
    void decidesByTheBundleOfThatName(String name, boolean cleared, String route) throws Exception {
        Cli cli = classify(name);
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode line = cli.lines().getFirst();
        assertThat(line.get("cleared").booleanValue()).isEqualTo(cleared);
        assertThat(line.get("route").stringValue()).isEqualTo(route);
    }

    @Test
    void refusesANameThatNeitherShipsNorIsAFolder() throws Exception {
        Cli cli = classify("air-gap");
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("--bundle air-gap", "no such folder");
    }

    private Cli classify(String bundle) throws Exception {
        Path texts = Files.writeString(
                folder.resolve("texts.jsonl"),
                "{\"id\":\"1\",\"text\":\"The museum opens at nine and closes at five in the evening.\"}\n");
        return Cli.run("classify", "--jsonl", texts.toString(), "--bundle", bundle);
    }
}
