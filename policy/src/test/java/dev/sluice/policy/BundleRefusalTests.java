package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bundle with anything wrong in it does not load, and says where and what to write instead. */
class BundleRefusalTests {
    @TempDir
    private Path dir;

    @SuppressWarnings("NullAway.Init")
    private TestBundle bundle;

    @BeforeEach
    void copyTheDefault() {
        bundle = TestBundle.in(dir);
    }

    @Test
    void loadsTheCopyThatNobodySpoiled() {
        assertThat(bundle.load().digest())
                .isEqualTo(PolicyBundle.load(TestBundle.DEFAULT).digest());
    }

    @Test
    void changesItsDigestWithAnyFile() {
        String before = bundle.load().digest();
        bundle.replace("10-inside.cedar", "ordinary public cloud", "ordinary cloud");
        assertThat(bundle.load().digest()).isNotEqualTo(before);
    }

    @Test
    void keepsItsDigestWithOtherLineEnds() throws IOException {
        String before = bundle.load().digest();
        Path file = dir.resolve("routing.yaml");
        Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
        assertThat(bundle.load().digest()).isEqualTo(before);
    }

    @Test
    void refusesAPolicyWithoutId() {
        bundle.replace("20-never-outside.cedar", "@id(\"card-data-stays-inside\")\n", "");
        refused("20-never-outside.cedar", 17, "without @id", "@id(");
    }

    @Test
    void refusesAPolicyWithoutCitation() {
        bundle.replace("20-never-outside.cedar", "@citation(\"Fed. R. Evid. 502\")\n", "");
        refused("20-never-outside.cedar", 38, "without @citation", "@citation(");
    }

    @Test
    void refusesTwoPoliciesOfOneIdAcrossFiles() {
        bundle.replace("40-outside.cedar", "ordinary-documents-may-leave", "inside-may-read");
        refused("40-outside.cedar", 3, "\"inside-may-read\" is taken by 10-inside.cedar:6", "of its own");
    }

    @Test
    void refusesTwoPoliciesOfOneIdAndOneText() throws IOException {
        String text = Files.readString(dir.resolve("10-inside.cedar"));
        bundle.write("11-copy.cedar", text);
        refused("11-copy.cedar", 6, "is taken by 10-inside.cedar:6", "");
    }

    @Test
    void refusesAMisspelledWordOfAnEnumeration() {
        bundle.replace(
                "40-outside.cedar", "Kind::\"CLOSED_API\" &&\n  !context", "Kind::\"CLOSED_APY\" &&\n  !context");
        refused("40-outside.cedar", 9, "CLOSED_APY", "CLOSED_API");
    }

    @Test
    void refusesAnAttributeThatNobodyFillsIn() {
        bundle.replace("10-inside.cedar", "context.endpointIsOurs }", "context.endpointIsNice }");
        refused("10-inside.cedar", 11, "endpointIsNice", "");
    }

    @Test
    void refusesAPolicyThatCanNeverApply() {
        bundle.replace("10-inside.cedar", "{ context.endpointIsOurs }", "{ context.endpointIsOurs && false }");
        refused("10-inside.cedar", 6, "impossible", "");
    }

    @Test
    void refusesWhatCedarCannotRead() {
        bundle.replace("30-fail-closed.cedar", "{ !context.endpointIsInRequiredRegion };", "{ !context. };");
        refused("30-fail-closed.cedar", 37, "Cedar cannot read", "what belongs before it");
    }

    @Test
    void refusesASchemaThatAsksForMoreThanSluiceSays() {
        bundle.replace(
                "schema.cedarschema", "endpointHasServiceLevel: Bool,", "endpointHasServiceLevel: Bool, moon: Bool,");
        refused("schema.cedarschema", 69, "moon", "default bundle's schema");
    }

    @Test
    void refusesASchemaThatLacksWhatSluiceSays() {
        bundle.replace("schema.cedarschema", "\"FAILED\"]", "\"DAMAGED\"]");
        refused("schema.cedarschema", 9, "Detectors", "FAILED");
    }

    @Test
    void refusesAnUnknownKey() {
        bundle.replace("bundle.yaml", "author: Sluice", "auther: Sluice");
        refused("bundle.yaml", 4, "unknown key \"auther\"", "name, version, author");
    }

    @Test
    void refusesAKeyThatIsThereTwice() {
        bundle.replace("bundle.yaml", "author: Sluice", "author: Sluice\nauthor: Somebody");
        refused("bundle.yaml", 5, "", "");
    }

    @Test
    void refusesADateThatIsNone() {
        bundle.replace("models.yaml", "2031-11-22", "next year");
        refused("models.yaml", 22, "next year", "2026-11-22");
    }

    @Test
    void refusesAnAttestationWhoseDatesConflict() {
        bundle.write("attestations.yaml", """
            attestations:
              - endpoint: external-1
                kind: BAA
                operations: [chat]
                document: %s
                validFrom: 2026-02-01
                validUntil: 2026-01-31
            """.formatted("a".repeat(64)));
        refused("attestations.yaml", 2, "validUntil on or after validFrom", "");
    }

    @Test
    void refusesAnAttestationOfNobody() {
        bundle.write("attestations.yaml", """
            attestations:
              - {endpoint: external-9, kind: BAA, operations: [chat], document: %s, validFrom: 2026-02-01, validUntil: 2027-01-31}
            """.formatted("a".repeat(64)));
        refused("attestations.yaml", 2, "no endpoint \"external-9\"", "external-1");
    }

    @Test
    void refusesAnEndpointOfNoKind() {
        bundle.replace("endpoints.yaml", "kind: CLOSED_API", "kind: SAFE");
        refused("endpoints.yaml", 51, "\"SAFE\"", "CLOSED_API");
    }

