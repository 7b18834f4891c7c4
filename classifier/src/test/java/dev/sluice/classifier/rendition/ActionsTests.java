package dev.sluice.classifier.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.classifier.FindingType;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ActionsTests {
    @Test
    void everyTypeHasAnActionAndWhatIsNotNamedIsMaskedOrWithheld() {
        RenditionPlan plan = new RenditionPlan(Map.of());
        for (FindingType type : FindingType.values()) {
            assertThat(plan.action(type)).isIn(Action.MASK, Action.WITHHOLD);
            assertThat(RenditionPlan.standard().actions()).containsKey(type);
        }
        assertThat(plan.action(FindingType.PERSON)).isEqualTo(Action.MASK);
        assertThat(plan.action(FindingType.SECRET)).isEqualTo(Action.MASK);
    }

    @Test
    void marksAndClinicalRecordsAreOfTheWholeDocumentAndCannotBePaintedOver() {
        for (FindingType type : Set.of(
                FindingType.LEGAL_PRIVILEGE,
                FindingType.EXPORT_CONTROL,
                FindingType.CONFIDENTIALITY,
                FindingType.CLINICAL_RECORD,
                FindingType.FINANCIAL)) {
            assertThat(RenditionPlan.standard().action(type)).isEqualTo(Action.WITHHOLD);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RenditionPlan.standard().with(type, Action.MASK));
        }
    }

    @Test
    void onlyHealthTermsCanBeKept() {
        for (FindingType type : FindingType.values()) {
            if (type != FindingType.HEALTH) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> RenditionPlan.strictest().with(type, Action.KEEP));
            }
        }
        assertThat(RenditionPlan.strictest()
                        .with(FindingType.HEALTH, Action.KEEP)
                        .action(FindingType.HEALTH))
                .isEqualTo(Action.KEEP);
    }

    @ParameterizedTest
    @CsvSource({
        "62704,627",
        "62704-1234,627",
        "03601,000",
        "05901,000",
        "06390,000",
        "10201,000",
        "20301,000",
        "55601,000",
        "69201,000",
        "79001,000",
        "82101,000",
        "82301,000",
        "83001,000",
        "83101,000",
        "87801,000",
        "87901,000",
        "88401,000",
        "89001,000",
        "89301,000",
        "SW1A 2AA,[MASKED]",
        "6270,[MASKED]"
    })
    void zipCodesKeepThreeDigitsUnlessFewLiveThere(String zip, String expected) {
        assertThat(Rendering.words(zip, FindingType.POSTAL_CODE, Action.GENERALISE))
                .isEqualTo(expected);
    }

    @Test
    void thereAreSeventeenSparseZips() {
        assertThat(Generalisation.SPARSE_ZIPS).hasSize(17);
    }

    @Test
    void fiveDigitsOfAnotherCountryAreNoZip() {
        RenditionScope german = new RenditionScope("tenant", "subject", Locale.GERMANY, 2026);
        assertThat(Rendering.words("80331", FindingType.POSTAL_CODE, Action.GENERALISE, german))
                .isEqualTo(Placeholders.MASK);
    }

    @ParameterizedTest
    @CsvSource({"90,90+", "94,90+", "117,90+", "ninety-four,[MASKED]", "89,[MASKED]"})
    void agesOverEightyNineAreOne(String age, String expected) {
        assertThat(Rendering.words(age, FindingType.AGE_OVER_89, Action.GENERALISE))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"219-09-9999", "(212) 555-0147", "+44 20 7946 0018", "AB-12.34/cd", "4471 9920 11"})
    void numbersKeepLengthAndSeparators(String value) {
        String words = Rendering.words(value, FindingType.ACCOUNT, Action.FORMAT_PRESERVING);
        assertThat(words).hasSameSizeAs(value).isNotEqualToIgnoringCase(value);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                assertThat(words.charAt(i)).isEqualTo(c);
            } else if (value.chars().noneMatch(Character::isLetter)) {
                assertThat(words.charAt(i)).isBetween('0', '9');
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "A1", "٤٤٧١٩٩٢٠", "Müller77", "no"})
    void smallDomainsAndOtherLettersAreMasked(String value) {
        assertThat(Rendering.words(value, FindingType.ACCOUNT, Action.FORMAT_PRESERVING))
                .isEqualTo(Placeholders.MASK);
    }

    @Test
    void aCardNeverBecomesANumberThatPassesForACard() {
        long seed = 38;
        System.out.println("ActionsTests seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            int[] digits = random.ints(16, 0, 10).toArray();
            for (digits[15] = 0; !FormatPreserving.luhn(digits); digits[15]++) {}
            StringBuilder card = new StringBuilder();
            for (int at = 0; at < digits.length; at++) {
                card.append(at > 0 && at % 4 == 0 ? " " : "").append(digits[at]);
            }
            String words = Rendering.words(card.toString(), FindingType.CARD, Action.FORMAT_PRESERVING);
            int[] out =
                    words.chars().filter(Character::isDigit).map(c -> c - '0').toArray();
            assertThat(words).hasSize(19);
            assertThat(FormatPreserving.luhn(out)).isFalse();
        }
    }

    @Test
    void pseudonymsAreTheSameInAScopeAndOthersOutsideIt() {
        for (FindingType type : FindingType.values()) {
            if (type.letter().isEmpty()) {
                continue;
            }
            String value = type == FindingType.PERSON ? "Ngozi Okafor" : "447-199-2011";
            Set<String> seen = new HashSet<>();
            for (String scope : Set.of("a", "b", "c", "d", "e", "f", "g", "h")) {
                RenditionScope other = new RenditionScope(scope, scope, Locale.US, 2026);
                String words = Rendering.words(value, type, Action.PSEUDONYM, other);
                assertThat(Rendering.words(value, type, Action.PSEUDONYM, other))
                        .isEqualTo(words);
                assertThat(words)
                        .doesNotContain("Ngozi")
                        .doesNotContain("Okafor")
                        .doesNotContain(value);
                seen.add(words);
            }
            assertThat(seen).as(type.name()).hasSizeGreaterThan(2);
        }
    }

    @Test
    void namesAreReplacedPartByPartSoThatASurnameAloneFits() {
        String whole = Rendering.words("Ngozi Okafor", FindingType.PERSON, Action.PSEUDONYM);
        assertThat(Rendering.words("Okafor, Ngozi", FindingType.PERSON, Action.PSEUDONYM)
                        .split(" "))
                .containsExactlyInAnyOrder(whole.split(" "));
        assertThat(Rendering.words("Dr. OKAFOR", FindingType.PERSON, Action.PSEUDONYM))
                .isEqualTo("Dr " + whole.split(" ")[1]);
        RenditionScope german = new RenditionScope("tenant", "subject", Locale.GERMANY, 2026);
        assertThat(Surrogates.of("de").names())
                .contains(Rendering.words("Okafor", FindingType.PERSON, Action.PSEUDONYM, german));
    }

    @Test
    void noSurrogateIsAWordOfTheDocument() {
        String names = String.join(" ", Surrogates.of("en").names());
        String text = "Ngozi Okafor met " + names.toLowerCase(Locale.ROOT);
        String words = Rendering.draft(
                        text,
                        Rendering.all(Action.PSEUDONYM),
                        Rendering.SCOPE,
                        Rendering.finding(text, "Ngozi Okafor", FindingType.PERSON))
                .text()
                .canonical();
        assertThat(words).startsWith("[PERSON ").endsWith(names.toLowerCase(Locale.ROOT));
    }
}
