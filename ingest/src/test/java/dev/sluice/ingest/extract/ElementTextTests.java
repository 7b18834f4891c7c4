package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where elements meet without white space, what they hold is found as if each stood alone. */
class ElementTextTests {
    private static final Classifier CLASSIFIER = Classifier.standard();
    private static final List<String> ELEMENTS = List.of(
            "span", "label", "a", "b", "strong", "em", "font", "sup", "td", "div", "option", "button", "x-field");

    private static DocumentText read(String document) {
        ExtractionSettings settings = ExtractionSettings.defaults();
        Collected collected = new Collected(settings);
        new Reading(new DocumentReader(settings), collected).document(document.getBytes(StandardCharsets.UTF_8));
        Extraction extraction = collected.finish(Duration.ZERO);
        assertThat(extraction.complete()).as(document).isTrue();
        return extraction.text();
    }

    private static String element(String name, String text) {
        String element = "<" + name + ">" + text + "</" + name + ">";
        return name.equals("td") ? "<table><tr>" + element + "</tr></table>" : element;
    }

    @ParameterizedTest
    @CsvSource({
        "PHONE,Phone,212-555-0147",
        "PHONE,Phone,2125550147",
        "CARD,Card,4111 1111 1111 1111",
        "SSN,SSN,219-09-9999",
        "PERSON,Patient,Mary Johnson",
        "PERSON,PATIENT,MARY JOHNSON",
        "MRN,MRN,44719920",
        "DATE_OF_BIRTH,DOB,03/12/1980"
    })
    void aLabelAndItsValueInElementsOfAnyKindAreFound(FindingType type, String label, String value) {
        for (String first : ELEMENTS) {
            for (String second : ELEMENTS) {
                String page = "<!DOCTYPE html><html><body>" + element(first, label) + element(second, value)
                        + element(first, "Ward") + "</body></html>";
                assertThat(CLASSIFIER.classify(read(page)).findings())
                        .as(page)
                        .extracting(Finding::type)
                        .contains(type);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"content", "span", "a", "t", "r", "b", "td", "item", "given"})
    void elementsOfXmlArePartedToo(String name) {
        String xml = "<?xml version=\"1.0\"?><doc><" + name + ">Tel</" + name + "><" + name + ">212-555-0147</" + name
                + "><" + name + ">Patient</" + name + "><" + name + ">Mary Johnson</" + name + "></doc>";

        assertThat(CLASSIFIER.classify(read(xml)).findings())
                .extracting(Finding::type)
                .contains(FindingType.PHONE, FindingType.PERSON);
    }

    @Test
    void aWordThatGoesOnOverElementsStaysWholeAndIsPartedAside() {
        String page = "<!DOCTYPE html><p>A <b>bo</b>ld <span>Jo</span><span>hn</span>, 2<b>1</b><span>9</span>-09-9999"
                + " and <i>half</i> H<sub>2</sub>O</p>";

        assertThat(read(page).canonical())
                .contains("A bold John, 219-09-9999 and half H2O")
                .contains("A bo ld Jo hn, 2 1 9-09-9999 and half H 2 O");
    }

    @Test
    void valuesOfFormFieldsStandApartFromTheirLabels() {
        String page = "<!DOCTYPE html><form><label>Name</label><input value='Mary'><label>Next</label></form>";

        assertThat(read(page).canonical()).contains("Name Mary Next");
    }
}
