package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.intake.SourceSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceSettingsTests {
    private static final Path CLAIMS = Path.of("/claims");
    private static final SourceSettings STRICT =
            new SourceSettings(Set.of("legal"), List.of(), Optional.of("restricted"), Map.of());

    @Test
    void aPublisherGainsNothingByAnotherName() {
        IngestSettings settings = IngestSettings.of(CLAIMS, "in")
                .withSources(Map.of("urn:legal", STRICT), SourceSettings.claimingFrom(CLAIMS));
        assertThat(settings.source("in", "urn:legal")).isEqualTo(STRICT);
        SourceSettings other = settings.source("in", "urn:lega1");
        assertThat(other.minSensitivity()).contains("RESTRICTED");
        assertThat(other.claimDirectories()).isEmpty();
    }

    @Test
    void withoutConfiguredSourcesAllAreAlike() {
        SourceSettings any = IngestSettings.of(CLAIMS, "in").source("in", "urn:any");
        assertThat(any).isEqualTo(SourceSettings.claimingFrom(CLAIMS));
    }

    @Test
    void aTopicHoldsEverySourceThatIsNamedInIt() {
        IngestSettings settings = IngestSettings.of(CLAIMS, "in", "legal")
                .withSources(Map.of("urn:open", SourceSettings.claimingFrom(CLAIMS)), STRICT)
                .withTopicSources(Map.of("legal", STRICT));
        SourceSettings held = settings.source("legal", "urn:open");
        assertThat(held.minSensitivity()).contains("RESTRICTED");
        assertThat(held.claimDirectories()).isEmpty();
        assertThat(held.tenants()).containsExactly("legal");
        assertThat(settings.source("in", "urn:open").minSensitivity()).isEmpty();
    }

    @Test
    void tenantsThatTopicAndSourceDoNotShareAreNobodys() {
        SourceSettings acme = new SourceSettings(Set.of("acme"), List.of(), Optional.empty(), Map.of());
        assertThat(STRICT.and(acme).tenants()).isNotEmpty().doesNotContain("acme", "legal");
        assertThat(acme.and(acme).tenants()).containsExactly("acme");
        assertThat(SourceSettings.claimingFrom()
                        .and(SourceSettings.claimingFrom())
                        .tenants())
                .isEmpty();
    }
}
