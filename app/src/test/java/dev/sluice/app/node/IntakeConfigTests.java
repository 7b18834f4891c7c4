package dev.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.ingest.IngestSettings;
import dev.sluice.ingest.intake.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IntakeConfigTests {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("sluice.root", ".."), "docs", "examples", "sluice.yaml");

    @TempDir
    Path folder;

    @Test
    void theExampleSaysWhatItSays() {
        IntakeConfig config = IntakeConfig.load(EXAMPLE);
        assertThat(config.topics()).containsExactly("sluice.documents", "hospital.letters");
        assertThat(config.sources())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "urn:example:hospital",
                                new SourceSettings(
                                        Set.of("north", "south"),
                                        List.of(Path.of("/var/lib/sluice/claims/hospital")),
                                        Optional.of("restricted"),
                                        Map.of(
                                                "sluicetenant", "north",
                                                "sluicetask", "summarise",
                                                "sluicepurpose", "treatment",
                                                "sluicejurisdiction", "eu",
                                                "sluiceresidency", "eu")),
                        "urn:example:archive",
                                new SourceSettings(Set.of("archive"), List.of(), Optional.empty(), Map.of())));
        assertThat(config.others())
                .isEqualTo(new SourceSettings(Set.of("default"), List.of(), Optional.of("confidential"), Map.of()));
        assertThat(config.ownTopics())
                .singleElement()
                .satisfies(topic -> assertThat(topic.name()).isEqualTo("hospital.letters"));
    }

    @Test
    void onlyThisMachinesCommandLineClaimsFromItsDataFolder() {
        IngestSettings settings = IntakeConfig.load(EXAMPLE).settings("urn:sluice:cli:1", folder);
        assertThat(settings.source("sluice.documents", "urn:sluice:cli:1"))
                .isEqualTo(SourceSettings.claimingFrom(folder));
        assertThat(settings.source("sluice.documents", "urn:elsewhere").claimDirectories())
                .isEmpty();
        assertThat(settings.source("sluice.documents", "urn:elsewhere").tenants())
                .containsExactly("default");
        assertThat(settings.source("sluice.documents", "urn:example:hospital").minSensitivity())
                .contains("restricted");
        assertThat(settings.topics()).containsExactly("sluice.documents", "hospital.letters");
    }

    @Test
    void whatIsLeftOutIsTheDefaultTopicAndAnyTenant() throws IOException {
        IntakeConfig config = IntakeConfig.load(file("sources: {'urn:a': {}}"));
        assertThat(config.topics()).containsExactly("sluice.documents");
        assertThat(config.others()).isEqualTo(SourceSettings.claimingFrom());
        assertThat(config.sources()).containsOnlyKeys("urn:a");
    }

    @Test
    void refusesWhatItDoesNotKnowAndNamesTheKey() throws IOException {
        Map<String, String> refused = Map.ofEntries(
                Map.entry("topic: [a]", "unknown key topic"),
                Map.entry("others: {tenant: [a]}", "others: unknown key tenant"),
                Map.entry(
                        "sources: {'urn:a': {defaults: {deadline: x}}}",
                        "sources.urn:a.defaults: unknown key deadline"),
                Map.entry(
                        "sources: {'urn:a': {minSensitivity: secret}}", "sources.urn:a.minSensitivity: expected none"),
                Map.entry("sources: {'urn:a': {claims: [relative]}}", "sources.urn:a.claims: expected absolute"),
                Map.entry("sources: {'urn:a': {tenants: []}}", "sources.urn:a.tenants: expected a list"),
                Map.entry("sources: {'urn:a': {tenants: north}}", "sources.urn:a.tenants: expected a list"),
                Map.entry("sources: {'urn:a': {tenants: ['no word']}}", "sources.urn:a.tenants: expected letters"),
                Map.entry("others: {defaults: {task: 7}}", "others.defaults.task: expected a word"),
                Map.entry("others: any", "others: expected keys and values"),
                Map.entry("topics: [sluice.results.external]", "topics: sluice.results.external is no topic"),
                Map.entry("topics: [a, a]", "topics: expected a list of at least one word, none of them twice"),
                Map.entry("topics: [a]\ntopics: [b]", "has a key twice"),
                Map.entry("topics: [", "is no YAML"),
                Map.entry("- a", "expected keys and values"),
                Map.entry("", "expected keys and values"));
        for (Map.Entry<String, String> one : refused.entrySet()) {
            Path file = file(one.getKey());
            assertThatIllegalArgumentException()
                    .as(one.getKey())
                    .isThrownBy(() -> IntakeConfig.load(file))
                    .withMessageContaining(one.getValue());
        }
        assertThatIllegalArgumentException().isThrownBy(() -> IntakeConfig.load(folder.resolve("none.yaml")));
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("sluice.yaml"), yaml);
    }
}
