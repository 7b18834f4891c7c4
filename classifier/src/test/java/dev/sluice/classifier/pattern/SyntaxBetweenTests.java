package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number that a program, a page or a terminal puts together is one number. */
class SyntaxBetweenTests {
    private static final String BEFORE = "The release adds an index and fixes three bugs in the parser.\n";
    private static final String AFTER = "\nPlease review the notes before the meeting.\n";

    private static List<FindingType> types(String text) {
        return Found.in(BEFORE + text + AFTER).stream().map(Finding::type).toList();
    }

    @Test
    void anAddressWithEscapedSignsIsFound() {
        assertThat(types("jane.doe\\@miller-clinic\\.org")).contains(FindingType.EMAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "219_09_9998",
                "SSN 219_09_9998",
                "ssn: !!int 219_099_998",
                "219**-**09**-**9998",
                "219\\-09\\-9998",
                "`219`-`09`-`9998`",
                "219~~-~~09~~-~~9998",
                "219'''-09-'''9998",
                "219<b>-09-</b>9998",
                "219<span style=\"color: red\">-</span>09-9998",
                "219<!-- x -->-09-<!-- y -->9998",
                "SSN: 219\\,09\\,9998",
                "value = \"219\" + \"-09-\" + \"9998\";",
                "const char *ssn = \"219\" \"-09-\" \"9998\";",
                "$ssn = \"219\".\"-09-\".\"9998\";",
                "ssn = '219' & '-09-' & '9998'",
                "ssn = (\"219-\"\n       \"09-\"\n       \"9998\")",
                "ssn = \"-\".join([\"219\",\"09\",\"9998\"])",
                "ssn = [2,1,9,0,9,9,9,9,8]",
                "ssn = \"%s-%s-%s\" % (219, \"09\", 9998)",
                "+SSN:\n+219-\n+09-\n+9998",
                "// SSN 219-\n// 09-\n// 9998",
                "# SSN 219-\n# 09-\n# 9998",
                "int n = 1; // SSN 219-\n// 09-\n// 9998",
                "SSN: 219[31m-09-[0m9998",
                "SSN: 219\u001b[31m-09-\u001b[0m9998",
                "SSN=219-09\\\n-9998",
                "ssn=219-\\\n   09-\\\n   9998",
                "SSN 219:09:9998",
                "SSN 219, 09, 9998",
                "SSN 219*09*9998",
                "SSN 219->09->9998",
                "Social Security number\n219,099,998\n",
                "SSN 219~09~9998",
                "SSN 219 dash 09 dash 9998",
                "{\"ssn\": 2.19099998e8, \"v\": 3}",
                "id,ssn,score\n1,2.19099998E+08,3\n2,2.19099997E+08,4\n",
                "id;ssn;score\n1;219,099,998;3\n2;219,099,997;4\n"
            })
    void aSocialSecurityNumberWithSyntaxBetweenItsDigitsIsFound(String text) {
        assertThat(types(text)).as(text).contains(FindingType.SSN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "card: 4111 / 1111 / 1111 / 1111",
                "card 4111:1111:1111:1111",
                "card = \"4111\" + \"1111\" + \"1111\" + \"1111\"",
                "Visa 4111**-**1111**-**1111**-**1111",
                "card 4111 dash 1111 dash 1111 dash 1111",
                "card = [4,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]"
            })
    void aCardWithSyntaxBetweenItsDigitsIsFound(String text) {
        assertThat(types(text)).as(text).contains(FindingType.CARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account 4471*0023*9981", "Account number: 4471~0023~9981", "account no. 4471->0023->9981"})
    void anAccountWithSyntaxBetweenItsDigitsIsFound(String text) {
        assertThat(Found.in(BEFORE + text + AFTER)).as(text).isNotEmpty();
    }

    /** What every recognizer finds by the digits in it is found with marks between them. */
    @Test
    void whatARecognizerFindsItFindsWithMarksBetweenTheDigits() {
        List<UnaryOperator<String>> marks = List.of(
                value -> value.replaceAll("(?<=\\d)-(?=\\d)", "**-**"),
                value -> value.replaceAll("(?<=\\d)-(?=\\d)", "\\\\\\\\-"),
                value -> value.replaceAll("(?<=\\d)-(?=\\d)", "<b>-</b>"),
                value -> value.replaceAll("(?<=\\d)(?=\\d-)", "\u001b[1m"),
                value -> value.replaceAll("(?<=\\d)-(?=\\d)", "\" + \"-"));
        int tried = 0;
        for (MarkedText example : RecognizerExamples.found()) {
            String value = example.text().substring(example.start(), example.end());
            if (!value.matches("[\\d-]{9,20}") || !value.contains("-")) {
                continue;
            }
            for (UnaryOperator<String> mark : marks) {
                String text = example.text().substring(0, example.start())
                        + mark.apply(value)
                        + example.text().substring(example.end());
                tried++;
                assertThat(Found.in(text).stream().map(Finding::type)).as(text).contains(example.type());
            }
        }
        assertThat(tried).isGreaterThanOrEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The account grew from 12, 15 and 20 to 219,099,998 dollars.",
                "Social spending was $219,099,998 in the year.",
                "The social network has 219,099,998 members, and its account holds 100,000,000 dollars.",
                "The account for 2022, 2023 and 2024 is closed; account 2021, 2022.",
                "assert 10**9 + 7 == 1_000_000_007",
                "x = [1, 2, 3] + [219, 9, 98]",
                "`219` and `09` and `9998` are three numbers",
                "The card game has 4 suits, 13 ranks, 52 cards, 2 jokers, 54 in all.",
                "mass = 1.98847E+30, charge = 1.602176634e-19, speed = 2.99792458E+08"
            })
    void otherNumbersStayApart(String text) {
        assertThat(types(text)).as(text).isEmpty();
    }
}
