package dev.sluice.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.classifier.DetectorFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FailureCountTests {
    @Test
    void eachFailureIsToldAtItsFirstTimeAndAtEveryTenfold() {
        FailureCount count = new FailureCount();
        DetectorFailure one = new DetectorFailure("token-classifier", Kind.ANSWER, "OrtException ORT_FAIL");
        DetectorFailure other = new DetectorFailure("token-classifier", Kind.MEMORY, "OutOfMemoryError");
        List<Long> told = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            count.worthTelling(one).ifPresent(told::add);
        }
        assertThat(told).containsExactly(1L, 10L, 100L, 1000L);
        assertThat(count.worthTelling(other)).hasValue(1);
        assertThat(count.total()).isEqualTo(2_501);
    }

    @Test
    void aFailureTellsClassesAndNeverAMessage() {
        RuntimeException thrown = new IllegalStateException("Jane Example, born 1961", new OutOfMemoryError("Jane"));
        DetectorFailure failure = DetectorFailure.of("classifier", thrown);
        assertThat(failure.cause()).isEqualTo("IllegalStateException OutOfMemoryError");
        assertThat(failure.kind()).isEqualTo(Kind.DEFECT);
        assertThat(failure.found()).doesNotContain("Jane");
        assertThat(DetectorFailure.of("classifier", new UnsatisfiedLinkError("/tmp/x"))
                        .kind())
                .isEqualTo(Kind.LIBRARY);
        assertThat(DetectorFailure.of("classifier", new OutOfMemoryError()).kind())
                .isEqualTo(Kind.MEMORY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DetectorFailure("classifier", Kind.DEFECT, "Jane Example, born 1961"));
    }

    @Test
    void aClassificationByAFailingModelSaysHowItFailed() {
        Classifier broken = new Classifier(
                dev.sluice.classifier.pattern.PatternTier.standard(),
                dev.sluice.classifier.model.ToyTier.of("failing"));
        Degraded degraded = (Degraded) broken.classify(DocumentText.of("Patient: Jane Example, MRN 00412345."));
        assertThat(degraded.reasons()).containsExactly(DegradedReason.DETECTOR_FAILED);
        assertThat(degraded.findings()).isNotEmpty();
        assertThat(degraded.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.ANSWER));
        assertThat(broken.check()).isPresent();
        assertThat(Classifier.standard().check()).isEmpty();
    }
}
