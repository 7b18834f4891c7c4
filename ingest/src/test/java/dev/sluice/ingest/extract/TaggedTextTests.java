package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaggedTextTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SSN: 219<b>-09-</b>9998 | SSN: 219-09-9998",
                "SSN: 219<!-- > -->-09-9998 | SSN: 219-09-9998",
                "SSN: 219<b title=\">\">-09-</b>9998 | SSN: 219-09-9998",
                "SSN: 219&lt;b&gt;-09-&lt;/b&gt;9998 | SSN: 219-09-9998",
                "<p>x</p><p>SSN: 219<wbr>-09-9998</p> | SSN: 219-09-9998"
            })
    void tagsAmongTextAreLeftOut(String text, String shown) {
        assertThat(TaggedText.shown(text)).isEqualTo(shown);
    }

    @Test
    void aLabelAndItsValueInCellsStandInALine() {
        assertThat(TaggedText.shown("<table><tr><td>SSN</td>\n  <td>219099998</td></tr></table>"))
                .matches("SSN\\s+219099998");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a < b and c > d",
                "if (a<b) return;",
                "<p>A paragraph.</p>",
                "x <- y; z -> a",
                "1 << 2",
                "a &lt; b"
            })
    void whatIsNotSplitIsNotGivenAgain(String text) {
        assertThat(TaggedText.shown(text)).isEmpty();
    }

    @Test
    void whatIsGivenAgainIsBounded() {
        for (String odd : new String[] {"<!--", "<a =\"", "a<b>c", "<a='\"", "&lt;b", "a<td>"}) {
            String text = odd.repeat(200_000);

            assertThat(TaggedText.shown(text).length()).as(odd).isLessThanOrEqualTo(2 * text.length());
        }
    }
}
