package dev.sluice.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.classifier.Category;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusLineTests {
    private static final ExpectationWords WORDS = new ExpectationWords(List.of(), List.of(), List.of());

    @Test
    void readsADocumentWithItsSpansInCodePoints() {
        LabelledDocument document = document(
                "{\"id\":7,\"source\":\"s\",\"lang\":\"en\",\"label_quality\":\"gold-manual\",\"text\":\"\uD83D\uDE00 Ann Poe\","
                        + "\"spans\":[{\"start\":2,\"end\":9,\"type\":\"PERSON\",\"text\":\"Ann Poe\"}],\"doc_labels\":[\"PII\"]}",
                "any");
        assertThat(document.id()).isEqualTo("7");
        assertThat(document.key()).isEqualTo(new SourceKey("any", "s", "en"));
        assertThat(document.quality().allowsPrecision()).isTrue();
        assertThat(document.spans()).containsExactly(new GoldSpan(2, 9, "PERSON"));
        assertThat(document.bytes()).isEqualTo(12);
        assertThat(document.expectation()).isEqualTo(Expectation.SENSITIVE);
    }

    @Test
    void aDocumentThatSaysLittleIsOfItsFileAndHasNoSpansToScore() {
        LabelledDocument document =
                document("{\"id\":\"a\",\"text\":\"x\",\"label_quality\":\"gold-manual\"}", "sub/neg_matched");
        assertThat(document.key()).isEqualTo(new SourceKey("sub/neg_matched", "sub/neg_matched", "und"));
        assertThat(document.expectation()).isEqualTo(Expectation.CLEAN);
        assertThat(document.quality().allowsRecall()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; NOT_JSON",
                "{\"id\":1,; NOT_JSON",
                "[1]; NOT_AN_OBJECT",
                "{\"text\":\"x\"}; NO_ID",
                "{\"id\":null,\"text\":\"x\"}; NO_ID",
                "{\"id\":1}; NO_TEXT",
                "{\"id\":1,\"text\":5}; NO_TEXT",
                "{\"id\":1,\"text\":\"\\ud800\"}; TEXT_NOT_UNICODE",
                "{\"id\":1,\"text\":\"x\",\"doc_labels\":\"PII\"}; BAD_FIELD",
                "{\"id\":1,\"text\":\"x\",\"source\":5}; BAD_FIELD",
                "{\"id\":1,\"text\":\"x\",\"spans\":{}}; BAD_SPAN",
                "{\"id\":1,\"text\":\"x\",\"spans\":[{\"start\":0,\"end\":2,\"type\":\"A\"}]}; BAD_SPAN",
                "{\"id\":1,\"text\":\"x\",\"spans\":[{\"start\":1,\"end\":1,\"type\":\"A\"}]}; BAD_SPAN",
                "{\"id\":1,\"text\":\"x\",\"spans\":[{\"start\":0,\"end\":1}]}; BAD_SPAN",
                "{\"id\":1,\"text\":\"x\",\"spans\":[{\"start\":0,\"end\":1,\"type\":\"A\",\"text\":\"y\"}]}; SPAN_TEXT_DIFFERS",
            })
    void whatIsNoDocumentHasACode(String line, String code) {
        assertThat(new CorpusLine(WORDS).read(line, "clean")).isEqualTo(new CorpusLine.Outcome.Unusable(code));
    }

    @Test
    void aDocumentThatDoesNotSayWhetherItIsSensitiveIsNotGuessed() {
        String line = "{\"id\":1,\"text\":\"x\",\"doc_labels\":[\"MEMO\"]}";
        assertThat(new CorpusLine(WORDS).read(line, "letters"))
                .isEqualTo(new CorpusLine.Outcome.Unusable("UNKNOWN_LABEL"));
        assertThat(new CorpusLine(WORDS).read("{\"id\":1,\"text\":\"x\"}", "letters"))
                .isEqualTo(new CorpusLine.Outcome.Unusable("NOT_SAID_WHETHER_SENSITIVE"));
        ExpectationWords told = new ExpectationWords(List.of("memo"), List.of("letters"), List.of());
        assertThat(told.of(List.of("MEMO"), "letters")).contains(Expectation.SENSITIVE);
        assertThat(told.of(List.of(), "letters")).contains(Expectation.CLEAN);
    }

    @Test
    void aLabelThatNobodyKnowsIsNotOutweighedByItsNeighboursOrItsFile() {
        for (String file : List.of("clean", "phi")) {
            assertThat(new CorpusLine(WORDS).read("{\"id\":1,\"text\":\"x\",\"doc_labels\":[\"PII\",\"MEMO\"]}", file))
                    .isEqualTo(new CorpusLine.Outcome.Unusable("UNKNOWN_LABEL"));
        }
    }

    @Test
    void everyCategoryButHealthContextMustBeHeld() {
        for (Category category : Category.values()) {
            assertThat(WORDS.of(List.of(category.name()), "clean"))
                    .as(category.name())
                    .contains(category == Category.HEALTH_INFO ? Expectation.APART : Expectation.SENSITIVE);
            assertThat(WORDS.of(List.of(category.name(), "HEALTH"), "neg_matched"))
                    .contains(category == Category.HEALTH_INFO ? Expectation.APART : Expectation.SENSITIVE);
        }
    }

    @Test
    void labelsOutweighTheFileAndTheStrictestLabelHolds() {
        assertThat(WORDS.of(List.of("PII"), "clean")).contains(Expectation.SENSITIVE);
        assertThat(WORDS.of(List.of("NONE", "HEALTH_INFO"), "phi")).contains(Expectation.CLEAN);
        assertThat(WORDS.of(List.of("NONE", "QUASI", "PHI"), "clean")).contains(Expectation.SENSITIVE);
        assertThat(WORDS.of(List.of("NONE", "PUBLIC"), "clean")).contains(Expectation.APART);
    }

    @Test
    void aWordHasOneMeaning() {
        assertThat(new ExpectationWords(List.of(), List.of("PUBLIC"), List.of()).of(List.of("PUBLIC"), "x"))
                .contains(Expectation.CLEAN);
        assertThatThrownBy(() -> new ExpectationWords(List.of("a"), List.of("A"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static LabelledDocument document(String line, String corpus) {
        return ((CorpusLine.Outcome.Usable) new CorpusLine(WORDS).read(line, corpus)).document();
    }
}
