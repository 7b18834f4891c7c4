package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.Degraded;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DetectorSet;
import dev.sluice.classifier.DocumentText;
import java.lang.reflect.Constructor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExhaustivenessTests {
    private static final Classifier CLASSIFIER = Classifier.standard();

    /** Made by its own constructor, since no text makes the built-in detectors fail. */
    @ParameterizedTest
    @EnumSource(
            value = DegradedReason.class,
            names = {"TIMEOUT", "OVER_LIMIT", "DETECTOR_FAILED"})
    void whatStoppedADetectorIsAFailureWhateverElseIsSaid(DegradedReason reason) throws ReflectiveOperationException {
        assertThat(Exhaustiveness.of(degraded(EnumSet.of(reason)))).isEqualTo(Exhaustiveness.FAILED);
        assertThat(Exhaustiveness.of(degraded(EnumSet.of(reason, DegradedReason.LANGUAGE_NOT_COVERED))))
                .isEqualTo(Exhaustiveness.FAILED);
    }

    @Test
    void anEmptyTextAndALanguageThatIsNotCoveredAreDegraded() {
        assertThat(of(" ")).isEqualTo(Exhaustiveness.DEGRADED);
        assertThat(of("これは日本語で書かれた長い文章です。何も検出できません。")).isEqualTo(Exhaustiveness.DEGRADED);
    }

    @ParameterizedTest
    @EnumSource(Exhaustiveness.class)
    void readsItsOwnWords(Exhaustiveness word) {
        assertThat(Exhaustiveness.parse(word.name())).isEqualTo(word);
    }

    @Test
    void countsAnUnknownStoredWordAsAFailure() {
        assertThat(Exhaustiveness.parse("PERFECT")).isEqualTo(Exhaustiveness.FAILED);
    }

    private static Degraded degraded(Set<DegradedReason> reasons) throws ReflectiveOperationException {
        Constructor<Degraded> constructor =
                Degraded.class.getDeclaredConstructor(List.class, DetectorSet.class, Set.class);
        constructor.setAccessible(true);
        return constructor.newInstance(List.of(), CLASSIFIER.detectors(), reasons);
    }

    private static Exhaustiveness of(String text) {
        return Exhaustiveness.of(CLASSIFIER.classify(DocumentText.of(text)));
    }
}
