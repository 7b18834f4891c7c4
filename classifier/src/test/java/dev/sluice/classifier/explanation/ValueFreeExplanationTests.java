package dev.sluice.classifier.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.FindingType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was planted in a text, and whatever else of it is no word of a closed list, is never in an explanation. */
final class ValueFreeExplanationTests {
    private static final Classifier CLASSIFIER = Classifier.standard();
    private static final String[] FORMS = {
        "Patient: %N %N, MRN %D, born 03/14/1961, seen by Dr. %N for %w.",
        "name,mrn,phone\n%N %N,%D,555-0147\n%N %N,%D,555-0148\n",
        "my name is %w %w and my number is %D",
        "Dear Ms %N,\n\nyour account %D at %N Bank was closed. %N said so.\n",
        "Employee %N (%N@%w.org), user name %w%d, IBAN: GB82WEST%D.",
        "{\"patient\":{\"family\":\"%N\",\"given\":\"%N\",\"id\":\"%D\"},\"note\":\"%w\"}",
        "Lives at %d %N Street, %N, IL 62704. Passport %D. Password: %w%d",
        "The %w of %N met %N %N; her son %N, case no. %D, was there.",
        "[attachment/1 | Claims of %N]\nclaim %D, member %D, NHS number 943 476 5919 of %N"
    };

    private static String word(Random random, boolean capital) {
        StringBuilder word = new StringBuilder();
        int length = 6 + random.nextInt(5);
        for (int i = 0; i < length; i++) {
            word.append((i % 2 == 0 ? "bcdfghjklmnprstvz" : "aeiou").charAt(random.nextInt(i % 2 == 0 ? 17 : 5)));
        }
        return capital ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) : word.toString();
    }

    private static String filled(String form, Random random, List<String> planted) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < form.length(); i++) {
            if (form.charAt(i) != '%') {
                text.append(form.charAt(i));
                continue;
            }
            String value = switch (form.charAt(++i)) {
                case 'N' -> word(random, true);
                case 'w' -> word(random, false);
                case 'd' -> String.valueOf(1000 + random.nextInt(9000));
                default -> String.valueOf(10_000_000 + random.nextInt(90_000_000));
            };
            planted.add(value.toLowerCase(Locale.ROOT));
            text.append(value);
        }
        return text.toString();
    }

    @Test
    void plantedValuesNeverAppear() {
        long seed = 20_261_123;
        Random random = new Random(seed);
        int named = 0;
        for (int round = 0; round < 300; round++) {
            List<String> planted = new ArrayList<>();
            String text = filled(FORMS[round % FORMS.length], random, planted);
            DocumentText document = DocumentText.of(text);
            List<Explanation> explanations = CLASSIFIER.explain(document, CLASSIFIER.classify(document));
            assertThat(explanations).as("seed %d, round %d", seed, round).isNotEmpty();
            for (Explanation explanation : explanations) {
                String said = explanation.toString().toLowerCase(Locale.ROOT);
                for (String value : planted) {
                    // A number of a few digits can be an offset; the longer ones cannot.
                    if (value.length() > 4) {
                        assertThat(said).as("seed %d, round %d", seed, round).doesNotContain(value);
                    }
                }
                named += (int) explanation.influences().stream()
                        .filter(influence -> !influence.told().isEmpty())
                        .count();
            }
        }
        assertThat(named).isGreaterThan(300);
    }

    @Test
    void noWordThatLiesInAFindingIsTold() {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            String text = filled(FORMS[round % FORMS.length], random, new ArrayList<>());
            DocumentText document = DocumentText.of(text);
            List<Explanation> explanations = CLASSIFIER.explain(document, CLASSIFIER.classify(document));
            for (Explanation one : explanations) {
                for (Influence influence : one.influences()) {
                    boolean inFinding = explanations.stream()
                            .filter(other -> other.finding().type() != FindingType.HEALTH)
                            .anyMatch(other -> other.finding().start() < influence.end()
                                    && influence.start() < other.finding().end());
                    assertThat(inFinding && !influence.told().isEmpty())
                            .as("seed %d, round %d", seed, round)
                            .isFalse();
                }
            }
        }
    }
}
