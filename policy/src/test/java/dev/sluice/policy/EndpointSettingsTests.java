package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an endpoint of a bundle says beside where it is: its key's place and its dialect. */
class EndpointSettingsTests {
    @TempDir
    Path dir;

    @Test
    void aKeyIsNamedByItsFileOrItsVariable() {
        assertThat(own("keyFile: /run/secrets/own").keyReference()).contains("/run/secrets/own");
        assertThat(own("keyVariable: OWN_MODEL_KEY").keyReference()).contains("env:OWN_MODEL_KEY");
        assertThat(own("prices: []").keyReference()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "keyFile: own.key, absolute path",
        "keyFile: ../../own.key, absolute path",
        "keyVariable: sk-Made-Up-0815, name of a variable",
        "'{keyFile: /a, keyVariable: A}', a file or in a variable"
    })
    void whatIsNoPlaceOfAKeyIsRefusedAndNotRepeated(String setting, String problem) {
        String lines = setting.replaceAll("[{}]", "").replace(", ", "\n    ");
        assertThat(bundle(lines).check())
                .singleElement()
                .satisfies(found -> assertThat(found.toString())
                        .contains("endpoints.yaml", problem)
                        .doesNotContain("sk-Made-Up-0815"));
    }

    @Test
    void aSlotAndAnEndpointInProcessHaveNoKeyInTheBundle() {
        for (String id : java.util.List.of("in-process-minilm", "sovereign-1")) {
            TestBundle bundle = TestBundle.in(dir.resolve(id));
            bundle.replace("endpoints.yaml", "  - id: " + id + "\n", "  - id: " + id + "\n    keyFile: /run/own\n");
            assertThat(bundle.check()).singleElement().asString().contains("where the slot is filled");
        }
    }

    @Test
    void thePlaceOfAKeyAndTheDialectChangeNothingAboutWhereADocumentGoes() {
        String plain = own("prices: []").configDigest();
        assertThat(own("keyFile: /run/secrets/own").configDigest()).isEqualTo(plain);
        assertThat(own("dialect: openai").configDigest()).isEqualTo(plain);
    }

    @Test
    void theDialectIsSaidByTheEndpointAndNotByItsKind() {
        assertThat(own("prices: []").dialect()).isEqualTo(Dialect.COMPATIBLE);
        assertThat(own("dialect: openai").dialect()).isEqualTo(Dialect.OPENAI);
        PolicyBundle bundle = PolicyBundle.load(TestBundle.DEFAULT);
        SlotFill fill = new SlotFill(URI.create("https://a.example/v1"), "m", Optional.empty(), Protocol.OPENAI);
        assertThat(filled(bundle, "external-1", fill).dialect()).isEqualTo(Dialect.OPENAI);
        assertThat(filled(bundle, "external-1", fill.in(Dialect.COMPATIBLE)).dialect())
                .isEqualTo(Dialect.COMPATIBLE);
        assertThat(filled(bundle, "sovereign-1", fill).dialect()).isEqualTo(Dialect.COMPATIBLE);
    }

    private static Endpoint filled(PolicyBundle bundle, String slot, SlotFill fill) {
        return bundle.fill(Map.of(slot, fill)).catalog().find(slot).orElseThrow();
    }

    private Endpoint own(String setting) {
        return bundle(setting).load().catalog().find("own-1").orElseThrow();
    }

    private TestBundle bundle(String setting) {
        return TestBundle.in(dir.resolve(Integer.toHexString(setting.hashCode())))
                .replace("endpoints.yaml", "endpoints:\n", """
                        endpoints:
                          - id: own-1
                            kind: SELF_HOSTED
                            url: https://models.internal/v1
                            location: ON_PREMISES
                            legalEntity: own
                            model: all-minilm-l6-v2-q
                            tasks: [summarise]
                            usableContext: 1000
                            processingRegions: []
                            storageRegions: []
                            typicalSeconds: 5
                            %s
                        """.formatted(setting));
    }
}
