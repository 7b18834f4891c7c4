package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.custom.CustomRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a bundle's recognizers/ is read, proved by its examples, and part of the bundle's digest. */
class CustomRulesFilesTests {
    private static final Path EXAMPLE = Path.of("../docs/examples/recognizers");
    private static final String YAML = "recognizers/hospital.yaml";
    private static final String LIST = "recognizers/projects.txt";

    @TempDir
    private Path dir;

    @SuppressWarnings("NullAway.Init")
    private TestBundle bundle;

    @BeforeEach
    void copyTheExample() throws IOException {
        bundle = TestBundle.in(dir);
        Files.createDirectories(dir.resolve("recognizers"));
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            for (Path file : files.toList()) {
                Files.copy(file, dir.resolve("recognizers").resolve(file.getFileName()));
            }
        }
    }

    private void refused(String file, int line, String message, String instead) {
        assertThat(bundle.check()).as("problems").anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.message()).contains(message);
            assertThat(problem.instead()).contains(instead);
        });
    }

    private int lineOf(String text) throws IOException {
        return Files.readAllLines(dir.resolve(YAML)).stream()
                        .map(String::strip)
                        .toList()
                        .indexOf(text)
                + 1;
    }

    @Test
    void readsTheExampleOfTheDocuments() {
        CustomRules rules = bundle.load().customRules();
        assertThat(bundle.check()).isEmpty();
        assertThat(rules.recognizers())
                .extracting(recognizer -> recognizer.name())
                .containsExactly("staff-number", "study-subject", "loyalty-card");
        assertThat(rules.lists()).extracting(list -> list.name()).containsExactly("projects");
        assertThat(rules.allowed().entries()).extracting(entry -> entry.id()).containsExactly("front-desk");
    }

    @Test
    void theDefaultBundleHasNone() {
        assertThat(PolicyBundle.load(TestBundle.DEFAULT).customRules()).isSameAs(CustomRules.NONE);
    }

    @Test
    void changesTheDigestsWithEveryByte() {
        PolicyBundle before = bundle.load();
        bundle.replace(LIST, "# Names", "# names");
        PolicyBundle after = bundle.load();
        assertThat(after.digest()).isNotEqualTo(before.digest());
        assertThat(after.customRules().described())
                .isNotEqualTo(before.customRules().described());
    }

    @Test
    void refusesAPatternWithoutBound() throws IOException {
        bundle.replace(YAML, "HX-[A-Z]{2}\\d{5}", "HX-[A-Z]{2}\\d+");
        refused(YAML, lineOf("pattern: 'HX-[A-Z]{2}\\d+'"), "character 14: \"+\" has no bound", "{1,20}");
    }

    @Test
    void refusesARecognizerWhoseExampleComesOutOtherwise() throws IOException {
        bundle.replace(YAML, "Card 7012 3456 7893", "Card 7012 3456 7892");
        refused(
                YAML,
                lineOf("matches: [\"Card 7012 3456 7892\"]"),
                "loyalty-card finds something in example 1",
                "Narrow");
    }

    @Test
    void refusesARecognizerWithoutExamples() throws IOException {
        bundle.replace(YAML, "    ignores: [\"The range was 10-2000 units.\"]\n", "");
        refused(
                YAML,
                lineOf("matches: [\"Subject 31-0452 reported a headache.\", \"study id,arm\\n31-0452,B\"]"),
                "study-subject has no example of what is none",
                "ignores");
    }

    @Test
    void refusesUnknownTypesChecksumsAndKeys() throws IOException {
        bundle.replace(YAML, "checksum: luhn", "checksum: crc");
        refused(YAML, lineOf("checksum: crc"), "found \"crc\"", "LUHN");
        bundle.replace(YAML, "type: CONFIDENTIALITY", "type: SECRECY");
        refused(YAML, lineOf("type: SECRECY"), "found \"SECRECY\"", "CONFIDENTIALITY");
        bundle.replace(YAML, "expires:", "until:");
        refused(YAML, lineOf("until: 2027-10-31"), "unknown key \"until\"", "expires");
    }

    @Test
    void namesTheLineOfEveryEntryOfAListThatIsRefused() {
        bundle.write(LIST, "# names\nMarlowgate\n(secret)\n\nx\n");
        refused(LIST, 3, "begins or ends with a sign", "first letter");
        refused(LIST, 5, "an entry of 1 characters", "2 to");
    }

    @Test
    void refusesAListThatIsMissingOrThatNothingReads() throws IOException {
        bundle.replace(YAML, "file: projects.txt", "file: project.txt");
        refused(YAML, lineOf("file: project.txt"), "no such list", ".txt");
        refused(LIST, 0, "no dictionary reads this file", "dictionaries");
    }

    @Test
    void refusesAnEntryThatItsAuthorApproved() throws IOException {
        bundle.replace(YAML, "approver: m.osei", "approver: a.brandt");
        refused(YAML, lineOf("- id: front-desk"), "the same person", "another person");
    }

    @Test
    void refusesAnEntryOfATypeThatCannotBeAllowed() throws IOException {
        bundle.replace(YAML, "type: EMAIL", "type: SSN");
        refused(YAML, lineOf("- id: front-desk"), "no value of the type SSN", "EMAIL");
    }

    @Test
    void refusesTwoOfOneName() {
        bundle.replace(YAML, "name: study-subject", "name: staff-number");
        refused("recognizers/", 0, "custom/staff-number is here twice", "Rename");
    }
}
