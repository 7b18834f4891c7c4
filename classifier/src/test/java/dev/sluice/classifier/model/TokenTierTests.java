package dev.sluice.classifier.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.Letter;
import dev.sluice.classifier.pattern.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The network of these tests sees a name only where the word "dear" stands at most twelve pieces away in the same window, so
 * a piece that was taken from a window's border would be missed.
 */
final class TokenTierTests {
    private static final TokenTier TIER = ToyTier.of("toy");
    private static final String NAME = "Ingrid Lindqvist";
    private static final String CUE_FIRST = "dear the the the the the the the the " + NAME;
    private static final String CUE_LAST = NAME + " the the the the the the the the dear";

    private static List<String> found(TokenTier tier, String text) {
        TokenTier.Outcome outcome = tier.scan(text);
        assertThat(outcome.reasons()).isEmpty();
        return outcome.findings().stream()
                .map(finding -> finding.type() + " " + text.substring(finding.start(), finding.end()))
                .toList();
    }

    @Test
    void aFindingTellsWhatWhereHowSureAndByWhom() {
        TokenTier.Outcome outcome = TIER.scan("The train in Bergen, dear Ingrid Lindqvist.");
        assertThat(outcome.reasons()).isEmpty();
        assertThat(outcome.windows()).isEqualTo(1);
        assertThat(outcome.findings()).hasSize(2);
        Finding place = outcome.findings().getFirst();
        assertThat(place.type()).isEqualTo(FindingType.LOCATION);
        assertThat(place.start()).isEqualTo(13);
        assertThat(place.end()).isEqualTo(19);
        Finding name = outcome.findings().getLast();
        assertThat(name.type()).isEqualTo(FindingType.PERSON);
        assertThat(name.letter()).isEqualTo(Letter.A);
        assertThat(name.tier()).isEqualTo(2);
        assertThat(name.recognizer()).isEqualTo(TIER.name());
        assertThat(name.confidence()).isBetween(0.98, 1.0);
    }

    @Test
    void aScoreBelowTheThresholdIsKnownAndIsNoFinding() {
        TokenTier.Outcome outcome = TIER.scan("The train in Bergen leaves without Ingrid Lindqvist.");
        assertThat(outcome.findings()).extracting(Finding::type).containsExactly(FindingType.LOCATION);
        assertThat(outcome.scores().keySet()).isEqualTo(TIER.types());
        assertThat(outcome.scores().get(FindingType.PERSON)).isBetween(0.005, 0.02);
        assertThat(outcome.scores().get(FindingType.LOCATION))
                .isEqualTo(outcome.findings().getFirst().confidence());
        assertThat(TIER.scan("The end.").scores().get(FindingType.PERSON)).isBetween(0.0, 0.001);
    }

    @Test
    void aSureNameDoesNotHideThatAnotherWasNearlyReported() {
        TokenTier.Outcome sure = TIER.scan("dear Ingrid Lindqvist");
        assertThat(sure.nearly().get(FindingType.PERSON)).isLessThan(0.001);
        TokenTier.Outcome both = TIER.scan("dear Ingrid Lindqvist " + "the train leaves ".repeat(8) + NAME);
        assertThat(both.findings()).hasSize(1);
        assertThat(both.nearly().get(FindingType.PERSON)).isBetween(0.005, 0.02);
    }

    @Test
    void anEntityAtAnyPlaceAcrossTheWindowsIsFoundAsInOneWindow() {
        TokenTier oneWindow = ToyTier.of("toy", 512, TokenTier.LIMITS);
        for (String planted : List.of(CUE_FIRST, CUE_LAST)) {
            for (int before = 0; before < 300; before++) {
                String text = "a ".repeat(before) + planted + " b".repeat(400 - before);
                assertThat(oneWindow.scan(text).windows()).isEqualTo(1);
                TokenTier.Outcome outcome = TIER.scan(text);
                assertThat(outcome.windows()).isGreaterThanOrEqualTo(3);
                assertThat(outcome.findings())
                        .as("%d words before %s", before, planted)
                        .isEqualTo(oneWindow.scan(text).findings())
                        .hasSize(1);
                assertThat(outcome.findings().getFirst().start()).isEqualTo(text.indexOf(NAME));
            }
        }
    }

    @Test
    void anEntityAtTheEndOfATextOfAnyLengthIsFound() {
        for (int before = 0; before < 300; before++) {
            assertThat(found(TIER, "a ".repeat(before) + CUE_FIRST))
                    .as("%d words before", before)
                    .containsExactly("PERSON " + NAME);
        }
    }

