package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Segment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alphabets and encodings that a model reads: each is decoded or makes the document incomplete. */
class OtherEncodingsTests {
    private static final String NOTE = "Patient John Miller, SSN 219-09-9998, was diagnosed with HIV in March.";
    private static final String BEFORE = "The release adds a faster index. Please review the notes. ";
    private static final String AFTER = "\nThe meeting is on the third floor.\n";
    private static final String RFC_1924 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
    private static final String Z85 =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

    private static Extraction read(String text) {
        Collected collected = new Collected(ExtractionSettings.defaults());
        collected.mediaType(PlainText.read(
                text, "", PartKind.DOCUMENT, "", Optional.empty(), Optional.empty(), 20_000_000, collected));
        return collected.finish(Duration.ZERO);
    }

    private static void assertDecoded(String encoded, String expected) {
        assertThat(read(BEFORE + encoded + AFTER).text().canonical())
                .as(encoded)
                .contains(expected);
        assertThat(read(encoded).text().canonical()).as(encoded).contains(expected);
    }

    private static void assertUnread(String text) {
        assertThat(read(BEFORE + text + AFTER).complete()).as(text).isFalse();
    }

    private static void assertClean(String text) {
        Extraction extraction = read(BEFORE + text + AFTER);
        assertThat(extraction.unread()).as(text).isEmpty();
        assertThat(extraction.text().segments()).as(text).hasSize(1);
    }

