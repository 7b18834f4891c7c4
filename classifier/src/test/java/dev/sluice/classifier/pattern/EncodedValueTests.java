package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.FindingType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EncodedValueTests {
    private static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({
        "SSN,219-09-9999",
        "EMAIL,jdoe@mercy.org",
        "PHONE,(212) 555-0147",
        "PERSON,John Smith",
        "CARD,4111111111111111"
    })
    void aShortValueInBase64IsFound(FindingType type, String value) {
        for (String way : new String[] {"value=%s", "\"data\": \"%s\"", "see %s here", "<v>%s</v>"}) {
            String text = way.formatted(encoded(value));
            assertThat(Found.has(text, type))
                    .as("%s, found %s", text, Found.in(text))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"joe:secret", "a:b12", "admin:admin", "operator:x y z"})
    void aLoginOfHttpIsASecret(String login) {
        assertThat(Found.has("Authorization: Basic " + encoded(login) + "\n", FindingType.SECRET))
                .isTrue();
        assertThat(Found.has("authorization: basic " + encoded(login) + "\n", FindingType.SECRET))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"The Basic authentication scheme", "basic internationalization", "Basic understanding of it"})
    void wordsAreNotEncoded(String text) {
        assertThat(Found.in(text)).isEmpty();
    }

    @Test
    void aColumnThatIsEmptyInTheFirstRowsIsLookedAtBelow() {
        String head = "item\tMRN\tamount\n";
        String text = head + "bolt\t\t12\n".repeat(400) + "nut\t44719920\t9\n";
        assertThat(Found.has(text, FindingType.MRN)).isTrue();
    }
}
