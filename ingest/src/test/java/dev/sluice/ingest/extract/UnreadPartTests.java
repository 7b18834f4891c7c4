package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnreadPartTests {
    @Test
    void placesAreSaidInWords() {
        assertThat(new UnreadPart("", "EMPTY").place()).isEqualTo("the document");
        assertThat(new UnreadPart("page/3", "EMPTY").place()).isEqualTo("page 3");
        assertThat(new UnreadPart("attachment/2/image/1", "EMPTY").place()).isEqualTo("image 1 of attachment 2");
        assertThat(new UnreadPart("attachment/2/metadata", "EMPTY").place())
                .isEqualTo("the properties of attachment 2");
        assertThat(new UnreadPart("revision/2/page/3", "EMPTY").place()).isEqualTo("page 3 of earlier state 2");
        assertThat(new UnreadPart("sheet/1/encoded/4", "EMPTY").place()).isEqualTo("encoded text 4 of sheet 1");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonSaysWhatItMeansAndWhatToDo(UnreadReason reason) {
        assertThat(new UnreadPart("page/3", reason.name()).words())
                .isEqualTo("Page 3 was not read, or not wholly (" + reason + "): " + reason.meaning() + ". What to do: "
                        + reason.advice() + ".");
        assertThat(List.of(reason.meaning(), reason.advice()))
                .allMatch(words -> words.length() > 5 && !words.endsWith("."));
    }

    @Test
    void aReasonOfAnotherVersionIsNamed() {
        assertThat(new UnreadPart("", "MELTED").words())
                .isEqualTo("The document was not read, or not wholly (MELTED).");
    }

    @Test
    void aPathIsNeverSomethingElse() {
        assertThatThrownBy(() -> new UnreadPart("Ann Quill.pdf", "EMPTY")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyWhatIsUnreadIsTold() {
        Coverage coverage = new Coverage(List.of(
                CoveragePart.of("page/1", PartKind.PAGE, PartState.READ),
                CoveragePart.unread("page/2", PartKind.PAGE, UnreadReason.CHARSET),
                CoveragePart.unread("", PartKind.DOCUMENT, UnreadReason.TRUNCATED)));

        assertThat(UnreadPart.of(coverage))
                .containsExactly(new UnreadPart("page/2", "CHARSET"), new UnreadPart("", "TRUNCATED"));
    }
}