    @Test
    void anEntityAtAnyPlaceAcrossTheStretchesOfALongTextIsFound() {
        for (String gap : List.of("the train ", "the,", "the\ntrain-\nthe ")) {
            String start = gap.repeat(20_000 / gap.length()).substring(0, 16_290);
            for (int before = 0; before < 200; before++) {
                String text = start + " ".repeat(before + 1) + CUE_FIRST + " " + gap.repeat(1000);
                assertThat(found(TIER, text)).as("%d blanks before", before).containsExactly("PERSON " + NAME);
            }
        }
    }

    @Test
    void anEntityAtAnyPlaceOfListsAndCellsWithoutBlanksIsFound() {
        for (String sign : List.of(";", "|", ":", "/", "=", ".", "-", "\n- ", "-\n", "\n-", "\u2022")) {
            String filler = ("the" + sign).repeat(6_000);
            String planted = String.join(sign, "dear", "Ingrid", "Lindqvist", "");
            for (int before = 0; before < 40; before++) {
                String text = filler.substring(0, 16_340 / (3 + sign.length()) * (3 + sign.length()))
                        + "x".repeat(before)
                        + sign
                        + planted
                        + filler;
                assertThat(found(TIER, text))
                        .as("%s after %d letters", sign, before)
                        .containsExactly("PERSON Ingrid", "PERSON Lindqvist");
            }
        }
    }

    @Test
    void spansHoldAllOfWhatWasWrittenAndNothingElse() {
        for (String written : List.of(
                "Ingrid",
                "In\u200bgr\u00adid",
                "\uff29\uff4e\uff47\uff52\uff49\uff44",
                "\ud835\udc08\ud835\udc27\ud835\udc20\ud835\udc2b\ud835\udc22\ud835\udc1d",
                "&#73;ngri&#100;",
                "%49ngri%64",
                "I\u0301ngr\u00edd",
                "INGRID")) {
            for (String sign : List.of("", "\ud83d\ude00 ", "\u33a5 ", "\u200b")) {
                assertThat(found(TIER, sign + "dear " + sign + written + " " + sign + "the"))
                        .as("%s after %s", written, sign)
                        .containsExactly("PERSON " + written);
            }
        }
    }

    @Test
    void aWordIsFoundWholeIfOnlyOneOfItsPiecesIs() {
        assertThat(found(TIER, "dear xlindqvists, the")).containsExactly("PERSON xlindqvists");
        assertThat(found(TIER, "dear lindx, the")).containsExactly("PERSON lindx");
        assertThat(found(TIER, "dear xlindqvis, the")).isEmpty();
    }

    @Test
    void aSecondBeginningIsASecondFinding() {
        assertThat(found(TIER, "dear Ingrid Ingrid Lindqvist"))
                .containsExactly("PERSON Ingrid", "PERSON Ingrid Lindqvist");
        assertThat(found(TIER, "dear Lindqvist")).containsExactly("PERSON Lindqvist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "shape", "failing", "huge", "names"})
    void aNetworkThatGivesNoAnswerIsAFailedDetector(String network) {
        TokenTier tier = ToyTier.of(network);
        for (int call = 0; call < 2; call++) {
            TokenTier.Outcome outcome = tier.scan("dear Ingrid");
            assertThat(outcome.reasons()).containsExactly(DegradedReason.DETECTOR_FAILED);
            assertThat(outcome.findings()).isEmpty();
        }
    }

    @Test
    void bytesThatAreNoNetworkAreAFailedDetector() {
        byte[] vocabulary = ToyTier.file("toy-vocab.txt");
        TokenTier whole = ToyTier.of("toy");
        assertThat(whole.scan("dear Ingrid").reasons()).isEmpty();
        TokenModel broken = new TokenModel(vocabulary, 5);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> broken.call(128).run(3)))
                .isInstanceOf(ModelFailedException.class);
    }

    @Test
    void textWithoutAnyPieceNeedsNoWindow() {
        for (String text : List.of("", " \n\t", "\u200b\u00ad", "\u0301")) {
            TokenTier.Outcome outcome = TIER.scan(text);
            assertThat(outcome.reasons()).isEmpty();
            assertThat(outcome.windows()).isZero();
        }
    }

