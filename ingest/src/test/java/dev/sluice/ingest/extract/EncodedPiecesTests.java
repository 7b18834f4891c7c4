package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks by content that is written as codes of characters, or encoded in pieces of which each is too short to tell. */
class EncodedPiecesTests {
    private static final String NOTE = "Patient John Smith, SSN 078-05-1120, has HIV.";
    private static final String HEAD = "The garden opens at nine.\n";
    private static final HexFormat HEX = HexFormat.of();

    private static Extraction read(String content) {
        Collected collected = new Collected(ExtractionSettings.defaults());
        collected.mediaType(PlainText.read(
                content, "", PartKind.DOCUMENT, "", Optional.empty(), Optional.empty(), 20_000_000, collected));
        return collected.finish(java.time.Duration.ZERO);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(17).nextBytes(noise);
        return noise;
    }

    private static String codes(String text, String separator, IntFunction<String> code) {
        return text.chars().mapToObj(code).collect(Collectors.joining(separator));
    }

    private static List<String> cut(String text, int width) {
        List<String> cut = new ArrayList<>();
        for (int i = 0; i < text.length(); i += width) {
            cut.add(text.substring(i, Math.min(text.length(), i + width)));
        }
        return cut;
    }

    static List<String> codesOfCharacters() {
        IntFunction<String> bits =
                c -> String.format("%8s", Integer.toBinaryString(c)).replace(' ', '0');
        String decimal = codes(NOTE, " ", Integer::toString);
        return List.of(
                decimal,
                codes(NOTE, ",", Integer::toString),
                codes(NOTE, "\n", Integer::toString),
                "{\"type\":\"Buffer\",\"data\":[" + codes(NOTE, ",", Integer::toString) + "]}",
                codes(NOTE, " ", bits),
                codes(NOTE, "", bits),
                "\\" + codes(NOTE, "\\", "%03o"::formatted),
                codes(NOTE, " ", "%o"::formatted),
                codes(codes(NOTE, " ", Integer::toString), " ", Integer::toString),
                Base64.getEncoder().encodeToString(decimal.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @MethodSource("codesOfCharacters")
    void codesOfCharactersAreReadAsText(String codes) {
        Extraction extraction = read(codes.startsWith("{") ? codes : HEAD + codes);

        assertThat(extraction.text().canonical()).contains(NOTE);
        assertThat(extraction.unread()).isEmpty();
    }

    private static String list(List<String> strings) {
        return "{\"note\":\"x\",\"data\":[\"" + String.join("\",\"", strings) + "\"]}";
    }

    private static String dump(byte[] bytes, String between) {
        StringBuilder dump = new StringBuilder();
        for (int i = 0; i < bytes.length; i += 16) {
            String digits = HEX.formatHex(bytes, i, Math.min(bytes.length, i + 16));
            dump.append("%08x: ".formatted(i))
                    .append(String.join(" ", cut(digits, between.equals("word") ? 4 : 2)))
                    .append("  ................\n");
        }
        return dump.toString();
    }

    private static List<String> pieces(byte[] bytes) {
        String base64 = Base64.getEncoder().encodeToString(bytes);
        return List.of(
                HEAD + String.join("\n", cut(base64, 36)),
                list(cut(base64, 60)),
                list(cut(base64, 30)),
                HEAD + String.join("\n", cut(HEX.formatHex(bytes), 32)),
                HEAD + "> " + String.join("\n> ", cut(base64, 62)),
                HEAD + String.join(" ", cut(base64, 16)),
                HEAD + String.join("\n\n", cut(base64, 60)),
                HEAD + "x = \"" + String.join("\" +\n    \"", cut(base64, 48)) + "\";",
                HEAD + dump(bytes, "pair"),
                HEAD + dump(bytes, "word"),
                HEAD + HEX.withDelimiter(":").formatHex(bytes),
                HEAD + "{ " + HEX.withPrefix("0x").withDelimiter(", ").formatHex(bytes) + " }");
    }

    static List<String> unreadable() {
        List<String> unreadable = new ArrayList<>(pieces(noise(900)));
        byte[] bytes = noise(900);
        unreadable.add(IntStream.range(0, bytes.length)
                .mapToObj(i -> Integer.toString(bytes[i] & 0xFF))
                .collect(Collectors.joining(",", HEAD, "")));
        return unreadable;
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void manyShortPiecesOfBytesAreUnread(String text) {
        assertThat(read(text).unread()).containsExactly(UnreadReason.UNSUPPORTED);
    }

    static List<String> readable() {
        return pieces((NOTE + " The rest of it is about beds, paths and trees in the garden.")
                .getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void textInShortPiecesIsRead(String text) {
        Extraction extraction = read(text);

        assertThat(extraction.text().canonical()).contains(NOTE);
        assertThat(extraction.unread()).isEmpty();
    }

    static List<String> ordinary() {
        Random random = new Random(3);
        String uuids = IntStream.range(0, 40)
                .mapToObj(i -> new UUID(random.nextLong(), random.nextLong()).toString())
                .collect(Collectors.joining("\n"));
        String digests = IntStream.range(0, 20)
                .mapToObj(i -> HEX.formatHex(noise(36), i, i + 16))
                .collect(Collectors.joining("\n"));
        String objects = IntStream.range(0, 40)
                .mapToObj(i -> "64b7f0c2e1" + HEX.formatHex(noise(60), i, i + 7))
                .collect(Collectors.joining("\",\""));
        String modulus = String.join("\n    ", cut(HEX.withDelimiter(":").formatHex(noise(256)), 45));
        String figures = random.ints(600, 10, 100).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        String years = random.ints(400, 1900, 2100).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        String numbers = random.ints(400, 10_000_000, 99_999_999)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
        return List.of(
                "Requests:\n" + uuids + "\n",
                "MD5 checksums:\n" + digests + "\n",
                "{\"items\":[\"" + objects + "\"]}",
                "    Modulus:\n    " + modulus + "\n    Exponent: 65537",
                "Measured values\n" + figures,
                "Measured values\n" + figures.replace(' ', '\n'),
                "Years " + years,
                "Order numbers " + numbers + "\n" + numbers.replace(' ', '\n'),
                ("import static org.example.Names;\nshouldReturnTheSameAnswerWhenSentTwice2()\n"
                                + "AbstractWidgetFactoryBean2Tests\nDefaultListableBeanFactory3\nHttp2ServerInitializer\n")
                        .repeat(8),
                "Pulse by day\n"
                        + random.ints(300, 55, 100).mapToObj(Integer::toString).collect(Collectors.joining("\n")),
                "date,pulse\n"
                        + random.ints(60, 55, 100)
                                .mapToObj(p -> "2026-01-02," + p)
                                .collect(Collectors.joining("\n")),
                "[" + random.ints(900, 0, 101).mapToObj(Integer::toString).collect(Collectors.joining(",")) + "]",
                "ACGTTGCAAGTC\nGGTTAACCTTGA\n".repeat(60),
                "Serial MX-4471-AA12-9981\nSerial MX-4471-AB12-9982\n".repeat(30));
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void listsOfFiguresNamesAndIdentifiersStandForThemselves(String text) {
        Extraction extraction = read(text);

        assertThat(extraction.unread()).isEmpty();
        assertThat(extraction.text().segments())
                .allSatisfy(segment -> assertThat(segment.path()).doesNotStartWith("encoded"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Ab1Cd2Ef3Gh4", "Ab1Cd2Ef3Gh4\n", "a: Ab1Cd2Ef3Gh4\n", "0a ", "0a: ", "0a1b ", "80 ", "> \n"})
    void longTextsOfPiecesAreReadInOnePass(String piece) {
        assertThat(EncodedRuns.in(piece.repeat(3_000_000 / piece.length())).decoded())
                .isNotNull();
    }
}
