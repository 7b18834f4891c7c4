package dev.sluice.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.classifier.model.ToyTier;
import dev.sluice.classifier.pattern.Limits;
import dev.sluice.classifier.pattern.PatternTier;
import dev.sluice.classifier.pattern.Recognizer;
import dev.sluice.classifier.pattern.Scan;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ClassifierTests {
    private static final Classifier STANDARD = Classifier.standard();
    private static final Classifier CLASSIFIER = withNetwork("toy");
    private static final String LETTER =
            "Dear Ms. Lindqvist,\nyour appointment at the cardiology clinic is confirmed.\n";

    private static final AllowScope NOBODYS = new AllowScope("default", "", LocalDate.of(2026, 11, 22));

    private record Misbehaving(RuntimeException failure) implements Recognizer {
        @Override
        public String name() {
            return "misbehaving";
        }

        @Override
        public long triggers() {
            return -1L;
        }

        @Override
        public void look(Scan scan, int token) {
            throw failure;
        }
    }

    private static Classifier with(Recognizer recognizer, Limits limits) {
        List<Recognizer> all = new ArrayList<>(PatternTier.standard().recognizers());
        all.add(3, recognizer);
        return new Classifier(new PatternTier(all, limits), ToyTier.of("toy"));
    }

    @Test
    void ordinaryTextIsExhaustiveAndWithoutCategories() {
        Classification answer = STANDARD.classify(DocumentText.of("Preheat the oven and mix the flour with two eggs."));
        assertThat(answer).isInstanceOf(Exhaustive.class);
        assertThat(answer.categories()).isEmpty();
    }

    @Test
    void aLetterFromAClinicIsProtectedHealthInformation() {
        Classification answer = STANDARD.classify(DocumentText.of(LETTER));
        assertThat(answer.categories()).contains(Category.PHI, Category.PII, Category.HEALTH_INFO);
    }

    @Test
    void aRecognizerThatThrowsDegradesAndKeepsWhatTheOthersFound() {
        Classification whole = CLASSIFIER.classify(DocumentText.of(LETTER));
        Classification answer = with(new Misbehaving(new IllegalStateException("planted")), Limits.STANDARD)
                .classify(DocumentText.of(LETTER));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Degraded.class,
                        degraded -> assertThat(degraded.reasons()).containsExactly(DegradedReason.DETECTOR_FAILED));
        assertThat(answer.findings()).isEqualTo(whole.findings());
    }

    private record Exhausting(int sight) implements Recognizer {
        @Override
        public String name() {
            return "exhausting";
        }

        @Override
        public long triggers() {
            return -1L;
        }

        @Override
        public void look(Scan scan, int token) {
            if (token >= sight) {
                throw new OutOfMemoryError("planted");
            }
        }
    }

    @Test
    void whatWasFoundBeforeTheScanBrokeOffIsKept() {
        Classifier classifier = with(new Exhausting(300), Limits.STANDARD);
        Classification whole = CLASSIFIER.classify(DocumentText.of(LETTER.repeat(10)));
        Classification answer = classifier.classify(DocumentText.of(LETTER.repeat(100)));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Degraded.class,
                        degraded -> assertThat(degraded.reasons()).contains(DegradedReason.DETECTOR_FAILED));
        assertThat(whole.findings()).isNotEmpty();
        assertThat(answer.findings()).containsAll(whole.findings());
    }

    @Test
    void theBeginningOfATextOverTheLimitIsLookedAt() {
        Limits small = new Limits(Duration.ofSeconds(5), LETTER.length(), 1000);
        Classification answer = new Classifier(
                        new PatternTier(PatternTier.standard().recognizers(), small), ToyTier.of("toy"))
                .classify(DocumentText.of(LETTER.repeat(3)));
        assertThat(answer).isInstanceOf(Degraded.class);
        assertThat(answer.findings())
                .filteredOn(finding -> finding.tier() == 1)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.end()).isLessThanOrEqualTo(LETTER.length()));
    }

    private static Classifier withNetwork(String network) {
        return new Classifier(PatternTier.standard(), ToyTier.of(network));
    }

    @Test
    void bothTiersFindingsAreInTheAnswer() {
        Classification answer = CLASSIFIER.classify(DocumentText.of(LETTER + "In Bergen."));
        assertThat(answer).isInstanceOf(Exhaustive.class);
        assertThat(answer.findings())
                .extracting(Finding::type, Finding::tier)
                .contains(tuple(FindingType.HEALTH, 1), tuple(FindingType.LOCATION, 2));
        assertThat(answer.findings()).isSortedAccordingTo(java.util.Comparator.comparingInt(Finding::start));
        assertThat(answer.detectors().detectors().getLast().name()).isEqualTo("token-classifier");
    }

    @Test
    void aTokenClassifierThatFailsDegradesAndKeepsWhatThePatternsFound() {
        Classification patternsFound = CLASSIFIER.classify(DocumentText.of(LETTER));
        for (String network : List.of("nan", "shape", "failing", "huge", "names")) {
            Classification answer = withNetwork(network).classify(DocumentText.of(LETTER));
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Degraded.class,
                            degraded -> assertThat(degraded.reasons()).containsExactly(DegradedReason.DETECTOR_FAILED));
            assertThat(answer.findings())
                    .isNotEmpty()
                    .isEqualTo(patternsFound.findings().stream()
                            .filter(finding -> finding.tier() == 1)
                            .toList());
        }
    }

    @Test
    void scoresAreToldBesideTheAnswerAndChangeNothingInIt() {
        AllowScope scope = new AllowScope("tenant", "source", java.time.LocalDate.EPOCH);
        for (String text : List.of(LETTER + "In Bergen.", "A word from Ingrid about amoxicillin.")) {
            ScoredClassification scored = CLASSIFIER.classifyWithScores(DocumentText.of(text), scope);
            Classification plain = CLASSIFIER.classify(DocumentText.of(text), scope);
            assertThat(scored.classification()).isInstanceOf(Exhaustive.class);
            assertThat(scored.classification().findings()).isEqualTo(plain.findings());
            assertThat(scored.scores()).containsOnlyKeys(FindingType.PERSON, FindingType.LOCATION);
            assertThat(scored.others()).contains(FindingType.HEALTH).doesNotContain(FindingType.LOCATION);
        }
        ScoredClassification failed = withNetwork("nan").classifyWithScores(DocumentText.of("Preheat."), scope);
        assertThat(failed.classification()).isInstanceOf(Degraded.class);
        assertThat(CLASSIFIER.classifyWithScores(DocumentText.of(" "), scope).scores())
                .isEmpty();
    }

    @Test
    void theTokenClassifiersVersionSaysThatNoBoundWasMeasured() {
        assertThat(CLASSIFIER.detectors().detectors().getLast().version()).isEqualTo("toy+uncalibrated");
    }

    @Test
    void theSourcesThatTheModelLearnedFromAreNamed() {
        assertThat(Classifier.trainedOn())
                .contains("rust-lang/rfcs", "PlanTL-GOB-ES/SPACCC_MEDDOCAN")
                .doesNotContain("", "OWASP/CheatSheetSeries");
    }

    @Test
    void aTokenClassifierThatFailsDegradesAnOrdinaryText() {
        assertThat(withNetwork("nan").classify(DocumentText.of("Preheat the oven.")))
                .isInstanceOf(Degraded.class);
    }

    @Test
    void anotherNetworkIsAnotherDetectorSet() {
        assertThat(withNetwork("toy").detectors().digest())
                .isEqualTo(withNetwork("toy").detectors().digest())
                .isNotEqualTo(withNetwork("nan").detectors().digest());
    }

    @Test
    void stopsAfterThePatternsOnlyWhereNoCategoryCouldBeAdded() {
        Stop stop = new Stop("c".repeat(64), Set::equals);
        Classifier failing = withNetwork("failing");
        Classification answer = failing.classify(DocumentText.of(LETTER), NOBODYS, stop);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Partial.class,
                        partial -> assertThat(partial.bundleDigest()).isEqualTo(stop.bundleDigest()));
        assertThat(answer.categories())
                .isEqualTo(CLASSIFIER.classify(DocumentText.of(LETTER)).categories());
        for (String open : List.of(
                "Preheat the oven.", "Amoxicillin is an antibiotic.", "Attorney-Client Privileged. Mix the flour.")) {
            assertThat(failing.classify(DocumentText.of(open), NOBODYS, stop)).isInstanceOf(Degraded.class);
            assertThat(withNetwork("toy").classify(DocumentText.of(open), NOBODYS, stop))
                    .isInstanceOf(Exhaustive.class);
        }
    }

    @Test
    void stopsNowhereWhereThePatternsDidNotComeToTheirEnd() {
        Stop stop = new Stop("c".repeat(64), Set::equals);
        Classifier classifier = new Classifier(
                new PatternTier(
                        PatternTier.standard().recognizers(), new Limits(Duration.ofSeconds(5), LETTER.length(), 1000)),
                ToyTier.of("toy"));
        assertThat(classifier.classify(DocumentText.of(LETTER.repeat(2)), NOBODYS, stop))
                .isInstanceOf(Degraded.class);
    }

    @Test
    void asksWithWhatWasFoundAndTheMostThatTheTokenClassifierCouldAdd() {
        List<Set<Category>> asked = new ArrayList<>();
        Stop stop = new Stop("c".repeat(64), (found, most) -> {
            asked.addAll(List.of(found, most));
            return true;
        });
        Classification answer =
                withNetwork("failing").classify(DocumentText.of("Amoxicillin is an antibiotic."), NOBODYS, stop);
        assertThat(answer).isInstanceOf(Partial.class);
        assertThat(answer.categories()).containsExactly(Category.HEALTH_INFO);
        assertThat(answer.atMost()).containsExactlyInAnyOrder(Category.HEALTH_INFO, Category.PII, Category.PHI);
        assertThat(asked).containsExactly(answer.categories(), answer.atMost());
    }

    @Test
    void aQuestionThatFailsDegrades() {
        Stop stop = new Stop("c".repeat(64), (found, most) -> {
            throw new IllegalStateException("planted");
        });
        assertThat(CLASSIFIER.classify(DocumentText.of(LETTER), NOBODYS, stop))
                .isInstanceOfSatisfying(
                        Degraded.class,
                        degraded -> assertThat(degraded.reasons()).containsExactly(DegradedReason.DETECTOR_FAILED));
    }

    @Test
    void noQuestionIsAskedWherePatternsFailed() {
        Stop stop = new Stop("c".repeat(64), (found, most) -> true);
        assertThat(with(new Misbehaving(new IllegalStateException("planted")), Limits.STANDARD)
                        .classify(DocumentText.of(LETTER), NOBODYS, stop))
                .isInstanceOf(Degraded.class);
    }

    @Test
    void aStopNeedsTheDigestOfABundle() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Stop("any", Set::equals));
    }

    @Test
    void aTimeoutDegrades() {
        Limits moment = new Limits(Duration.ofNanos(1), 1 << 24, 1000);
        Classifier classifier =
                new Classifier(new PatternTier(PatternTier.standard().recognizers(), moment), ToyTier.of("toy"));
        Classification answer = classifier.classify(DocumentText.of(LETTER.repeat(5000)));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Degraded.class,
                        degraded -> assertThat(degraded.reasons()).contains(DegradedReason.TIMEOUT));
    }

    @Test
    void aTextOverTheLimitDegrades() {
        Limits small = new Limits(Duration.ofSeconds(5), 50, 1000);
        Classifier classifier =
                new Classifier(new PatternTier(PatternTier.standard().recognizers(), small), ToyTier.of("toy"));
        assertThat(classifier.classify(DocumentText.of(LETTER)))
                .isInstanceOfSatisfying(
                        Degraded.class,
                        degraded -> assertThat(degraded.reasons()).containsExactly(DegradedReason.OVER_LIMIT));
    }

    @Test
    void moreFindingsThanTheLimitDegrade() {
        Limits few = new Limits(Duration.ofSeconds(30), 1 << 24, 10);
        Classifier classifier =
                new Classifier(new PatternTier(PatternTier.standard().recognizers(), few), ToyTier.of("toy"));
        assertThat(classifier.classify(DocumentText.of(LETTER.repeat(20)))).isInstanceOf(Degraded.class);
    }

    @Test
    void blankTextDegrades() {
        for (String blank : List.of("", " \n", "\u200b\u00ad")) {
            assertThat(CLASSIFIER.classify(DocumentText.of(blank)))
                    .isInstanceOfSatisfying(
                            Degraded.class,
                            degraded -> assertThat(degraded.reasons()).containsExactly(DegradedReason.EMPTY_TEXT));
        }
    }

    @Test
    void aSegmentsContextIsClassifiedToo() {
        DocumentText text =
                new DocumentText(List.of(new Segment("attachment/1", "From: Ingrid Lindqvist", "see below")));
        assertThat(CLASSIFIER.classify(text).categories()).contains(Category.PII);
    }

    @Test
    void everyFindingNamesADetectorOfTheSet() {
        Classification answer = CLASSIFIER.classify(DocumentText.of(LETTER));
        Set<String> names = Set.copyOf(
                answer.detectors().detectors().stream().map(Detector::name).toList());
        assertThat(answer.findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(names).contains(finding.recognizer()));
    }

    @Test
    void theDetectorSetsDigestIsStableAndFollowsTheVersions() {
        assertThat(Classifier.standard().detectors().digest())
                .isEqualTo(STANDARD.detectors().digest());
        Recognizer extra = new Misbehaving(new IllegalStateException("planted"));
        assertThat(with(extra, Limits.STANDARD).detectors().digest())
                .isNotEqualTo(CLASSIFIER.detectors().digest());
        Detector detector = CLASSIFIER.detectors().detectors().getFirst();
        Detector raised = new Detector(detector.name(), detector.version() + "b", detector.digest());
        assertThat(new DetectorSet(List.of(raised)).digest()).isNotEqualTo(new DetectorSet(List.of(detector)).digest());
    }

    @Test
    void aDetectorSetRefusesTwoOfOneName() {
        Detector detector = CLASSIFIER.detectors().detectors().getFirst();
        assertThatIllegalArgumentException().isThrownBy(() -> new DetectorSet(List.of(detector, detector)));
    }

    @Test
    void noOtherPackageCanConstructAnAnswer() {
        for (Class<?> type : Classification.class.getPermittedSubclasses()) {
            assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                assertThat(constructor.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED))
                        .isZero();
            }
        }
    }
}
