package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** One line an example in {@code fields-found.csv} and {@code fields-passed.csv}; all invented. */
final class RecordFieldTests {
    static final Set<String> RECOGNIZERS =
            Set.of("hl7-field", "fhir-field", "cda-field", "x12-field", "ncpdp-field", "ncpdp-claim");

    private static String plain(String marked) {
        return marked.replace("«", "").replace("»", "");
    }

    private static String unescaped(String text) {
        return text.replaceAll("(?<!\\\\)\\\\n", "\n")
                .replaceAll("(?<!\\\\)\\\\r", "\r")
                .replace("\\\\", "\\")
                .replace('␜', '\u001c')
                .replace('␝', '\u001d')
                .replace('␞', '\u001e');
    }

    /** The findings of fields with the very span that is marked. */
    private static List<Finding> on(String marked) {
        int start = marked.indexOf('«');
        int end = marked.indexOf('»') - 1;
        return Found.in(plain(marked)).stream()
                .filter(finding -> RECOGNIZERS.contains(finding.recognizer()))
                .filter(finding -> finding.start() == start && finding.end() == end)
                .toList();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvFileSource(
            resources = "fields-found.csv",
            delimiter = ';',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            maxCharsPerColumn = 2000)
    void findsTheField(String recognizer, FindingType type, String marked) {
        String text = unescaped(marked);
        assertThat(on(text))
                .as("%s in %s, found %s", type, text, Found.in(plain(text)))
                .anyMatch(finding -> finding.type() == type
                        && finding.recognizer().equals(recognizer)
                        && finding.letter() == type.letter().orElse(null));
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "fields-passed.csv",
            delimiter = ';',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            maxCharsPerColumn = 2000)
    void passesOtherFields(String marked) {
        String text = unescaped(marked);
        assertThat(on(text)).as(text).isEmpty();
    }

    @Test
    void aValueInAnotherFieldIsNotFound() {
        String head = "MSH|^~\\&|A|B\nPID|1||7||";
        assertThat(fields(head + "Q^R||19780308")).contains(FindingType.DATE_OF_BIRTH);
        assertThat(fields(head + "Q^R|||19780308")).doesNotContain(FindingType.DATE_OF_BIRTH);
        assertThat(fields(head.replace('|', '#') + "Q^R||19780308")).doesNotContain(FindingType.DATE_OF_BIRTH);
        assertThat(fields(head.replace("PID", "PIE") + "Q^R||19780308")).doesNotContain(FindingType.DATE_OF_BIRTH);
    }

    @Test
    void aNameInARecordIsFoundWhereItIsMentioned() {
        String text = "MSH|^~\\&|A|B\nPID|1||7||Threnwick^Anna\nNTE|1||later Threnwick left";
        int mention = text.lastIndexOf("Threnwick");
        assertThat(Found.in(text))
                .anyMatch(finding -> finding.type() == FindingType.PERSON && finding.start() == mention);
    }

    @Test
    void aMessageGoesOnIntoTheNextWindows() {
        String filler = "OBX#1#TX###" + "lorem ipsum ".repeat(60_000) + "\n";
        String text = "MSH#*+\\$#A#B\nPID#1##7\n" + filler + "IN1#1#P####Threnwick*Anna\n";
        assertThat(on(text.replace("Threnwick", "«Threnwick»")))
                .extracting(Finding::type)
                .containsExactly(FindingType.PERSON);
    }

    @Test
    void aClaimGoesOnIntoTheNextWindows() {
        String sent = "D0B1\u001e\u001cAM16\u001cBM" + "lorem ipsum ".repeat(60_000) + "\u001cCBThrenwick";
        String written = "NCPDP Telecommunication message\nAM16 Narrative\n"
                + "BM Narrative Message: lorem ipsum\n".repeat(30_000) + "CB Patient Last Name: Threnwick";
        for (String text : List.of(sent, written)) {
            assertThat(on(text.replace("Threnwick", "«Threnwick»")))
                    .extracting(Finding::type)
                    .containsExactly(FindingType.PERSON);
        }
    }

    @Test
    void aBundleGoesOnIntoTheNextWindows() {
        String entry =
                "{\"resource\":{\"resourceType\":\"Basic\",\"text\":\"" + "lorem ipsum ".repeat(40_000) + "\"}},";
        String last = "{\"resource\":{\"name\":[{\"family\":\"Threnwick\"}]}}";
        String text = "{\"resourceType\":\"Bundle\",\"entry\":[" + entry + last + "]}";
        assertThat(on(text.replace("Threnwick", "«Threnwick»")))
                .extracting(Finding::type)
                .containsExactly(FindingType.PERSON);
    }

    @Test
    void aDocumentGoesOnIntoTheNextWindows() {
        String text = "<ClinicalDocument><text>" + "lorem ipsum ".repeat(60_000)
                + "</text><family>Threnwick</family></ClinicalDocument>";
        assertThat(on(text.replace("Threnwick", "«Threnwick»")))
                .extracting(Finding::type)
                .containsExactly(FindingType.PERSON);
    }

    private static List<FindingType> fields(String text) {
        return Found.in(text).stream()
                .filter(finding -> RECOGNIZERS.contains(finding.recognizer()))
                .map(Finding::type)
                .toList();
    }
}
