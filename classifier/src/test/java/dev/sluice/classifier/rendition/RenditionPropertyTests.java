package dev.sluice.classifier.rendition;

import static dev.sluice.classifier.rendition.Rendering.SCOPE;
import static dev.sluice.classifier.rendition.Rendering.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RenditionPropertyTests {
    private static final List<String> FILLER = List.of(
            "the committee wrote about the plan",
            "and then we went to the meeting",
            "because it was late in the year",
            "with a view to the next step",
            "this is what they had in mind",
            "for all of us at the table");
    private static final List<String> SYLLABLES =
            List.of("thren", "wick", "ola", "mon", "jeau", "zub", "kra", "vel", "dor", "ni", "pha", "quo");
    private static final List<String> ODD = List.of(
            "יוסף",
            "محمد",
            "\uD83D\uDE00",
            "\u202Exyz\u202C",
            "e\u0301",
            "ﬁn",
            "ẞtraße",
            "\u200D",
            "[PERSON 1]",
            "İz",
            "[MASKED]",
            "Ａｎｎ",
            "\uD835\uDC00\uD835\uDC01",
            " ",
            "-",
            "'s");

    private record Sample(String text, List<Finding> findings, Set<String> values) {}

    private static Random random(long seed) {
        System.out.println("RenditionPropertyTests seed " + seed);
        return new Random(seed);
    }

    private static String pick(Random random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String name(Random random) {
        String word = pick(random, SYLLABLES) + pick(random, SYLLABLES) + pick(random, SYLLABLES);
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String number(Random random) {
        return String.format(
                Locale.ROOT, "%03d-%02d-%04d", random.nextInt(1000), random.nextInt(100), random.nextInt(10_000));
    }

    /** Sentences with values in them, each found once and mentioned again up to three times in other writing. */
    private static Sample sample(Random random, boolean variants) {
        Map<String, FindingType> values = new HashMap<>();
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            values.put(name(random) + " " + name(random), FindingType.PERSON);
            values.put(number(random), random.nextBoolean() ? FindingType.SSN : FindingType.MRN);
        }
        List<String> pieces = new ArrayList<>();
        values.keySet().forEach(value -> {
            pieces.add(value);
            for (int i = random.nextInt(3); i > 0; i--) {
                pieces.add(variants ? variant(random, value) : value);
            }
        });
        Collections.shuffle(pieces, random);
        StringBuilder text = new StringBuilder("We know that");
        for (String piece : pieces) {
            text.append(' ')
                    .append(pick(random, FILLER))
                    .append(", ")
                    .append(piece)
                    .append(", ");
            text.append(pick(random, FILLER)).append(random.nextBoolean() ? ".\n" : " and");
        }
        String all = text.append(" that is all.").toString();
        List<Finding> findings = new ArrayList<>();
        values.forEach((value, type) -> findings.add(finding(all, value, type)));
        return new Sample(all, findings, values.keySet());
    }

    private static String variant(Random random, String value) {
        return switch (random.nextInt(7)) {
            case 0 -> value.toUpperCase(Locale.ROOT);
            case 1 -> value.toLowerCase(Locale.ROOT);
            case 2 -> value.replace("-", "").replace(" ", "");
            case 3 -> value + "'s";
            case 4 -> value.replace("-", " ");
            case 5 -> value.substring(value.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
            default -> value.replace(" ", "\n");
        };
    }

    @Test
    void noReplacedValueRemainsInAnyWriting() {
        Random random = random(11);
        for (int i = 0; i < 120; i++) {
            Sample sample = sample(random, true);
            for (Action action : List.of(
                    Action.MASK, Action.PLACEHOLDER, Action.PSEUDONYM, Action.FORMAT_PRESERVING, Action.GENERALISE)) {
                Rewriting.Draft draft = Rendering.draft(
                        sample.text(),
                        Rendering.all(action),
                        SCOPE,
                        sample.findings().toArray(Finding[]::new));
                String folded = FoldedText.fold(draft.text().canonical());
                for (String value : sample.values()) {
                    String bare = value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
                    assertThat(folded.contains(bare))
                            .as("seed 11, sample %s, %s", i, action)
                            .isFalse();
                    for (String part : value.toLowerCase(Locale.ROOT).split("[ -]")) {
                        assertThat(value.contains(" ")
                                        && draft.text()
                                                .canonical()
                                                .toLowerCase(Locale.ROOT)
                                                .contains(part))
                                .as("part, seed 11, sample %s, %s", i, action)
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void aRenditionGoesBackToItsSource() {
        Random random = random(12);
        for (int i = 0; i < 25; i++) {
            Sample sample = sample(random, false);
            DocumentText source = DocumentText.of(sample.text());
            for (Action action : List.of(Action.PLACEHOLDER, Action.PSEUDONYM, Action.FORMAT_PRESERVING)) {
                RenditionPlan plan = Rendering.all(action).with(FindingType.PERSON, Action.PSEUDONYM);
                ClearRendition rendition = Rendering.clear(source, plan, SCOPE, sample.findings());
                ReidentificationMap map = ReidentificationMap.fromBytes(
                        ReidentificationMap.of(source, rendition).toBytes());
                assertThat(map.reidentify(rendition.text().canonical()).text().equals(sample.text()))
                        .as("seed 12, sample %s, %s", i, action)
                        .isTrue();
            }
        }
    }

    @Test
    void aValueHasOneSurrogateInEveryDocumentOfItsScope() {
        Random random = random(13);
        for (int i = 0; i < 200; i++) {
            String value = name(random) + " " + name(random);
            Set<String> surrogates = new LinkedHashSet<>();
            for (int document = 0; document < 4; document++) {
                String text = pick(random, FILLER) + ", " + value + ", " + pick(random, FILLER);
                Rewriting.Draft draft = Rendering.draft(
                        text, Rendering.all(Action.PSEUDONYM), SCOPE, finding(text, value, FindingType.PERSON));
                Replacement only = draft.replacements().getFirst();
                surrogates.add(draft.text().canonical().substring(only.start(), only.end()));
            }
            assertThat(surrogates).as("seed 13, value %s", i).hasSize(1);
        }
    }

    @Test
    void moreFindingsNeverLeaveMoreOfTheText() {
        Random random = random(14);
        FindingType[] types = {FindingType.PERSON, FindingType.MRN, FindingType.DATE, FindingType.SECRET};
        for (int i = 0; i < 2000; i++) {
            String text = odd(random);
            List<Finding> few = spans(random, text, types);
            List<Finding> more = new ArrayList<>(few);
            more.addAll(spans(random, text, types));
            BitSet without = covered(text, few);
            without.andNot(covered(text, more));
            assertThat(without.isEmpty()).as("seed 14, text %s", i).isTrue();
        }
    }

    @Test
    void anyFindingsOverAnyTextGiveAWellFormedRenditionThatKeepsTheRest() {
        Random random = random(15);
        for (int i = 0; i < 2000; i++) {
            String text = odd(random);
            List<Finding> findings = spans(random, text, FindingType.values());
            findings.removeIf(finding -> RenditionPlan.standard().action(finding.type()) == Action.WITHHOLD);
            Action action = Action.values()[1 + random.nextInt(6)];
            Rewriting.Draft draft =
                    Rendering.draft(text, Rendering.all(action), SCOPE, findings.toArray(Finding[]::new));
            StringBuilder rest = new StringBuilder();
            StringBuilder sourceRest = new StringBuilder();
            int at = 0;
            int source = 0;
            for (Replacement replacement : draft.replacements()) {
                rest.append(draft.text().canonical(), at, replacement.start()).append('|');
                sourceRest.append(text, source, replacement.sourceStart()).append('|');
                at = replacement.end();
                source = replacement.sourceEnd();
            }
            rest.append(draft.text().canonical().substring(at));
            sourceRest.append(text.substring(source));
            assertThat(rest).as("seed 15, text %s", i).hasToString(sourceRest.toString());
            BitSet covered = new BitSet();
            draft.replacements().forEach(each -> covered.set(each.sourceStart(), each.sourceEnd()));
            for (Finding finding : findings) {
                if (finding.type() != FindingType.HEALTH) {
                    assertThat(covered.nextClearBit(finding.start())).isGreaterThanOrEqualTo(finding.end());
                }
            }
        }
    }

    @Test
    void aRenditionWithPlaceholdersIsItsOwnRendition() {
        Random random = random(16);
        for (int i = 0; i < 25; i++) {
            Sample sample = sample(random, true);
            for (RenditionPlan plan : List.of(RenditionPlan.standard(), RenditionPlan.strictest())) {
                ClearRendition once = Rendering.clear(DocumentText.of(sample.text()), plan, SCOPE, sample.findings());
                ClearRendition twice = Rendering.clear(once.text(), plan, SCOPE, List.of());
                assertThat(twice.text().canonical()).isEqualTo(once.text().canonical());
            }
        }
    }

    @Test
    void theSameArgumentsGiveTheSameRendition() {
        Random random = random(17);
        for (int i = 0; i < 50; i++) {
            Sample sample = sample(random, true);
            Finding[] findings = sample.findings().toArray(Finding[]::new);
            RenditionPlan plan = Rendering.all(Action.PSEUDONYM);
            assertThat(Rendering.draft(sample.text(), plan, SCOPE, findings)
                            .text()
                            .canonical())
                    .isEqualTo(Rendering.draft(sample.text(), plan, SCOPE, findings)
                            .text()
                            .canonical());
        }
    }

    private static String odd(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3 + random.nextInt(12); i++) {
            text.append(
                    switch (random.nextInt(4)) {
                        case 0 -> pick(random, ODD);
                        case 1 -> name(random).substring(0, 3 + random.nextInt(3));
                        case 2 -> number(random).substring(random.nextInt(8));
                        default -> " ";
                    });
        }
        return text.append('.').toString();
    }

    private static List<Finding> spans(Random random, String text, FindingType[] types) {
        List<Finding> findings = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            int start = random.nextInt(text.length());
            int end = start + 1 + random.nextInt(text.length() - start);
            findings.add(finding(types[random.nextInt(types.length)], start, end));
        }
        return findings;
    }

    private static BitSet covered(String text, List<Finding> findings) {
        BitSet covered = new BitSet();
        Spans.of(text, new FoldedText(text), findings, RenditionPlan.strictest(), RenditionLimits.STANDARD.budget())
                .forEach(span -> covered.set(span.start(), span.end()));
        return covered;
    }
}
