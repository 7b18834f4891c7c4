package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.FindingType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A label without a space before its value is a label, and the next label does not hide the value before it. */
final class GluedTextTests {
    @ParameterizedTest
    @CsvSource({
        "PHONE,Phone,212-555-0147",
        "PHONE,Tel,(212) 555-0147",
        "PHONE,Telephone,2125550147",
        "PHONE,phone_,2125550147",
        "FAX,Fax,212.555.0147",
        "SSN,SSN,219-09-9999",
        "SSN,SSN,219099999",
        "CARD,Card,4111 1111 1111 1111",
        "CARD,Visa,4111111111111111",
        "NATIONAL_ID,NHS,943 476 5919",
        "MRN,MRN,44719920",
        "DATE_OF_BIRTH,DOB,03/12/1980",
        "PHONE,ContactMobile,212-555-0147",
        "SSN,Insured,219-09-9999",
        "CARD,Paid,4111 1111 1111 1111"
    })
    void aValueGluedToItsLabelIsFound(FindingType type, String label, String value) {
        for (String after : new String[] {"", " on file", "\n", ", and"}) {
            String text = "The form says " + label + value + after;
            assertThat(Found.has(text, type))
                    .as("%s, found %s", text, Found.in(text))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PHONE,Phone 212-555-0147Email",
        "CARD,Card 4111111111111111Expires",
        "CARD,4111 1111 1111 1111Expires",
        "SSN,SSN 219-09-9999Phone"
    })
    void aValueGluedToTheNextLabelIsFound(FindingType type, String text) {
        assertThat(Found.has(text, type)).as("found %s", Found.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "part KX212-555-0147 is out of stock",
                "commit abc4111111111111111def",
                "see node2125550147 in the tree",
                "var x2190999999 = 1",
                "order_2125550147 was cancelled"
            })
    void digitsInACodeAreNoValue(String text) {
        assertThat(Found.in(text))
                .noneMatch(finding -> finding.type() == FindingType.PHONE
                        || finding.type() == FindingType.CARD
                        || finding.type() == FindingType.SSN);
    }
}
