package dev.sluice.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DocumentTextTests {
    @Test
    void plainTextIsItsOwnCanonicalForm() {
        assertThat(DocumentText.of("a\r\n b\u00a0\ud83d\ude00").canonical()).isEqualTo("a\r\n b\u00a0\ud83d\ude00");
    }

    @Test
    void segmentsAreHeadedByPathAndContextAndDividedByAnEmptyLine() {
        DocumentText text = new DocumentText(List.of(
                new Segment("", "", "body"),
                new Segment("attachment/1", "Subject: x", "inner"),
                new Segment("page/2", "", "")));
        assertThat(text.canonical()).isEqualTo("body\n\n[attachment/1 | Subject: x]\ninner\n\n[page/2 | ]\n");
        assertThat(text.length()).isEqualTo(text.canonical().length());
    }

    @Test
    void theFirstFormIsHeldByteForByte() {
        // A change here is a change of every stored digest: raise FORM and keep the old form's text as a second case.
        DocumentText text = new DocumentText(List.of(
                new Segment("", "", "Dear \ud83d\ude00,\n"),
                new Segment("table/1", "Name", "Ada"),
                new Segment("image/2", "", "")));
        assertThat(DocumentText.FORM + ":" + text.canonical())
                .isEqualTo("1:Dear \ud83d\ude00,\n\n\n[table/1 | Name]\nAda\n\n[image/2 | ]\n");
    }

    @Test
    void everySegmentsTextStandsInTheCanonicalForm() {
        Segment segment = new Segment("a", "b", "text \ud83d\ude00");
        assertThat(new DocumentText(List.of(segment, segment)).canonical()).contains(segment.text(), segment.context());
    }

    @Test
    void refusesLoneSurrogatesInEveryPart() {
        for (String broken : List.of("\ud83d", "\ude00", "x\ud83dy", "\ude00\ud83d", "\ud83d\ud83d\ude00")) {
            assertThatIllegalArgumentException().isThrownBy(() -> DocumentText.of(broken));
            assertThatIllegalArgumentException().isThrownBy(() -> new Segment(broken, "", ""));
            assertThatIllegalArgumentException().isThrownBy(() -> new Segment("", broken, ""));
        }
    }

    @Test
    void theRefusalDoesNotRepeatTheText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentText.of("planted-value\ud83d"))
                .withMessageNotContaining("planted-value");
    }

    @Test
    void whiteSpaceAndInvisibleCharactersAreBlankHoweverTheSegmentsAreHeaded() {
        assertThat(DocumentText.of("").isBlank()).isTrue();
        assertThat(DocumentText.of(" \n\t\u00a0\u200b\ufeff\u00ad\u3000\u0000").isBlank())
                .isTrue();
        assertThat(new DocumentText(List.of(new Segment("page/1", "x", " "))).isBlank())
                .isTrue();
        assertThat(new DocumentText(List.of()).isBlank()).isTrue();
        assertThat(DocumentText.of(" . ").isBlank()).isFalse();
    }
}