    @Test
    void aLongTextIsReadToItsEnd() {
        Random random = new Random(20_261_123);
        String text = IntStream.range(0, 120_000)
                        .mapToObj(i -> List.of("the ", "train ", "leaves ", "in ", "a ")
                                .get(random.nextInt(5)))
                        .collect(Collectors.joining())
                + CUE_LAST;
        TokenTier.Outcome outcome = TIER.scan(text);
        assertThat(outcome.reasons()).isEmpty();
        assertThat(outcome.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.start()).isEqualTo(text.indexOf(NAME)));
        assertThat(outcome.windows()).isEqualTo(1 + (long) Math.ceil((6 * 20_000 + 12 - 126) / 94.0));
    }

    @Test
    void whatRepeatsIsReadOnceAndItsEndIsNotLost() {
        String text = "the train leaves in the a ".repeat(20_000) + CUE_LAST;
        TokenTier.Outcome outcome = TIER.scan(text);
        assertThat(outcome.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.start()).isEqualTo(text.indexOf(NAME)));
        assertThat(outcome.windows()).isLessThan(8);
    }

    @Test
    void aWindowThatRepeatsTheOneBeforeItIsNotReadAgainAndSaysTheSame() {
        String rule = "-.".repeat(2_500);
        TokenTier.Outcome outcome = TIER.scan(rule + " in Bergen " + rule);
        assertThat(outcome.findings()).hasSize(1);
        assertThat(outcome.windows()).isLessThan(8);
        String places = "Bergen ".repeat(2_000);
        assertThat(found(TIER, places)).hasSize(2_000).containsOnly("LOCATION Bergen");
        assertThat(TIER.scan(places).windows()).isEqualTo(2);
    }

    @Test
    void aRunOfTheSameMarkIsReadAsTwoAndHidesNothingBesideIt() {
        for (String run : List.of("-".repeat(40_000), "- ".repeat(300), ".".repeat(30), ",\n".repeat(20))) {
            String text = "in Bergen " + run + " dear " + run + " Ingrid " + run + " in Bergen";
            assertThat(found(TIER, text)).containsExactly("LOCATION Bergen", "PERSON Ingrid", "LOCATION Bergen");
            assertThat(TIER.scan(text).windows()).isEqualTo(1);
        }
        assertThat(found(TIER, "dear " + "-,".repeat(300) + " Ingrid")).isEmpty();
        assertThat(TIER.scan("a ".repeat(300)).windows()).isGreaterThan(1);
    }

    @Test
    void aTextOverTheLimitIsReadUpToItAndDegraded() {
        Limits limits = new Limits(Duration.ofMinutes(1), 2_001, 100);
        String text = CUE_FIRST + " " + "\ud83d\ude00".repeat(1000) + CUE_FIRST;
        TokenTier.Outcome outcome = ToyTier.of("toy", 128, limits).scan(text);
        assertThat(outcome.reasons()).containsExactly(DegradedReason.OVER_LIMIT);
        assertThat(outcome.findings()).hasSize(1);
    }

    @Test
    void moreFindingsThanTheLimitDegrade() {
        Limits limits = new Limits(Duration.ofMinutes(1), 1 << 20, 100);
        TokenTier.Outcome outcome = ToyTier.of("toy", 128, limits).scan("in Bergen ".repeat(2_000));
        assertThat(outcome.reasons()).containsExactly(DegradedReason.OVER_LIMIT);
        assertThat(outcome.findings()).hasSizeBetween(101, 300);
    }

    @Test
    void aScanEndsWhenItsTimeIsOver() {
        Limits limits = new Limits(Duration.ofNanos(1), 1 << 20, 100);
        TokenTier.Outcome outcome = ToyTier.of("toy", 128, limits).scan(CUE_FIRST);
        assertThat(outcome.reasons()).containsExactly(DegradedReason.TIMEOUT);
    }

    @Test
    void anInterruptEndsAScanAndStaysSet() {
        Thread.currentThread().interrupt();
        TokenTier.Outcome outcome = TIER.scan(CUE_FIRST);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.reasons()).containsExactly(DegradedReason.TIMEOUT);
    }

    @Test
    void manyThreadsGetTheAnswersOfOne() throws Exception {
        long seed = 4;
        Random random = new Random(seed);
        List<String> texts = IntStream.range(0, 60)
                .mapToObj(i -> "the ".repeat(random.nextInt(300)) + CUE_FIRST + " in Bergen".repeat(random.nextInt(40)))
                .toList();
        List<List<Finding>> alone =
                texts.stream().map(text -> TIER.scan(text).findings()).toList();
        TokenTier shared = ToyTier.of("toy");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Finding>>> calls = texts.stream()
                    .<Callable<List<Finding>>>map(
                            text -> () -> shared.scan(text).findings())
                    .toList();
            List<Future<List<Finding>>> together = threads.invokeAll(calls);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(together.get(i).get())
                        .as("seed %d, text %d", seed, i)
                        .isEqualTo(alone.get(i));
            }
        }
    }
}
