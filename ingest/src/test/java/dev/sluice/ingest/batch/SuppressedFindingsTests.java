package dev.sluice.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.AllowScope;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.custom.AllowEntry;
import dev.sluice.classifier.custom.Approval;
import dev.sluice.classifier.custom.CustomRules;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is suppressed is stored beside what counts, marked with its entry, with its place in code points and no value. */
class SuppressedFindingsTests {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final DocumentText TEXT =
            DocumentText.of("😀 Please write to frontdesk@hospital.org for the hours.");

    private static final AllowEntry ENTRY = AllowEntry.of(
            "front-desk",
            FindingType.EMAIL,
            "frontdesk@hospital.org",
            Optional.empty(),
            Optional.empty(),
            "printed on every leaflet",
            "a.brandt",
            Optional.of(new Approval("m.osei", DAY)),
            DAY);

    @Test
    void whatIsSuppressedIsStoredWithItsEntry() {
        Classifier classifier =
                Classifier.standard().with(CustomRules.of(List.of(), List.of(), List.of(ENTRY), "0".repeat(64)));
        Classification answer = classifier.classify(TEXT, new AllowScope("default", "", DAY));
        String stored = StoredForms.findings(TEXT, answer);
        List<JsonNode> marked = StreamSupport.stream(
                        JsonMapper.shared().readTree(stored).spliterator(), false)
                .filter(finding -> finding.has("suppressed"))
                .toList();
        assertThat(marked).singleElement().satisfies(finding -> {
            assertThat(finding.get("type").asString()).isEqualTo("EMAIL");
            assertThat(finding.get("letter").asString()).isEqualTo("F");
            assertThat(finding.get("suppressed").asString()).isEqualTo("front-desk");
            assertThat(finding.get("start").asInt()).isEqualTo(18);
            assertThat(finding.get("end").asInt()).isEqualTo(40);
        });
        assertThat(stored).doesNotContain("frontdesk@");
        assertThat(StoredForms.findings(TEXT, Classifier.standard().classify(TEXT)))
                .doesNotContain("suppressed");
    }
}
