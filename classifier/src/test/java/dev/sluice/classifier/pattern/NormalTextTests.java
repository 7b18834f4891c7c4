package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NormalTextTests {
    private static String normal(String source) {
        NormalText text = NormalText.of(source, 0, source.length());
        return text.slice(0, text.length());
    }

    @Test
    void makesWidthsDigitsSpacesDashesAndQuotesPlain() {
        assertThat(normal("４１１１\u00a0\u2011\u2013\u3000\u0661\u06f2\u201cx\u201d\u2019"))
                .isEqualTo("4111 -- 12\"x\"'");
        assertThat(normal("\ufb01ne \ud835\udc00\ud835\udfd7 \u2460")).isEqualTo("fine A9 1");
    }

    @Test
    void dropsWhatIsNotSeen() {
        assertThat(normal("2\u200b1\u00ad9\u2060-\ufeff09\u200d-\u202e9999")).isEqualTo("219-09-9999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSN 2\u200b19-09-9999 on file",
                "SSN ２１９-０９-９９９９ on file",
                "SSN 219\u201109\u20119999 on file",
                "SSN 21\u00ad9-09-99\u00ad99 on file",
                "\ud83d\ude00 SSN 219\u201309\u20139999 on file"
            })
    void aDisguisedNumberIsFoundWhereItStands(String source) {
        assertThat(Found.in(source)).anySatisfy(finding -> {
            assertThat(finding.type()).isEqualTo(FindingType.SSN);
            assertThat(normal(source.substring(finding.start(), finding.end()))).isEqualTo("219-09-9999");
        });
    }

    @Test
    void everySpanMapsBackToCharactersWithTheSameNormalForm() {
        long seed = 11;
        Random random = new Random(seed);
        int[] alphabet = {
            'a', 'Z', '7', ' ', '-', '\n', 0xAD, 0x200B, 0xFF14, 0xFB01, 0x1D400, 0x1F600, 0xE9, 0x301, 0x2013, 0x4E2D
        };
        for (int round = 0; round < 500; round++) {
            StringBuilder builder = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                builder.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
            }
            String source = builder.toString();
            NormalText text = NormalText.of(source, 0, source.length());
            for (int i = 0; i < text.length(); i++) {
                String origin = source.substring(text.sourceStart(i), text.sourceEnd(i + 1));
                assertThat(normal(origin)).as("seed %d round %d", seed, round).contains(text.slice(i, i + 1));
                assertThat(origin.codePointCount(0, origin.length())).isEqualTo(1);
            }
        }
    }

    @Test
    void aValueIsFoundAtEveryPlaceAroundAWindowsBorder() {
        String value = "SSN 219-09-9999";
        int border = (1 << 18) - (1 << 12);
        for (int start = border - 40; start < border + 40; start++) {
            String text = ".".repeat(start) + " " + value + " " + ".".repeat((1 << 14));
            List<Finding> found = Found.in(text);
            assertThat(found).as("at %d", start).anyMatch(finding -> finding.type() == FindingType.SSN);
        }
    }
}
