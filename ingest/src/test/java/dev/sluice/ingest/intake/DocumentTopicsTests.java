package dev.sluice.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.db.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTopicsTests {
    @Test
    void namesAreReadAndNoOthers() {
        DocumentTopics named = DocumentTopics.named("letters", "reports");
        assertThat(named.reads("reports")).isTrue();
        assertThat(named.reads("report")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(DocumentTopics::named);
    }

    @Test
    void aPatternMatchesWholeNames() {
        DocumentTopics matching = new DocumentTopics.Matching("docs\\..*|letters");
        assertThat(matching.reads("docs.north")).isTrue();
        assertThat(matching.reads("letters")).isTrue();
        assertThat(matching.reads("my.docs.north")).isFalse();
        assertThat(matching.reads("letters.old")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {".*", "sluice\\..*", "sluice.results.external|.*", "(?s).*", "x*|.+"})
    void whatThisSystemWritesIsNeverReadBack(String expression) {
        DocumentTopics matching = new DocumentTopics.Matching(expression);
        assertThat(matching.reads(Topics.DOCUMENTS)).isTrue();
        for (Topics.Definition topic : Topics.defaults()) {
            assertThat(matching.reads(topic.name()))
                    .as(topic.name())
                    .isEqualTo(topic.name().equals(Topics.DOCUMENTS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "docs(", "a)|(?:.*", "(?x)a # b", "*"})
    void refusesWhatIsNoExpressionAndDoesNotRepeatIt(String expression) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DocumentTopics.Matching(expression))
                .withMessageStartingWith("expected a regular expression");
    }
}
