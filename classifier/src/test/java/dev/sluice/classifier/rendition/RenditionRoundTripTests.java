package dev.sluice.classifier.rendition;

import static dev.sluice.classifier.rendition.Rendering.CLASSIFIER;
import static dev.sluice.classifier.rendition.Rendering.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Exhaustive;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whole ways through the classifier's own findings: letters, forms and notes about people whom a seed makes up. */
final class RenditionRoundTripTests {
    private static final List<String> GIVEN =
            List.of("Ngozi", "Tore", "Amara", "Wojciech", "Ingrid", "Kwabena", "Matteo", "Priya", "Siobhan", "Yusuf");
    private static final List<String> FAMILY = List.of(
            "Okafor",
            "Lindqvist",
            "Oyelaran",
            "Kowalczyk",
            "Bergstrand",
            "Mensah",
            "Ferragamo",
            "Raghunathan",
            "Doyle");
    private static final List<String> CONDITIONS = List.of("asthma", "diabetes", "a fracture", "hypertension");

    /** A person, whose every detail has one writing. */
    private record Person(String name, LocalDate birth, String record, String phone, String email) {
        static Person of(Random random) {
            String given = pick(random, GIVEN);
            String family = pick(random, FAMILY);
            return new Person(
                    given + " " + family,
                    LocalDate.of(1945, 1, 1).plusDays(random.nextInt(20_000)),
                    Integer.toString(40_000_000 + random.nextInt(9_999_999)),
                    String.format(Locale.ROOT, "(212) 555-%04d", 100 + random.nextInt(100)),
                    "desk" + (100 + random.nextInt(900)) + "@fernwick-clinic.org");
        }

        String surname() {
            return name.substring(name.indexOf(' ') + 1);
        }

        List<String> details() {
            return List.of(name, birth.toString(), record, phone, email);
        }
    }

    private static String pick(Random random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static Random random(long seed) {
        System.out.println("RenditionRoundTripTests seed " + seed);
        return new Random(seed);
    }

    private static String text(Random random, Person person) {
        LocalDate visit = LocalDate.of(2018, 1, 1).plusDays(random.nextInt(2000));
        List<String> pieces = List.of(
                "Patient: %1$s\nDate of birth: %2$s\nMRN: %3$s\n",
                "Dear Mr. %6$s,\n\nthank you for your letter. We will call you at %4$s or write to %5$s.\n",
                "Admission date: %7$s\nThe patient %1$s was seen for %8$s. Mr. %6$s will come again in the spring.\n",
                "| name | date of birth | phone |\n|---|---|---|\n| %1$s | %2$s | %4$s |\n",
                "The committee wrote about the plan because it was late in the year.\n",
                "We told %6$s that the results are good. Medical record number %3$s is closed.\n");
        StringBuilder text = new StringBuilder(pieces.getFirst());
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            text.append('\n').append(pick(random, pieces));
        }
        return String.format(
                Locale.ROOT,
                text.toString(),
                person.name(),
                person.birth(),
                person.record(),
                person.phone(),
                person.email(),
                person.surname(),
                visit,
                pick(random, CONDITIONS));
    }

    private static List<Finding> found(DocumentText text) {
        return ((Exhaustive) CLASSIFIER.classify(text)).findings();
    }

    private static ClearRendition clear(DocumentText text, RenditionPlan plan, String subject) {
        RenditionScope scope = new RenditionScope("tenant", subject, Locale.US, 2026);
        return Rendering.clear(text, plan, scope, List.of());
    }

    private static Map<String, String> written(DocumentText source, ClearRendition rendition) {
        Map<String, String> written = new LinkedHashMap<>();
        for (Replacement each : rendition.replacements()) {
            String value = source.canonical().substring(each.sourceStart(), each.sourceEnd());
            String form = rendition.text().canonical().substring(each.start(), each.end());
            String other = written.putIfAbsent(value, form);
            assertThat(other == null || other.equals(form))
                    .as("one form a value")
                    .isTrue();
        }
        return written;
    }

