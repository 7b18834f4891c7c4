package dev.sluice.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharacterCodesTests {
    private static final String NOTE = "Patient John Smith, SSN 078-05-1120, has HIV.";
    private static final long SEED = System.nanoTime();

    private static String codes(String text, String separator, IntFunction<String> code) {
        return text.chars().mapToObj(code).collect(Collectors.joining(separator));
    }

    private static String bits(int c) {
        return String.format("%8s", Integer.toBinaryString(c)).replace(' ', '0');
    }

    private static String sevenBits(int c) {
        return bits(c).substring(1);
    }

    static List<String> encoded() {
        return List.of(
                codes(NOTE, " ", Integer::toString),
                codes(NOTE, ",", Integer::toString),
                codes(NOTE, ", ", Integer::toString),
                codes(NOTE, "-", Integer::toString),
                codes(NOTE, "\n", Integer::toString),
                codes(NOTE, ";\t", Integer::toString),
                codes(NOTE, " ", "%03d"::formatted),
                codes(NOTE, "", "%03d"::formatted),
                "data: " + codes(NOTE, "\ndata: ", Integer::toString),
                "chr(" + codes(NOTE, ") + chr(", Integer::toString) + ")",
                codes(NOTE, " ", CharacterCodesTests::bits),
                codes(NOTE, "\n", CharacterCodesTests::bits),
                codes(NOTE, "", CharacterCodesTests::bits),
                codes(NOTE, " ", CharacterCodesTests::sevenBits),
                codes(NOTE, "", CharacterCodesTests::sevenBits),
                codes(NOTE, "", CharacterCodesTests::sevenBits) + "0100000".repeat(11),
                "0b" + codes(NOTE, ", 0b", CharacterCodesTests::bits),
                "\\" + codes(NOTE, "\\", "%03o"::formatted),
                codes(NOTE, " ", "%o"::formatted),
                "0o" + codes(NOTE, ", 0o", "%o"::formatted),
                "12 45 99 101 7 33 250 18 61 77 90 3 44 55 66 88 99 100 121 15 ".repeat(5)
                        + codes(NOTE, " ", Integer::toString)
                        + " 12 45 99 101 7 33 250 18 61 77 90 3 44 55 66 88 99 100 121 15".repeat(5));
    }

    @ParameterizedTest
    @MethodSource("encoded")
    void textInCodesIsRead(String codes) {
        assertThat(CharacterCodes.in("The garden opens at nine.\n" + codes + "\nIt closes at 18 on 7 days."))
                .anySatisfy(run -> assertThat(run.text()).contains(NOTE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jane Q. Public",
                "SSN 078-05-1120",
                "Name: Zoe Knox",
                "078-05-1120",
                "(415) 555-0132",
                "1970-01-31",
                "johnsmithhashiv",
                "{\"name\":\"Jane Doe\"}",
                "jane.doe@example.org",
                "4111 1111 1111 1111",
                "DE89 3704 0044 0532 0130 00",
                "80 97 116 105 101 110 116",
                "José Ñandú hat Grippe",
                "У Ивана диабет"
            })
    void fewCodesAreEnough(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String codes = IntStream.range(0, bytes.length)
                .mapToObj(i -> Integer.toString(bytes[i] & 0xFF))
                .collect(Collectors.joining(" "));

        assertThat(CharacterCodes.in("Rows " + codes))
                .anySatisfy(run -> assertThat(run.text()).isEqualTo(text));
    }

    @Test
    void aRunBeginsAndEndsWithItsCodes() {
        String codes = codes(NOTE, " ", Integer::toString);

        assertThat(CharacterCodes.in("a " + codes + " b"))
                .containsExactly(new CharacterCodes.Run(2, 2 + codes.length(), NOTE));
    }

    @Test
    void packedBytesAsNumbersSayNothing() {
        Random random = new Random(SEED);
        String bytes = random.ints(900, 0, 256).mapToObj(Integer::toString).collect(Collectors.joining(","));

        assertThat(CharacterCodes.in("data: [" + bytes + "]"))
                .as("seed %d", SEED)
                .anySatisfy(run -> assertThat(run.text()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "72 101 108",
                "2026-11-23 17:24:17, 10.20.30.40, 192.168.1.77",
                "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36",
                "65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90",
                "97 98 99 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120",
                "80 80 80 80 80 80 80 80 80 80 80 80 80 80 80 80",
                "00000001 00000010 00000100 00001000 00010000 00100000 01000000 10000000 00000001 00000010",
                "60 62 61 70 72 75 64 61 68 80 88 91 77 64 63 62 61 60 74 78 79 71 60",
                "chmod 644 755 600 640 700 750 755 644 644 644 600 640 755"
            })
    void figuresAreNoCodes(String text) {
        assertThat(CharacterCodes.in(text)).isEmpty();
    }

    /** Ages, pulses, blood pressures, percentages, temperatures: tables of twenty to two hundred rows. */
    @Test
    void columnsOfFiguresAreSeldomTakenForCodes() {
        Random random = new Random(SEED);
        int[][] ranges = {{18, 90}, {50, 100}, {60, 90}, {65, 90}, {90, 140}, {97, 122}, {0, 100}, {32, 110}, {9, 126}};
        int taken = 0;
        for (int round = 0; round < 900; round++) {
            int[] range = ranges[round % ranges.length];
            int rows = 20 + random.nextInt(180);
            StringBuilder column = new StringBuilder("value\n");
            for (int i = 0; i < rows; i++) {
                boolean bell = round % 2 == 0;
                double share = bell
                        ? (random.nextDouble() + random.nextDouble() + random.nextDouble()) / 3
                        : random.nextDouble();
                column.append(range[0] + (int) (share * (range[1] - range[0] + 1)))
                        .append('\n');
            }
            taken += CharacterCodes.in(column).isEmpty() ? 0 : 1;
        }

        assertThat(taken).as("of 900 columns, seed %d", SEED).isLessThan(9);
    }

    @Test
    void longTextsOfNumbersAreReadInOnePass() {
        for (String part : List.of("80 ", "80, 300 ", "a: 80\n", "80 a: 80 b: ", "1", "0b01010000 ", "9")) {
            CharacterCodes.in(part.repeat(2_000_000 / part.length()));
        }
    }
}
