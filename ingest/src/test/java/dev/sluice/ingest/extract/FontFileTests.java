package dev.sluice.ingest.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody writes where fonts have texts and numbers of their own. */
class FontFileTests {
    private static final String NOTE = "Patient Jane Quillfeather was diagnosed";
    private static final String TYPE_1 =
            "%!PS-AdobeFont-1.0: X\n/FontMatrix [0.001 0 0 0.001 0 0] readonly def\nLINE\ncurrentfile eexec\n"
                    + "\0".repeat(9);

    private static List<String> told(byte[] font) {
        List<String> told = new ArrayList<>();
        FontFile.look(font, told::add);
        return told;
    }

    /** A font of a table of names alone, each of this platform. */
    private static byte[] named(int platform, byte[] text, int records) {
        int strings = 6 + 12 * records;
        ByteBuffer font = ByteBuffer.allocate(28 + strings + text.length);
        font.putInt(0x00010000).putShort((short) 1).position(12);
        font.put("name".getBytes(ISO_8859_1)).putInt(0).putInt(28).putInt(strings + text.length);
        font.putShort((short) 0).putShort((short) records).putShort((short) strings);
        for (int i = 0; i < records; i++) {
            font.putShort((short) platform)
                    .putShort((short) 1)
                    .putShort((short) 0)
                    .putShort((short) 10);
            font.putShort((short) text.length).putShort((short) 0);
        }
        return font.put(text).array();
    }

    private static List<String> words(String... names) {
        List<String> told = new ArrayList<>();
        FontWords words = new FontWords(told::add);
        List.of(names).forEach(words::add);
        words.end();
        return told;
    }

    @Test
    void aNameIsReadInBothWidthsWhateverItsPlatformSays() {
        for (int platform : new int[] {1, 3}) {
            assertThat(told(named(platform, NOTE.getBytes(ISO_8859_1), 1))).contains(NOTE);
            assertThat(told(named(platform, NOTE.getBytes(UTF_16BE), 1))).contains(NOTE);
        }
    }

    @Test
    void namesOverEachOtherAreNoFont() {
        byte[] text = "regular ".repeat(4_000).getBytes(ISO_8859_1);

        assertThat(FontFile.look(named(1, text, 1), told -> {})).isTrue();
        assertThat(FontFile.look(named(1, text, 2_000), told -> {})).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/SSN 219-09-9998 def", "/Card 4111 1111 1111 1111 def", "/SSN {219-09-9998} readonly def"})
    void aNumberUnderAKeyThatNoFontHasIsTold(String line) {
        String told = String.join("\n", told(TYPE_1.replace("LINE", line).getBytes(ISO_8859_1)));

        assertThat(told).contains(line.replaceAll("^[^\\d]+|[^\\d]+$", ""));
    }

    @Test
    void aFontWithoutADirectoryIsNoneInAPage() {
        assertThat(FontFile.hasDirectory(TYPE_1.getBytes(ISO_8859_1))).isFalse();
        assertThat(FontFile.hasDirectory(new byte[] {1, 0, 4, 1, 0, 0, 0, 0, 0, 0, 0, 0, 'P', 'K', 3, 4}))
                .isFalse();
        assertThat(FontFile.hasDirectory(WrittenDataTests.font())).isTrue();
    }

    @Test
    void namesOfGlyphsThatSaySomethingAreTold() {
        assertThat(words("space", "JaneDoeHasCancer", "a")).containsExactly("Jane Doe Has Cancer");
        assertThat(words("spaceJaneDoeHasCancer")).hasSize(1);
        assertThat(words("4111111111111111")).hasSize(1);
        assertThat(words("219-09-9998")).hasSize(1);
        assertThat(words("uni064406270020", "cid12345", "aacute.sc", "Gcommaaccent", "a.ss01", "f_f_i"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "219-09-9998",
                "*219-09-9998*",
                "{219 - 09 - 9998}",
                "4111 1111 1111 1111",
                "4111111111111111",
                "ssn two one nine zero nine nine nine nine eight"
            })
    void numbersOfPeopleAreTold(String number) {
        assertThat(SpokenNumbers.in(number)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1997 1998 1999 2000",
                "0 -168 500 50 5000 898 219 09 9998 1000",
                "zero one two three four five six seven eight nine",
                "20091013162700",
                "0.0010 0 0 0.0010 0 0"
            })
    void numbersOfTablesAreNot(String numbers) {
        assertThat(SpokenNumbers.in(numbers)).isEmpty();
    }
}
