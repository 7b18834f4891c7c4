package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Attacks on the promise that nobody clears what stands encoded in a text. */
class EncodedContentTests {
    private static final String NOTE =
            "Patient Jane Doe, born 1970-01-31, MRN 4471023, was admitted with acute pancreatitis and discharged on "
                    + "the fourth day. Follow-up with Dr. Ann Example in two weeks. Insurance member id XQZ-998-1123. "
                    + "Allergic to penicillin; takes metformin and lisinopril every morning.";
    private static final HexFormat HEX = HexFormat.of();

    private static Extraction read(String content) {
        Collected collected = new Collected(ExtractionSettings.defaults());
        collected.mediaType(PlainText.read(
                content, "", PartKind.DOCUMENT, "", Optional.empty(), Optional.empty(), 20_000_000, collected));
        return collected.finish(java.time.Duration.ZERO);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(String text) {
        return HEX.formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base32(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        StringBuilder bits = new StringBuilder(new BigInteger(1, bytes).toString(2));
        while (bits.length() < bytes.length * 8) {
            bits.insert(0, '0');
        }
        while (bits.length() % 5 != 0) {
            bits.append('0');
        }
        for (int i = 0; i < bits.length(); i += 5) {
            out.append(alphabet.charAt(Integer.parseInt(bits, i, i + 5, 2)));
        }
        return out.toString();
    }

    private static void assertDecoded(String content, String expected) {
        Extraction extraction = read(content);
        assertThat(extraction.text().canonical()).contains(expected);
        assertThat(extraction.unread()).isEmpty();
        assertThat(extraction.text().segments())
                .anySatisfy(segment -> assertThat(segment.path()).startsWith("encoded"));
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(11).nextBytes(noise);
        return noise;
    }

    @Test
    void aNoteInAnyEncodingIsReadAsWell() {
        assertDecoded("{\"data\":\"" + base64(NOTE) + "\"}", NOTE);
        assertDecoded("See " + base64(NOTE).replace('+', '-').replace('/', '_').replace("=", ""), NOTE);
        assertDecoded("See " + hex(NOTE), NOTE);
        assertDecoded("See " + hex(NOTE).toUpperCase(java.util.Locale.ROOT) + ".", NOTE);
        assertDecoded("See " + base32(NOTE.getBytes(StandardCharsets.UTF_8)), NOTE);
        assertDecoded("data: " + base64("José Ñandú, née Müller"), "José Ñandú, née Müller");
        assertDecoded(
                "run " + Base64.getEncoder().encodeToString(NOTE.getBytes(StandardCharsets.UTF_16LE)) + " now", NOTE);
    }

    @Test
    void fewCharactersAreEnough() {
        assertDecoded("v: " + base64("SSN 078-05-1120 x"), "SSN 078-05-1120");
        assertDecoded("v: " + hex("078-05-1120 Ann"), "v: 078-05-1120 Ann");
        assertDecoded("{\"name\":\"" + base64("Jane Q. Public Doe") + "\"}", "name: Jane Q. Public Doe");
    }

    @Test
    void linesAndSeparatorsHideNothing() {
        for (int width : List.of(12, 20, 60, 64, 76)) {
            String wrapped = Base64.getMimeEncoder(width, new byte[] {'\n'})
                    .encodeToString(NOTE.getBytes(StandardCharsets.UTF_8));
            assertDecoded("Here it is:\n\n" + wrapped + "\n\nRegards", NOTE);
            assertDecoded("Here it is:\r\n  " + wrapped.replace("\n", "\r\n  "), NOTE);
        }
        assertDecoded("bytes " + HEX.withDelimiter(" ").formatHex(NOTE.getBytes(StandardCharsets.UTF_8)), NOTE);
        assertDecoded(
                "{ " + HEX.withPrefix("0x").withDelimiter(", ").formatHex(NOTE.getBytes(StandardCharsets.UTF_8)) + " }",
                NOTE);
        assertDecoded("q=" + HEX.withPrefix("%").formatHex(NOTE.getBytes(StandardCharsets.UTF_8)), NOTE);
    }

    @Test
    void whatStandsBeforeARunHidesNothing() {
        for (String before : List.of("x", "id-", "a/b/", "abcd_", "0")) {
            assertThat(read("See " + before + base64(NOTE)).text().canonical())
                    .as(before)
                    .contains("Jane Doe, born 1970-01-31");
        }
    }

    @Test
    void anEncodingInAnEncodingIsReadToo() {
        assertDecoded("v: " + base64(base64(NOTE)), NOTE);
        assertDecoded("v: " + base64(hex(NOTE)), NOTE);
        String deep = NOTE;
        for (int i = 0; i < 8; i++) {
            deep = base64(deep);
        }
        assertThat(read(deep).unread()).contains(UnreadReason.UNSUPPORTED);
    }

    @Test
    void longRunsThatGiveNoTextAreUnread() {
        String base64 = Base64.getEncoder().encodeToString(noise(900));
        String wrapped = Base64.getMimeEncoder().encodeToString(noise(900));

        assertThat(read("{\"data\":\"" + base64 + "\"}").unread()).containsExactly(UnreadReason.UNSUPPORTED);
        assertThat(read("See:\n" + wrapped).unread()).containsExactly(UnreadReason.UNSUPPORTED);
        assertThat(read("v: " + base64.substring(0, 100)).unread()).containsExactly(UnreadReason.UNSUPPORTED);
        assertThat(read("v: " + HEX.formatHex(noise(50))).unread()).containsExactly(UnreadReason.UNSUPPORTED);
        assertThat(read("v: " + base32(noise(60))).unread()).containsExactly(UnreadReason.UNSUPPORTED);
    }

    @Test
    void keysDigestsAndIdentifiersStandForThemselves() {
        String wrapped = wrapped(structure(noise(900)));
        String sshKey = Base64.getEncoder()
                .encodeToString(("\0\0\0\7ssh-rsa" + new String(noise(300), StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read("-----BEGIN PRIVATE KEY-----\n" + wrapped + "\n-----END PRIVATE KEY-----\n")
                        .complete())
                .isTrue();
        for (String text : List.of(
                "commit " + HEX.formatHex(noise(20)),
                "sha256: " + HEX.formatHex(noise(32)),
                "SHA-512 checksum\n" + HEX.formatHex(noise(64)),
                "id 0190b5c1-7d2e-7c3a-9a3f-2b1c4d5e6f70",
                "\"integrity\": \"sha512-" + Base64.getEncoder().encodeToString(noise(64)) + "\"",
                "ssh-rsa " + sshKey + " build",
                "31415926535897932384626433832795028841971693993751058209749445923078164062862089986280348253421170679",
                "https://example.org/docs/2024/a-guide-to-the-new-interface/and-its-many-parts/Version2/index",
                "shouldReturnTheSameAnswerWhenTheRequestIsSentTwiceAndTheServerIsRestartedInBetween2",
                "src/main/java/org/example/product/feature/internal/AbstractWidgetFactoryBean2Tests",
                "----------------------------------------------------------------------------------",
                "The words\nof this\npoem\nstand\none\nbelow\nanother\nuntil\nthe\nend\n")) {
            Extraction extraction = read(text);
            assertThat(extraction.unread()).as(text).isEmpty();
            assertThat(extraction.text().canonical()).isEqualTo(text);
        }
    }

    private static String wrapped(byte[] bytes) {
        return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    }

    /** A structure that states its own length, as keys and certificates are. */
    private static byte[] structure(byte[] content) {
        return ByteBuffer.allocate(content.length + 4)
                .put(new byte[] {0x30, (byte) 0x82})
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    @Test
    void aKeyBlockEndsWithItsKey() {
        String certificate = "-----BEGIN CERTIFICATE-----\n" + wrapped(structure(noise(900)));
        String end = "\n-----END CERTIFICATE-----\n";

        assertThat(read(certificate + end).unread()).isEmpty();
        for (String hiding : List.of(
                "-----BEGIN CERTIFICATE-----\n" + wrapped(noise(300)),
                "-----BEGIN CERTIFICATE-----\n" + wrapped(noise(300)) + end,
                "-----BEGIN CERTIFICATE-----\nSee below.\n" + wrapped(noise(300)) + end,
                certificate + "\nSee below.\n" + wrapped(noise(300)),
                certificate + "\n" + wrapped(noise(300)) + end,
                certificate.replace("CERTIFICATE-----\n", "CERTIFICATE-----\n" + wrapped(noise(30_000)) + "\n")
                        + end)) {
            assertThat(read(hiding).unread()).as(hiding).containsExactly(UnreadReason.UNSUPPORTED);
        }
    }

    @Test
    void aFalseKeyBlockHidesNoNote() {
        String wrapped =
                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(NOTE.getBytes(StandardCharsets.UTF_8));

        assertDecoded("-----BEGIN CERTIFICATE-----\n" + wrapped + "\n-----END CERTIFICATE-----\n", NOTE);
        assertThat(read("-----BEGIN MEMO-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(noise(300))
                                + "\n-----END MEMO-----\n")
                        .unread())
                .containsExactly(UnreadReason.UNSUPPORTED);
    }

    @Test
    void sevenBitCharacterSetsAreUnread() {
        assertThat(read("Name: +AEoAYQBuAGU- +AEQAbwBl-").unread()).containsExactly(UnreadReason.CHARSET);
        assertThat(read("J+AGE-n+AGU- D+AG8-e").unread()).containsExactly(UnreadReason.CHARSET);
        assertThat(read("Name: ~{<:Ky2;~} ok").unread()).containsExactly(UnreadReason.CHARSET);
        assertThat(read("Call +14155550123 or a+b-c, C++ and (format t \"~{~a~^, ~}\" list), x+Adams-y")
                        .complete())
                .isTrue();
    }

    @Test
    void aLongTextOfRunsIsLookedAtInLinearTime() {
        long start = System.nanoTime();
        read("word\n".repeat(1_000_000));
        read("a".repeat(5_000_000));
        read("0x41, ".repeat(500_000));
        read("+AAA".repeat(500_000) + "~{".repeat(500_000));
        assertThat(java.time.Duration.ofNanos(System.nanoTime() - start)).isLessThan(java.time.Duration.ofSeconds(30));
    }
}