    @Test
    void aRenditionClassifiedAgainIsClear() {
        Random random = random(31);
        for (int i = 0; i < 24; i++) {
            Person person = Person.of(random);
            DocumentText source = DocumentText.of(text(random, person));
            Action action = Action.values()[1 + i % 6];
            ClearRendition rendition = clear(source, Rendering.all(action), "subject " + i);
            assertThat(rendition.categories()).as("seed 31, document %s", i).isSubsetOf(Category.HEALTH_INFO);
            Exhaustive again = (Exhaustive) CLASSIFIER.classify(rendition.text());
            assertThat(again.findings()).isEqualTo(rendition.classification().findings());
            Residue residue = new Residue(new Rewriting.Draft(rendition.text(), rendition.replacements()));
            assertThat(again.findings())
                    .as("seed 31, document %s", i)
                    .noneMatch(finding -> finding.type() != FindingType.HEALTH && residue.isOfSource(finding));
            String folded = FoldedText.fold(rendition.text().canonical());
            for (String detail : person.details()) {
                assertThat(folded.contains(FoldedText.fold(detail)))
                        .as("seed 31, document %s, %s", i, action)
                        .isFalse();
            }
        }
    }

    @Test
    void valuesOfASubjectAreReplacedAlikeInAllOfItsDocuments() {
        Random random = random(32);
        for (int i = 0; i < 6; i++) {
            Person person = Person.of(random);
            RenditionPlan plan = Rendering.all(Action.PSEUDONYM);
            Map<String, String> forms = new HashMap<>();
            List<Long> shifts = new ArrayList<>();
            for (int document = 0; document < 4; document++) {
                DocumentText source = DocumentText.of(text(random, person));
                written(source, clear(source, plan, "subject " + i)).forEach((value, form) -> {
                    assertThat(forms.getOrDefault(value, form))
                            .as("seed 32, value of %s units", value.length())
                            .isEqualTo(form);
                    forms.put(value, form);
                    if (value.matches("\\d{4}-\\d{2}-\\d{2}") && form.matches("\\d{4}-\\d{2}-\\d{2}")) {
                        shifts.add(LocalDate.parse(value).toEpochDay()
                                - LocalDate.parse(form).toEpochDay());
                    }
                });
            }
            assertThat(shifts).as("seed 32, subject %s", i).isNotEmpty();
            assertThat(shifts.stream().distinct()).hasSize(1);
            assertThat(forms).containsKey(person.name());
        }
    }

    /** But for numbered people, where a surname alone becomes the whole name on purpose. */
    @Test
    void anAnswerGetsItsValuesBackExactly() {
        Random random = random(33);
        for (int i = 0; i < 16; i++) {
            Person person = Person.of(random);
            DocumentText source = DocumentText.of(text(random, person));
            Action action = List.of(Action.PLACEHOLDER, Action.PSEUDONYM, Action.FORMAT_PRESERVING)
                    .get(i % 3);
            RenditionPlan plan = Rendering.all(action);
            for (FindingType type : FindingType.values()) {
                boolean date = type == FindingType.DATE || type == FindingType.DATE_OF_BIRTH;
                if (action == Action.FORMAT_PRESERVING && type.letter().isPresent()) {
                    plan = date ? plan.with(type, Action.SHIFT_DATE) : plan.with(type, Action.PSEUDONYM);
                }
            }
            plan = plan.with(FindingType.MRN, action).with(FindingType.PERSON, Action.PSEUDONYM);
            ClearRendition rendition = Rendering.clear(source, plan, SCOPE, found(source));
            ReidentificationMap map = ReidentificationMap.of(source, rendition);
            Reidentification whole = map.reidentify(rendition.text().canonical());
            assertThat(whole.text()).as("seed 33, document %s, %s", i, action).isEqualTo(source.canonical());
            assertThat(whole.unknown()).isEmpty();
            for (Map.Entry<String, String> entry : written(source, rendition).entrySet()) {
                Reidentification answer = map.reidentify("About " + entry.getValue() + ": it is so.");
                assertThat(answer.replaced())
                        .as("seed 33, document %s, %s", i, action)
                        .isPositive();
            }
        }
    }
}
