package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is scanned by hand for its speed says what the plain expression says. */
class TextScanningTests {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|[\\p{So}\\p{Co}]+");
    private static final String SIGNS =
            " \t\n\n\n.-_aZ09éß\u0301\u0928\u0940\u4e2d\u2028\ud835\udc00\ud83d\ude00\ud800ⅷ²\u2820\u280f";
    private static final long SEED = System.nanoTime();

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return text.toString();
    }

    @Test
    void wordsAreRunsOfLettersMarksAndDigitsOrOfSigns() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            String text = text(random);
            List<String> words = new ArrayList<>();
            for (int begin = Words.begin(text, 0); begin < text.length(); ) {
                int end = Words.end(text, begin);
                words.add(text.substring(begin, end));
                begin = Words.begin(text, end);
            }

            assertThat(words)
                    .as("seed %d round %d", SEED, round)
                    .isEqualTo(WORD.matcher(text)
                            .results()
                            .map(found -> found.group())
                            .toList());
        }
    }

    @Test
    void blanksAtTheEndsOfLinesAndFurtherEmptyLinesGo() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            String text = text(random);

            assertThat(BodyText.tidied(new StringBuilder(text)))
                    .as("seed %d round %d", SEED, round)
                    .isEqualTo(text.replaceAll("[ \\t]+\\n", "\n")
                            .replaceAll("\\n{3,}", "\n\n")
                            .strip());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN 644 report.bin\nM9F]O",
                "Some text\nbegin 0755 x",
                "x CONTENT-transfer-encoding:\tQuoted-Printable",
                "N;CHARSET=UTF-8;Encoding=BASE64:SmFuZQ==",
                "a\n=YBEGIN line=128 size=1",
                "before <~87cURD]i,\"Ebo80+DGm>@3BZ'~> after"
            })
    void whatStandsInATransferEncodingIsUnread(String text) {
        Collected collected = new Collected(ExtractionSettings.defaults());
        EncodedContent.look(text, "", collected);

        assertThat(collected.finish(java.time.Duration.ZERO).unread()).contains(UnreadReason.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1+1 +ANw-ber und +APw-ber", "x + +AGEAYgBj- y", "Plus ~{<:Ky2;~} sign"})
    void whatStandsInSevenBitsIsUnread(String text) {
        Collected collected = new Collected(ExtractionSettings.defaults());
        EncodedContent.look(text, "", collected);

        assertThat(collected.finish(java.time.Duration.ZERO).unread()).contains(UnreadReason.CHARSET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"We begin 12 tests; a <b> = c.", "=yes; content of 5 <- 6", "C++ and 1+1, 0x and %"})
    void ordinarySignsAreNoEncoding(String text) {
        Collected collected = new Collected(ExtractionSettings.defaults());
        collected.segment("", "", text);
        collected.read("", PartKind.DOCUMENT);
        EncodedContent.look(text, "", collected);

        assertThat(collected.finish(java.time.Duration.ZERO).unread()).isEmpty();
    }
}
