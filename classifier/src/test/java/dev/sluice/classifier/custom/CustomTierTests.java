package dev.sluice.classifier.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.pattern.Checksum;
import dev.sluice.classifier.pattern.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CustomTierTests {
    private static final CustomRecognizer STAFF = recognizer("HX-\\d{5}", Optional.empty());
    private static final CustomRecognizer STUDY =
            recognizer("\\d{2}-\\d{4}", Optional.of(ContextWords.of(List.of("subject", "study id"), 4)));

    private static CustomRecognizer recognizer(String pattern, Optional<ContextWords> context) {
        return CustomRecognizer.of("sample", FindingType.IDENTIFIER, pattern, true, context, Optional.empty(), 0.9);
    }

    private static WordList list(String... entries) {
        Map<Integer, String> lines = new TreeMap<>();
        for (String entry : entries) {
            lines.put(lines.size() + 1, entry);
        }
        return WordList.of("projects", FindingType.CONFIDENTIALITY, 0.9, lines);
    }

    private static List<String> found(CustomRecognizer recognizer, String text) {
        return found(new CustomTier(List.of(recognizer), List.of()), text);
    }

    private static List<String> found(WordList list, String text) {
        return found(new CustomTier(List.of(), List.of(list)), text);
    }

    private static List<String> found(CustomTier tier, String text) {
        CustomTier.Outcome outcome = tier.scan(text);
        assertThat(outcome.reasons()).isEmpty();
        return outcome.findings().stream()
                .map(finding -> text.substring(finding.start(), finding.end()))
                .toList();
    }

    @Test
    void findsAtTheBordersOfWordsOnly() {
        assertThat(found(STAFF, "by HX-20417, hx-20418; (HX-20419)"))
                .containsExactly("HX-20417", "hx-20418", "HX-20419");
        assertThat(found(STAFF, "AHX-20417 HX-204171 HX-2041")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"H\u200bX-204\u00ad17", "ＨＸ－２０４１７", "HX&#45;20417", "HX\u201320417"})
    void seesThroughWhatTheBuiltInDetectorsSeeThrough(String text) {
        assertThat(found(STAFF, "by " + text + " today")).containsExactly(text);
    }

    @Test
    void needsItsContextOnEitherSideWithinReach() {
        assertThat(found(STUDY, "Subject 31-0452")).hasSize(1);
        assertThat(found(STUDY, "31-0452 (study ID)")).hasSize(1);
        assertThat(found(STUDY, "subject one two three 31-0452")).hasSize(1);
        assertThat(found(STUDY, "subject one two three four 31-0452")).isEmpty();
        assertThat(found(STUDY, "subjects 31-0452")).isEmpty();
        assertThat(found(STUDY, "subject\n\n31-0452")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "\t", "|", ";"})
    void takesTheHeadOfItsColumnForContextHoweverFarUp(String separator) {
        String head = String.join(separator, "arm", "study id", "dose") + '\n';
        String rows = (String.join(separator, "B", "n/a", "five milligrams") + '\n').repeat(40);
        assertThat(found(STUDY, head + rows + String.join(separator, "B", "31-0452", "5")))
                .containsExactly("31-0452");
        assertThat(found(STUDY, head + rows + String.join(separator, "31-0452", "none", "5")))
                .isEmpty();
        assertThat(found(STUDY, head + rows + '\n' + String.join(separator, "B", "31-0452", "5")))
                .isEmpty();
    }

    @Test
    void takesTheHeadOfASegmentForContext() {
        String filler = "and then the visit went on for some more words\n".repeat(20);
        assertThat(found(STUDY, "[sheet/1 | Subject list]\n" + filler + "31-0452"))
                .containsExactly("31-0452");
        assertThat(found(STUDY, "[sheet/1 | Price list]\n" + filler + "31-0452"))
                .isEmpty();
    }

    /** The head of the column stands in another window than the value, at every offset around the border. */
    @Test
    void aColumnsHeadReachesOverWindows() {
        String row = "B,10-zz,five milligrams of it\n";
        int border = (1 << 18) - (1 << 12);
        for (int offset = border - 40; offset < border + 40; offset++) {
            StringBuilder text = new StringBuilder("arm,study id,dose\n");
            while (text.length() < offset - row.length()) {
                text.append(row);
            }
            text.append("B,")
                    .append("x".repeat(Math.max(0, offset - text.length())))
                    .append(" 31-0452,5\n")
                    .append(row.repeat(400));
            assertThat(found(STUDY, text.toString())).as("offset %d", offset).containsExactly("31-0452");
        }
    }

    @Test
    void asksForItsChecksum() {
        CustomRecognizer card = CustomRecognizer.of(
                "card",
                FindingType.ACCOUNT,
                "\\d{4}( ?\\d{4}){2}",
                true,
                Optional.empty(),
                Optional.of(Checksum.LUHN),
                0.9);
        assertThat(found(card, "7012 3456 7892")).hasSize(1);
        IntStream.range(0, 10)
                .filter(digit -> digit != 2)
                .forEach(digit ->
                        assertThat(found(card, "7012 3456 789" + digit)).isEmpty());
    }

    @Test
    void findsWordsAndPhrasesHoweverTheyAreWritten() {
        WordList list = list("Project Halcyon Reef", "Marlowgate", "Zoë & Sons");
        for (String text : List.of(
                "project halcyon reef",
                "PROJECT HALCYON REEF",
                "Project  Halcyon-Reef",
                "project_halcyon_reef",
                "Projéct Halcyon\nReef",
                "marlow-\ngate",
                "Marl\u200bowgate",
                "zoe & sons",
                "ＭＡＲＬＯＷＧＡＴＥ")) {
            assertThat(found(list, "of " + text + ", soon")).as(text).containsExactly(text);
        }
    }

    @Test
    void findsWholeWordsOnly() {
        WordList list = list("Project Halcyon Reef", "Marlowgate");
        assertThat(found(list, "Marlowgates, aMarlowgate; project halcyon. project halcyon\n\nreef halcyon reef"))
                .isEmpty();
    }

    @Test
    void findsEachOfAHundredThousandEntries() {
        Map<Integer, String> lines = new TreeMap<>();
        for (int i = 1; i <= WordList.MOST_ENTRIES; i++) {
            lines.put(i, "name " + Integer.toString(i * 7919, 36) + "x of line " + i);
        }
        WordList list = WordList.of("many", FindingType.PERSON, 0.9, lines);
        CustomTier tier = new CustomTier(List.of(), List.of(list));
        for (int i = 1; i <= WordList.MOST_ENTRIES; i += 997) {
            assertThat(tier.scan("the " + lines.get(i).toUpperCase(java.util.Locale.ROOT) + ".")
                            .findings())
                    .hasSize(1);
        }
        assertThat(tier.scan("the name of line 5").findings()).isEmpty();
        lines.put(0, "one too many");
        assertThatThrownBy(() -> WordList.of("many", FindingType.PERSON, 0.9, lines))
                .isInstanceOf(RefusedRuleException.class);
    }

    @Test
    void findsAtEveryOffsetAroundTheBorderOfAWindow() {
        CustomTier tier = new CustomTier(List.of(STAFF), List.of(list("Project Halcyon Reef")));
        String planted = "HX-20417 project halcyon reef";
        int border = (1 << 18) - (1 << 12);
        for (int offset = border - 35; offset < border + 5; offset++) {
            String text = " ".repeat(offset) + planted + " ".repeat(1 << 13);
            assertThat(tier.scan(text).findings()).as("offset %d", offset).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a ", "aa", "a-", "a,", "project halcyon ", "12-3456 ", "a-\n", "x\n", "\"a\","})
    void takesStepsInProportionToAHostileText(String piece) {
        CustomTier tier = new CustomTier(
                List.of(recognizer("[a -]{1,60}(a|aa|a-){1,30}x", Optional.empty()), STUDY),
                List.of(list("project halcyon project halcyon reef", "a a a a a a b")));
        long small = tier.scan(piece.repeat(20_000)).steps();
        long large = tier.scan(piece.repeat(200_000)).steps();
        assertThat(large).isLessThan(11 * small + 100_000).isLessThan(200_000L * piece.length() * 1300);
    }

    @Test
    void aRecognizerThatFailsDegradesAndStopsNoOther() {
        CustomRecognizer failing = new CustomRecognizer(
                "failing",
                FindingType.IDENTIFIER,
                "\\d{4}",
                true,
                Optional.empty(),
                value -> {
                    throw new IllegalStateException("planted");
                },
                0.9,
                "");
        CustomTier.Outcome outcome = new CustomTier(List.of(failing, STAFF), List.of()).scan("1234 HX-20417");
        assertThat(outcome.reasons()).containsExactly(DegradedReason.DETECTOR_FAILED);
        assertThat(outcome.findings()).extracting(Finding::recognizer).containsExactly("custom/sample");
    }

    @Test
    void whatTheLimitsCutOffDegrades() {
        Limits few = new Limits(Duration.ofSeconds(30), 1 << 20, 10);
        assertThat(new CustomTier(List.of(STAFF), List.of(), few)
                        .scan("HX-20417 ".repeat(20))
                        .reasons())
                .containsExactly(DegradedReason.OVER_LIMIT);
        Limits small = new Limits(Duration.ofSeconds(30), 20, 10);
        assertThat(new CustomTier(List.of(STAFF), List.of(), small)
                        .scan("HX-20417 ".repeat(5))
                        .reasons())
                .containsExactly(DegradedReason.OVER_LIMIT);
        Limits moment = new Limits(Duration.ofNanos(1), 1 << 20, 10);
        assertThat(new CustomTier(List.of(STAFF), List.of(), moment)
                        .scan("word ".repeat(20_000))
                        .reasons())
                .containsExactly(DegradedReason.TIMEOUT);
    }

    @Test
    void isNotTakenWithoutExamplesOfBothKindsThatComeOutSo() {
        STAFF.prove(List.of("HX-20417"), List.of("HX-2041"));
        assertThatThrownBy(() -> STAFF.prove(List.of(), List.of("x"))).hasMessageContaining("no example of a match");
        assertThatThrownBy(() -> STAFF.prove(List.of("HX-20417"), List.of())).hasMessageContaining("what is none");
        assertThatThrownBy(() -> STAFF.prove(List.of("HX-20417", "HX-2041"), List.of("x")))
                .hasMessageContaining("example 2 of \"matches\"");
        assertThatThrownBy(() -> STAFF.prove(List.of("HX-20417"), List.of("x", "y", "HX-20417")))
                .hasMessageContaining("example 3 of \"ignores\"");
    }
}