    private static String base85(byte[] bytes, String alphabet) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < bytes.length; i += 4) {
            long group = 0;
            for (int at = i; at < i + 4; at++) {
                group = group << 8 | (at < bytes.length ? bytes[at] & 0xFF : 0);
            }
            char[] digits = new char[5];
            for (int n = 4; n >= 0; n--, group /= 85) {
                digits[n] = alphabet.charAt((int) (group % 85));
            }
            out.append(digits, 0, Math.min(4, bytes.length - i) + 1);
        }
        return out.toString();
    }

    private static String ascii85() {
        StringBuilder alphabet = new StringBuilder();
        for (char c = '!'; c <= 'u'; c++) {
            alphabet.append(c);
        }
        return alphabet.toString();
    }

    private static String uuencoded(byte[] bytes, char zero) {
        StringBuilder out = new StringBuilder();
        for (int line = 0; line < bytes.length; line += 45) {
            int size = Math.min(45, bytes.length - line);
            out.append((char) (' ' + size));
            for (int i = line; i < line + size; i += 3) {
                int group = 0;
                for (int at = i; at < i + 3; at++) {
                    group = group << 8 | (at < line + size ? bytes[at] & 0xFF : 0);
                }
                for (int shift = 18; shift >= 0; shift -= 6) {
                    int value = group >> shift & 0x3F;
                    out.append(value == 0 ? zero : (char) (' ' + value));
                }
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);
        return noise;
    }

    private static String each(String text, String form, String separator) {
        return text.chars().mapToObj(c -> String.format(form, c)).collect(Collectors.joining(separator));
    }

    private static String moved(String text, int first) {
        return text.codePoints()
                .mapToObj(c -> Character.isLetter(c) ? Character.toString(Character.toUpperCase(c) - 'A' + first) : " ")
                .collect(Collectors.joining());
    }

    private static String bits(String text, int zero, int one) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> {
            for (int bit = 7; bit >= 0; bit--) {
                out.appendCodePoint((c >> bit & 1) == 0 ? zero : one);
            }
        });
        return out.toString();
    }

    @Test
    void base85WithoutItsBordersIsRead() {
        for (String alphabet : List.of(ascii85(), RFC_1924, Z85)) {
            String encoded = base85(bytes(NOTE), alphabet);
            assertDecoded(encoded, NOTE);
            assertDecoded(encoded + "~>", NOTE);
            assertThat(read("x=\"" + encoded + "\"").text().canonical()).contains("SSN 219-09-9998");
            for (int width : new int[] {10, 19, 30}) {
                assertThat(read(encoded.replaceAll("(.{" + width + "})", "$1\n"))
                                .text()
                                .canonical())
                        .contains(NOTE);
            }
        }
    }

    @Test
    void uuencodeWithoutItsFirstLineIsRead() {
        for (char zero : new char[] {' ', '`'}) {
            assertDecoded(uuencoded(bytes(NOTE), zero), NOTE);
            assertDecoded(uuencoded(bytes("SSN 219-09-9998"), zero), "SSN 219-09-9998");
        }
    }

    @Test
    void bytesThatGiveNoTextAreUnread() {
        for (String alphabet : List.of(ascii85(), RFC_1924, Z85)) {
            assertUnread(base85(noise(300), alphabet));
            assertUnread(base85(noise(60), alphabet) + "~>");
        }
        assertUnread(base85(noise(600), ascii85()).replaceAll("(.{72})", "$1\n"));
        assertUnread(uuencoded(noise(200), '`'));
    }

    @Test
    void codesOfCharactersInOtherFormsAreRead() {
        String reversed = new StringBuilder(HexFormat.of().formatHex(bytes(NOTE)))
                .reverse()
                .toString();
        assertDecoded(reversed, NOTE);
        assertDecoded(each(NOTE, "U+%04X", " "), NOTE);
        assertDecoded(each(NOTE, "U+%04X", ""), NOTE);
        assertDecoded(each(NOTE, "\\%x", " "), NOTE);
        assertDecoded(each(NOTE, "\\%06x", ""), NOTE);
        assertDecoded("content:\"\\53\\53\\4e \\32\\31\\39-09-9998\"", "SSN 219-09-9998");
        String bits = NOTE.chars()
                .mapToObj(c -> String.format("%7s", Integer.toBinaryString(c)).replace(' ', '0'))
                .collect(Collectors.joining(" "));
        assertDecoded(bits, NOTE);
        assertDecoded(bits.replace(" ", ""), NOTE);
    }

    @Test
    void aSentenceMovedBy47PlacesIsRead() {
        StringBuilder turned = new StringBuilder();
        NOTE.chars().forEach(c -> turned.append((char) (c == ' ' ? c : (c - 33 + 47) % 94 + 33)));
        assertDecoded(turned.toString(), NOTE);
    }

    @Test
    void signsThatNobodySeesAreUnread() {
        String value = "219-09-9998";
        assertUnread("Nice day \ud83d\ude00"
                + value.codePoints()
                        .mapToObj(c -> Character.toString(0xE0100 + c - 16))
                        .collect(Collectors.joining()));
        assertUnread("a" + bits(value, 0xFE00, 0xFE01));
        assertUnread("day" + bits(value, 0x200B, 0x200C) + " night");
        assertUnread("day" + bits("2", 0x2060, 0xFEFF) + "night");
        assertUnread("a nice day in a nice house".replaceAll("(?<=[a-z])(?=[a-z])", "\u200b")
                + " and it was not so cold".replaceAll("(?<=[a-z])(?=[a-z])", "\u200c"));
        assertUnread("a nice day in a nice house and so on".replaceAll(" ", " \u200b\u200c\u200c"));
        assertUnread("a nice day, a nice house, and, so, on, and, on".replaceAll(",", ",\u200b\u200c\u2060"));
        assertUnread("1, 2, 3, 4, 5, 6, 7, 8".replaceAll("(?<=\\d)", "\ufe07"));
    }

    @Test
    void alphabetsOfSignsAreUnread() {
        assertUnread("\u280f\u2801\u281e\u280a\u2811\u281d\u281e \u281a\u2815\u2813\u281d");
        assertUnread("\u283c\u2803\u2801\u280a\u2824\u283c\u281a\u280a\u2824\u283c\u280a\u280a\u280a\u2813");
        assertUnread(
                "\u280f\u2801\u281e\u280a\u2811 and then ".repeat(3) + "\u281d\u281e\u281a\u2815 and then ".repeat(3));
        assertUnread(moved("Patient John Miller", 0x1F1E6));
        assertUnread(moved("Miller", 0x1F1E6)
                .codePoints()
                .mapToObj(Character::toString)
                .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I \u2764\ufe0f it \u2600\ufe0f\u2600\ufe0f\u2600\ufe0f\u2600\ufe0f\u2600\ufe0f\u2600\ufe0f\u2600\ufe0f\u2600\ufe0f\u2600\ufe0f 1\ufe0f\u20e3 2\ufe0f\u20e3",
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66 \ud83c\udff3\ufe0f\u200d\ud83c\udf08",
                "\ud83c\uddfa\ud83c\uddf8\ud83c\udde9\ud83c\uddea\ud83c\uddeb\ud83c\uddf7\ud83c\uddee\ud83c\uddf9\ud83c\uddea\ud83c\uddfa \ud83c\uddef\ud83c\uddf5",
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u0646\u0645\u06cc\u200c\u062f\u0627\u0646\u0645 \u06a9\u062a\u0627\u0628\u200c\u0647\u0627",
                "\u0915\u094d\u200d\u0937 \u0930\u094d\u200d\u092f \u0c95\u0ccd\u200c\u0cb7",
                "\u8fba\udb40\udd00\u8fba\udb40\udd01 \u845b\udb40\udd00",
                "Auf\u200clage, Kauf\u200cleute, Schiff\u200cfahrt",
                "news\u034f\u200c\u034f\u200c\u034f\u200c\u034f\u200c\u034f\u200c\u034f\u200c\u034f\u200c and\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b more",
                "const frames = ['\u280b','\u2819','\u2839','\u2838','\u283c','\u2834','\u2826','\u2827','\u2807','\u280f'];",
                "spinner = \"\u280b\u2819\u2839\u2838\u283c\u2834\u2826\u2827\u2807\u280f\"",
                "if(a[i]!==b[i]&&!c.d(e,{f:1,g:[2,3]})||h){return j.K(l=>({...l,m:n?.o??p(q)}),\"R\")+`${s}`;}function t(U){for(;;);}var v=/^[a-z0-9._%+-]+@[A-Z]+$/i",
                "https://example.org/search?q=a%20b&lang=en&page=2&sort=Name#Results(1)~all;jsessionid=0A1B2C3D4E5F6071",
                "$2y$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "MAKE SURE THAT EVERY LINE OF THE TABLE IS IN CAPITALS, AND AGAIN\nMAKE SURE THAT EVERY LINE OF THE TABLE IS IN CAPITALS, AND AGAIN",
                "C:\\temp\\2024\\new, \\alpha + \\beta = \\gamma_{12}, \\1\\2\\3",
                "The plus sign is U+002B and the minus sign is U+2212.",
                "12:34:56 23:45:57 ?a=2&b=3 2024-05-06 78:9 = 45 @ 6:7 @ 8:9",
                "private static final long STACK_BYTES = 64L << 20;",
                "if (A.B >= C.D && E == F) { G = H ? I : J; K += 23 * (A - 5); }",
                "masks 1111000 0001111, 1010101 and 0000001"
            })
    void ordinaryTextStaysClean(String text) {
        assertClean(text);
    }

    @Test
    void figuresThatDecodeToThemselvesAreToldOnce() {
        assertThat(read(BEFORE + "print(one / 3)  # 0.3333333333333333333333333333" + AFTER)
                        .unread())
                .isEmpty();
    }

    @Test
    void textThatIsGivenIsLookedThroughAsADocumentIs() {
        GivenText question = GivenText.of(
                "task",
                List.of(new Segment("task", "question", base85(bytes(NOTE), RFC_1924)), new Segment("task", "n", "3")));
        assertThat(question.segments()).extracting(Segment::text).contains(NOTE);
        assertThat(question.unread()).isEmpty();

        GivenText packed = GivenText.of("task", List.of(new Segment("task", "schema", base85(noise(300), Z85))));
        assertThat(packed.unread()).containsExactly(UnreadReason.UNSUPPORTED);
        assertThat(packed.parts()).extracting(CoveragePart::path).containsExactly("task/encoded");

        GivenText plain = GivenText.of("", List.of(new Segment("", "", "What is the due date?")));
        assertThat(plain.parts()).isEmpty();
        assertThat(plain.segments()).hasSize(1);
    }

    /** What takes more than linear time does not come to its end here. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void oneThingRepeatedIsLookedAtInLinearTime() {
        for (String unit :
                List.of("M", "~>", "\\31 ", "U+0031", "\u280b", "\u200b\u200c\u200d", "?:@=2", "#aA1", "#aA1%b\n")) {
            assertThat(read(unit.repeat(2_000_000 / unit.length())).text().length())
                    .isPositive();
        }
    }
}
