package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.FindingType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the end of a line parts is found as if it stood on one; columns of figures are no numbers. */
final class LineWrapTests {
    private static final List<String> ENDS = List.of("\n", "\r\n", "\n    ", " \n", "\n> ");

    /** The text with the value broken at each of its spaces and behind each of its hyphens, slashes and dots. */
    private static List<String> broken(String before, String value, String after) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i < value.length() - 1; i++) {
            char c = value.charAt(i);
            for (String end : ENDS) {
                if (c == ' ') {
                    texts.add(before + value.substring(0, i) + end + value.substring(i + 1) + after);
                } else if (c == '-' || c == '/') {
                    texts.add(before + value.substring(0, i + 1) + end + value.substring(i + 1) + after);
                }
            }
        }
        return texts;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SSN|Patient SSN: |219-09-9999|' on file'",
                "SSN|the number |219-09-9999|' was given'",
                "SSN|Patient SSN: |219 09 9999|' on file'",
                "PHONE|Please call |212-555-0147|' before noon'",
                "PHONE|Please call |(212) 555-0147|' before noon'",
                "PHONE|Phone: |212 555 0147|' before noon'",
                "PHONE|Please call |+49 30 5557 0147|' before noon'",
                "CARD|Charge it to |4111 1111 1111 1111|' today'",
                "CARD|Charge it to |4111-1111-1111-1111|' today'",
                "IBAN|Pay to |DE89 3704 0044 0532 0130 00|' today'",
                "MRN|MRN: |4471-9920-11|' admitted'",
                "DATE_OF_BIRTH|Date of birth: |03/12/1980|' at home'",
                "DATE_OF_BIRTH|born on |12 March 1980|' at home'",
                "EMAIL|write to |j.doe@mercy-health.org|' today'",
                "NATIONAL_ID|NHS number: |943 476 5919|' on file'",
                "URL|see https://portal.org|/patients/12345|' for more'"
            })
    void aValueIsFoundWhereverItsLineEnds(FindingType type, String before, String value, String after) {
        assertThat(broken(type == FindingType.URL ? before : before + " ", value, after))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(Found.has(text, type))
                        .as("%s, found %s", text, Found.in(text))
                        .isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMAIL|write to jane.doe@|mercy.org today",
                "EMAIL|write to jane.doe@mercy.|org today",
                "EMAIL|write to jane.doe@merc|y.org today",
                "IBAN|Pay to DE893704004|40532013000 today",
                "CARD|Card number 41111111|11111111 today",
                "SSN|SSN 21909|9999 on file",
                "SSN|SSN 219-09|-9999 on file",
                "PHONE|call 212-555|-0147 today",
                "SSN|SSN 219-09-\u00ad|9999 on file"
            })
    void aValueIsFoundThatALineEndsWithin(FindingType type, String first, String second) {
        assertThat(ENDS.stream().filter(end -> !end.startsWith(" ") && !end.contains(">")))
                .allSatisfy(
                        end -> assertThat(Found.has(first + end + second, type)).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sizes\n212\n555\n0147\n",
                "years\n2019\n2020\n2021\n2022\n",
                "4111\n1111\n\n1111\n1111\n",
                "width 212\n555 8347\n",
                "123 45\n6789 10\n",
                "a list\n12-\n13-\n14-\n",
                "The value is 5.\n2024 was better, and 555 of 1234 agreed.\n"
            })
    void columnsOfFiguresAreNoNumbers(String text) {
        assertThat(Found.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one - \ntwo", "-\nx", "a\n-b", "a-\n\nb", "a-\n-b", "a -\nb", "or/\nand", "1-"})
    void aLineThatOnlyEndsWithASignIsKept(String text) {
        NormalText normal = NormalText.of(text, 0, text.length());
        assertThat(normal.slice(0, normal.length())).isEqualTo(text);
    }
}
