package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The work is counted in steps, not timed: it must stay below a fixed number for each unit of text. */
final class HostileTextTests {
    private static final int MEGABYTE = 1 << 20;
    private static final int STEPS_A_UNIT = 400;

    static List<String> hostile() {
        return List.of(
                "a",
                "A",
                "7",
                "-",
                "@",
                " ",
                "\n",
                ".",
                "=",
                "\"",
                "(",
                "\u200b",
                "é",
                "中",
                "\ud83d\ude00",
                "a@",
                "1-",
                "1 ",
                "1.",
                "1:",
                "a:",
                "::",
                "://",
                "x.y@",
                "-----BEGIN ",
                "eyJ",
                "AKIA",
                "name: ",
                "Mr. ",
                "A. ",
                "John ",
                "John,",
                "john ",
                "ssn ",
                "ssn 1,",
                "card 4111->",
                "account 12*",
                "1\" + \"",
                "1<b ",
                "1<!-- ",
                "ssn\n+1",
                "social 1.",
                "mrn,",
                "mrn;name;dob\n",
                "password=",
                "token=a1",
                "GB82 ",
                "GB82WEST",
                "dob ",
                "Jan ",
                "routing ",
                "cvv ",
                "isa*",
                "msh|",
                "salary ",
                "12 Main ",
                "Apt. ",
                "age 9",
                "social security ",
                "1a",
                "a1",
                "http://users/",
                "[doctor] ",
                "Van der ",
                "resourceType",
                "{\"a\":",
                "<a>",
                "\\u0041",
                "XXX-XX-",
                "\t",
                "name\t",
                "name\tssn\n",
                "\\n",
                "1234 5678 ",
                "12 rue ",
                "email at dot ",
                "call one ",
                "born june ",
                "Anna carried her ",
                "anna carried ",
                "my son anna ",
                "A/A MR ");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void oneThingRepeatedCostsLinearWork(String unit) {
        String text = unit.repeat((unit.length() == 1 ? MEGABYTE : MEGABYTE / 8) / unit.length());
        assertThat(Found.outcome(text).steps()).isLessThan((long) STEPS_A_UNIT * text.length());
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void twiceTheTextCostsAboutTwiceTheWork(String unit) {
        String text = unit.repeat(60_000 / unit.length());
        long once = Found.outcome(text).steps();
        long twice = Found.outcome(text + text).steps();
        assertThat(twice).isLessThan(once * 3 + 1000);
    }

    @Test
    void randomWellFormedTextNeverFailsADetector() {
        long seed = 99;
        Random random = new Random(seed);
        List<String> pieces = hostile();
        for (int round = 0; round < 400; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                text.append(
                        random.nextInt(3) == 0
                                ? Character.toString(random.nextInt(0xD800))
                                : pieces.get(random.nextInt(pieces.size())));
            }
            PatternTier.Outcome outcome = Found.outcome(text.toString());
            assertThat(outcome.reasons())
                    .as("seed %d round %d", seed, round)
                    .doesNotContain(dev.sluice.classifier.DegradedReason.DETECTOR_FAILED);
        }
    }
}
