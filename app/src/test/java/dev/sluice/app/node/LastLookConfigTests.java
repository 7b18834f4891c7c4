package dev.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.classifier.lastlook.LastLookSettings;
import dev.sluice.policy.PolicyBundle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LastLookConfigTests {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("sluice.root", ".."), "docs", "examples", "last-look.yaml");
    private static final String NEEDED = "url: 'https://models.example.internal/v1', model: m";
    private static final PolicyBundle BUNDLE = PolicyBundle.installedDefault();

    @TempDir
    Path folder;

    @Test
    void theExampleSaysWhatIsTheDefault() throws IOException {
        LastLookConfig example = IntakeConfig.load(EXAMPLE).lastLook().orElseThrow();
        assertThat(example.settings()).isEqualTo(LastLookSettings.STANDARD);
        assertThat(example.fill().url()).isEqualTo(URI.create("https://models.example.internal/v1"));
        LastLookConfig least = load(NEEDED);
        assertThat(least.settings()).isEqualTo(example.settings());
        assertThat(least.slot()).isEqualTo(example.slot()).isEqualTo("sovereign-1");
        assertThat(least.addresses()).isSameAs(example.addresses());
        assertThat(example.under(BUNDLE).version())
                .startsWith("some-model-7b-instruct+prompt")
                .endsWith("+from0.02");
        assertThat(IntakeConfig.load(file("topics: [a]")).lastLook()).isEmpty();
    }

    @Test
    void everyDocumentCanBeDoubtful() throws IOException {
        assertThat(load(NEEDED + ", doubtful: all").settings().from()).isZero();
        assertThat(load(NEEDED + ", doubtful: 0.25").settings().from()).isEqualTo(0.25);
    }

    @Test
    void refusesWhatCannotBeAndNamesTheKey() throws IOException {
        Map<String, String> refused = Map.ofEntries(
                Map.entry("model: m", "classifier.lastLook.url: expected the base URL"),
                Map.entry("url: 'https://a.example/v1'", "classifier.lastLook.model: expected the name"),
                Map.entry("url: 'http://a.example/v1', model: m", "classifier.lastLook.url: expected https"),
                Map.entry(
                        "url: 'https://u:secret@a.example/v1', model: m",
                        "classifier.lastLook.url: expected an endpoint"),
                Map.entry("url: 'https://u:secret@a b', model: m", "classifier.lastLook.url: expected a URL"),
                Map.entry(NEEDED + ", urls: x", "classifier.lastLook: unknown key urls"),
                Map.entry(NEEDED + ", keyFile: /no/such/file", "classifier.lastLook.keyFile: no key"),
                Map.entry(NEEDED + ", addresses: [example.com]", "classifier.lastLook.addresses: expected addresses"),
                Map.entry(NEEDED + ", addresses: ['0.0.0.0/0']", "classifier.lastLook.addresses: expected addresses"),
                Map.entry(NEEDED + ", doubtful: often", "classifier.lastLook.doubtful: expected a number"),
                Map.entry(NEEDED + ", doubtful: 0.0", "classifier.lastLook.doubtful: expected a number"),
                Map.entry(NEEDED + ", doubtful: 1", "classifier.lastLook.doubtful: expected a number"),
                Map.entry(NEEDED + ", timeoutSeconds: 0", "classifier.lastLook.timeoutSeconds: expected a whole"),
                Map.entry(NEEDED + ", timeoutSeconds: 1.5", "classifier.lastLook.timeoutSeconds: expected a whole"),
                Map.entry(NEEDED + ", window: 10", "classifier.lastLook.window: expected 200"),
                Map.entry(NEEDED + ", overlap: 5000", "classifier.lastLook.overlap: expected 50"),
                Map.entry(NEEDED + ", longest: 100", "classifier.lastLook.longest: expected at least"),
                Map.entry(NEEDED + ", parallel: 100", "classifier.lastLook.parallel: expected 1"));
        refused.forEach((yaml, message) -> assertThatIllegalArgumentException()
                .as(yaml)
                .isThrownBy(() -> load(yaml))
                .withMessageContaining(message)
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("secret")));
        Path other = file("classifier: {lookLast: {}}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntakeConfig.load(other))
                .withMessageContaining("classifier: unknown key lookLast");
    }

    @Test
    void refusesASlotThatIsNotOurOwnAndAModelWithoutAName() throws IOException {
        Map<String, String> refused = Map.of(
                ", slot: external-1", "slot external-1: expected an endpoint that the bundle declares as SELF_HOSTED",
                ", slot: in-process-minilm", "declares no such slot",
                ", slot: nowhere", "declares no such slot");
        for (Map.Entry<String, String> one : refused.entrySet()) {
            LastLookConfig config = load(NEEDED + one.getKey());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> config.under(BUNDLE))
                    .withMessageContaining(one.getValue());
        }
        for (String model : new String[] {"default", "x:cloud"}) {
            LastLookConfig config = load("url: 'https://models.example.internal/v1', model: '" + model + "'");
            assertThatIllegalArgumentException().isThrownBy(() -> config.under(BUNDLE));
        }
    }

    private LastLookConfig load(String yaml) throws IOException {
        return IntakeConfig.load(file("classifier: {lastLook: {" + yaml + "}}"))
                .lastLook()
                .orElseThrow();
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("sluice.yaml"), yaml);
    }
}
