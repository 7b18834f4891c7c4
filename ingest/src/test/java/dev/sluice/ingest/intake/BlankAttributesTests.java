package dev.sluice.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.IngestSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A publisher does not get rid of what is assumed of it by sending nothing in an attribute. */
class BlankAttributesTests {
    private static final Map<String, String> DEFAULTS =
            Map.of(Attributes.RESIDENCY, "eu", Attributes.JURISDICTION, "de", Attributes.PURPOSE, "care");

    @TempDir
    private Path claims;

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankAttributeTakesNoDefaultAway(String blank) {
        IncomingDocument document = read(blank, DEFAULTS);
        assertThat(document.residency()).isEqualTo("eu");
        assertThat(document.jurisdiction()).isEqualTo("de");
        assertThat(document.purpose()).isEqualTo("care");
    }

    @Test
    void anAttributeThatSaysSomethingDoes() {
        assertThat(read("us", DEFAULTS).residency()).isEqualTo("us");
    }

    @Test
    void withoutADefaultABlankOneDeclaresNothing() {
        assertThat(read(" ", Map.of()).residency()).isEmpty();
    }

    private IncomingDocument read(String value, Map<String, String> defaults) {
        SourceSettings source = new SourceSettings(Set.of(), List.of(), Optional.empty(), defaults);
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        "content-type",
                        "text/plain",
                        "ce_specversion",
                        "1.0",
                        "ce_type",
                        Attributes.DOCUMENT_TYPE,
                        "ce_source",
                        "urn:test",
                        "ce_id",
                        "1",
                        "ce_" + Attributes.TENANT,
                        "acme",
                        "ce_" + Attributes.TASK,
                        "summarise",
                        "ce_" + Attributes.RESIDENCY,
                        value,
                        "ce_" + Attributes.JURISDICTION,
                        value,
                        "ce_" + Attributes.PURPOSE,
                        value)
                .forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        IngestSettings settings =
                IngestSettings.of(claims, "documents").withSources(Map.of("urn:test", source), source);
        try (Intake intake = new Intake(settings)) {
            Received received = intake.read("documents", headers, "Dear reader".getBytes(StandardCharsets.UTF_8));
            return ((Received.Accepted) received).document();
        }
    }
}
