package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EscapesTests {
    private static final List<IntFunction<String>> WAYS = List.of(
            EscapesTests::percent,
            c -> percent(c).toLowerCase(java.util.Locale.ROOT),
            c -> "&#" + c + ";",
            c -> "&#x" + Integer.toHexString(c) + ";",
            c -> "&#0" + c + ";",
            c -> String.format("\\u%04x", c),
            c -> String.format("\\\\u%04X", c),
            c -> "\\u{" + Integer.toHexString(c) + "}",
            c -> String.format("\\U%08x", c),
            c -> "&amp;#" + c + ";",
            c -> "&amp;amp;#" + c + ";",
            c -> percent(c).replace("%", "%25"),
            c -> "%26%23" + c + "%3B",
            c -> String.format("%%5Cu%04x", c));

    private static String percent(int c) {
        StringBuilder out = new StringBuilder();
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            out.append(String.format("%%%02X", b));
        }
        return out.toString();
    }

    private static String normal(String source) {
        NormalText text = NormalText.of(source, 0, source.length());
        return text.slice(0, text.length());
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL,jane.doe@mercy.org",
        "PHONE,(212) 555-0147",
        "SSN,219-09-9999",
        "CARD,4111 1111 1111 1111",
        "PERSON,Ms. Okafor",
        "PERSON,Mary Johnson"
    })
    void aValueIsFoundWhicheverOfItsCharactersAreEscapedAndItsSpanIsTheWholeOfIt(FindingType type, String value) {
        long seed = 7;
        Random random = new Random(seed);
        for (IntFunction<String> way : WAYS) {
            for (int round = 0; round < 40; round++) {
                StringBuilder escaped = new StringBuilder();
                for (char c : value.toCharArray()) {
                    boolean always = round == 0 || !Character.isLetterOrDigit(c);
                    escaped.append(always || random.nextInt(3) == 0 ? way.apply(c) : String.valueOf(c));
                }
                String text = "Please write to " + escaped + " today.";
                List<String> spans = new ArrayList<>();
                for (Finding finding : Found.in(text)) {
                    if (finding.type() == type) {
                        spans.add(normal(text.substring(finding.start(), finding.end())));
                    }
                }
                assertThat(spans)
                        .as("seed %d, %s", seed, text)
                        .anyMatch(span -> span.endsWith(value.substring(value.indexOf(' ') + 1)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "M&uuml;ller|Muller",
                "a&nbsp;b|a b",
                "%C3%A9|é",
                "%E9|é",
                "&commat;|@",
                "\\x40|@",
                "&#64|@",
                "2&shy;19|219",
                "2%E2%80%8B19|219",
                "\\ud83d\\ude00|\ud83d\ude00",
                "％40|@",
                "100% sure|100% sure",
                "a & b; c|a & b; c",
                "C:\\users\\unit|C:\\users\\unit",
                "%zz %4|%zz %4",
                "&unknown;|&unknown;",
                "&#;|&#;",
                "\\u12|\\u12"
            })
    void escapesAreUndoneAndNothingElseIs(String source, String plain) {
        assertThat(normal(source)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.2.3.4 GET /unsubscribe?email=jdoe%40mercy.org 200",
                "\"body\":\"<p>write to jane.doe&#64;mercy.org or &#40;212&#41; 555-0147</p>\"",
                "Dear Ms&nbsp;Okafor,<br>your visit is confirmed.",
                "user=jdoe\\u0040mercy.org"
            })
    void linesOfLogsAndPiecesOfPagesAreHeld(String text) {
        assertThat(Found.in(text)).isNotEmpty();
    }
}