    @Test
    void refusesAThirdPartyThatSaysItIsOnOurPremises() {
        bundle.replace("endpoints.yaml", "location: THIRD_PARTY", "location: ON_PREMISES");
        refused("endpoints.yaml", 53, "cannot be ON_PREMISES", "THIRD_PARTY");
    }

    @Test
    void refusesAThirdPartyAmongTheRanksOfRestrictedDocuments() {
        bundle.replace("routing.yaml", "restricted:\n      - [sovereign-1]", "restricted:\n      - [external-1]");
        refused("routing.yaml", 24, "third party", "cleared");
    }

    @Test
    void refusesATemplateWithTwoPlacesOrNone() {
        bundle.write("templates/classify.txt", "{{document}} and {{document}}")
                .write("templates/summarise.txt", "Read {{document}} and summarise it.");
        assertThat(bundle.check())
                .extracting(BundleProblem::file)
                .contains("templates/classify.txt", "templates/summarise.txt");
    }

    @Test
    void refusesATaskWithoutTemplate() {
        bundle.delete("templates/classify.txt");
        refused("templates/classify.txt", 0, "no template", "Add the file");
    }

    @Test
    void refusesAFileThatDoesNotBelongThere() {
        bundle.write("notes.docx", "x");
        refused("notes.docx", 0, "does not belong", "bundle.yaml");
    }

    @Test
    void refusesALink() throws IOException {
        Path target = Files.move(dir.resolve("models.yaml"), dir.resolveSibling("elsewhere-" + System.nanoTime()));
        Files.createSymbolicLink(dir.resolve("models.yaml"), target);
        refused("models.yaml", 0, "not a regular file", "");
    }

    @Test
    void refusesAMissingFileAndAMissingFolder() {
        bundle.delete("schema.cedarschema");
        refused("schema.cedarschema", 0, "missing", "");
        assertThat(PolicyBundle.check(dir.resolve("nowhere")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("no such folder"));
    }

    @Test
    void namesEveryProblemAtOnce() {
        bundle.replace("bundle.yaml", "author", "auther")
                .replace("models.yaml", "2031", "20x1")
                .write("x.bin", "");
        bundle.delete("x.bin");
        assertThat(bundle.check()).extracting(BundleProblem::file).contains("bundle.yaml", "models.yaml");
    }

    @Test
    void reportsACaseThatComesOutOtherwise() {
        bundle.replace(
                "20-never-outside.cedar",
                "context.holdsCardData && ",
                "context.holdsCardData && context.holdsCredentials && ");
        bundle.replace("tests.yaml", "found: [PCI, FINANCIAL]", "found: [PCI]");
        assertThat(bundle.check())
                .isNotEmpty()
                .allSatisfy(problem ->
                        assertThat(problem.toString()).startsWith("tests.yaml:").contains("card statement"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bundle.yaml",
                "attestations.yaml",
                "routing.yaml",
                "schema.cedarschema",
                "20-never-outside.cedar"
            })
    void refusesAFileThatEndsInTheMiddleOfALine(String file) throws IOException {
        String text = Files.readString(dir.resolve(file));
        bundle.write(file, text.substring(0, text.length() - 1));
        int lines = (int) text.chars().filter(c -> c == '\n').count();
        refused(file, lines, "the last line does not end", "end its last line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202e", "\u2066", "\ufeff", "\u0000", "\u0085", "\u2028", "\r", "\u200f"})
    void refusesACharacterThatAReaderDoesNotSee(String hidden) {
        String remark = "// How to read these pages";
        bundle.replace("10-inside.cedar", remark, remark + hidden);
        refused("10-inside.cedar", 3, String.format("U+%04X", (int) hidden.charAt(0)), "");
        bundle.replace("10-inside.cedar", hidden, "")
                .replace("bundle.yaml", "author: Sluice", "author: Slu" + hidden + "ice");
        refused("bundle.yaml", 4, String.format("U+%04X", (int) hidden.charAt(0)), "");
    }

    @Test
    void refusesATitleThatIsLongerThanAPolicyMayBe() {
        bundle.replace("10-inside.cedar", "@title(\"Models", "@title(\"" + "\\\\".repeat(100_000) + "Models");
        refused("10-inside.cedar", 6, "longer than 16384 characters", "several policies");
    }

    @Test
    void refusesAFileOfRemarksAlone() {
        bundle.write("50-none.cedar", "// Nothing is forbidden here.\n");
        refused("50-none.cedar", 1, "no policy", "remove the file");
    }

    @Test
    void refusesMorePoliciesThanAnybodyReads() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= TextLimits.POLICIES; i++) {
            many.append("@id(\"p").append(i).append("\") forbid (principal, action, resource);\n");
        }
        bundle.write("50-many.cedar", many.toString());
        refused("50-many.cedar", TextLimits.POLICIES + 1, "more than 500 policies", "");
    }

    @Test
    void refusesAFileThatIsNotUtf8WithItsLine() throws IOException {
        Files.write(dir.resolve("bundle.yaml"), new byte[] {'#', '\n', 'n', (byte) 0xc3, '\n'});
        refused("bundle.yaml", 2, "not UTF-8", "Save it as UTF-8");
    }

    private void refused(String file, int line, String message, String instead) {
        assertThatThrownBy(() -> bundle.load())
                .isInstanceOfSatisfying(
                        PolicyBundleException.class,
                        refusal -> assertThat(refusal.problems()).anySatisfy(problem -> {
                            assertThat(problem.file()).isEqualTo(file);
                            assertThat(problem.line()).isEqualTo(line);
                            assertThat(problem.message()).contains(message);
                            assertThat(problem.instead()).contains(instead);
                        }));
    }
}
