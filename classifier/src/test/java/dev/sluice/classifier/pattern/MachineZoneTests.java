package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.FindingType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The specimens of ICAO Doc 9303. */
final class MachineZoneTests {
    private static final String NUMBER = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

    static List<String> zones() {
        return List.of(
                "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n" + NUMBER,
                "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
                "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6",
                "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<");
    }

    private static boolean isFound(String text) {
        return Found.in(text).stream()
                .anyMatch(finding ->
                        finding.recognizer().equals("passport-zone") && finding.type() == FindingType.PASSPORT);
    }

    @ParameterizedTest
    @MethodSource("zones")
    void aZoneIsFoundWithTheNameInIt(String zone) {
        for (String text : List.of(
                zone,
                "Scan:\n\n" + zone + "\n\nend",
                zone.replace("<", "&lt;"),
                zone.toLowerCase(java.util.Locale.ROOT))) {
            assertThat(isFound(text)).as(text).isTrue();
            assertThat(Found.in(text))
                    .as(text)
                    .anyMatch(finding ->
                            finding.recognizer().equals("passport-zone") && finding.type() == FindingType.PERSON);
        }
    }

    @Test
    void theNumbersLineAloneIsEnough() {
        assertThat(isFound("zone " + NUMBER)).isTrue();
    }

    /** Numbers of seven to nine digits, some with fillers, behind a line of names; and a card whose sex is not told. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n1234567<<4UTO7408122F1204159<<<<<<<<<<<<<<02",
                "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n12345678<8UTO7408122F1204159<<<<<<<<<<<<<<02",
                "P<D<<ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n1234567897D<<7408122<1204159<<<<<<<<<<<<<<06",
                "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122<1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
            })
    void aZoneThatBeginsWithDigitsIsFoundWithTheNameInIt(String zone) {
        for (String text : List.of(zone, "Scan:\n\n" + zone + "\n\nend", zone.replace("<", "&lt;"))) {
            assertThat(isFound(text)).as(text).isTrue();
            assertThat(Found.in(text))
                    .as(text)
                    .anyMatch(finding ->
                            finding.recognizer().equals("passport-zone") && finding.type() == FindingType.PERSON);
        }
    }

    @Test
    void everyWrongDigitOfACheckedPartIsNoticed() {
        for (int i : new int[] {1, 2, 3, 4, 5, 6, 8, 9, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27}) {
            for (char digit = '0'; digit <= '9'; digit++) {
                if (Character.isDigit(NUMBER.charAt(i)) && digit != NUMBER.charAt(i)) {
                    String wrong = NUMBER.substring(0, i) + digit + NUMBER.substring(i + 1);
                    assertThat(isFound("zone " + wrong)).as(wrong).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "std::map<std::string<<int<char>>>",
                "a<b<c<<d<<e<<f<<g<<h<<i<<j<<k<<l",
                "7408121F1204159UTO<<<<<<<<<<<6",
                "xL898902C36UTO7408122F1204159ZE184226B",
                "0000000000ABC0000000M0000000<<<<<<<<<<<<<<00"
            })
    void whatOnlyLooksAlikeIsNone(String text) {
        assertThat(Found.in(text)).noneMatch(finding -> finding.recognizer().equals("passport-zone"));
    }
}
