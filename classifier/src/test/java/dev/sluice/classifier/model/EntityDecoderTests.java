package dev.sluice.classifier.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class EntityDecoderTests {
    private static final Labels LABELS = Labels.of(List.of(
            "O", "B-PERSON", "I-PERSON", "B-LOCATION", "I-LOCATION", "B-USERNAME", "I-USERNAME", "B-ORG", "I-ORG"));
    private static final ModelDescription MODEL = new ModelDescription(
            "token-classifier",
            "test",
            "0".repeat(64),
            "0".repeat(64),
            128,
            32,
            LABELS,
            Map.of(
                    EntityType.PERSON, OptionalDouble.of(0.93),
                    EntityType.LOCATION, OptionalDouble.of(0.9),
                    EntityType.USERNAME, OptionalDouble.of(0.9),
                    EntityType.ORG, OptionalDouble.empty()));

    /** What comes of one word of one piece with these probabilities of a beginning; the rest is "outside". */
    private static List<Finding> found(double person, double location, double username, double organisation) {
        double[] begins = {person, location, username, organisation};
        float[] logits = new float[LABELS.count()];
        double outside = 1;
        for (int i = 0; i < begins.length; i++) {
            logits[1 + 2 * i] = (float) Math.log(begins[i]);
            logits[2 + 2 * i] = -50;
            outside -= begins[i];
        }
        logits[0] = (float) Math.log(Math.max(outside, 1e-9));
        List<Finding> findings = new ArrayList<>();
        EntityDecoder decoder = new EntityDecoder(MODEL, findings::add);
        decoder.piece(3, 9, true, FloatBuffer.wrap(logits), 0);
        decoder.finish();
        return findings;
    }

    @Test
    void aWordThatSurelyIdentifiesIsFoundThoughItsTypeIsInDoubt() {
        List<Finding> findings = found(0.55, 0.01, 0.40, 0.01);
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().type()).isEqualTo(FindingType.PERSON);
        assertThat(findings.getFirst().confidence()).isBetween(0.94, 0.96);
        assertThat(findings.getFirst().start()).isEqualTo(3);
        assertThat(findings.getFirst().end()).isEqualTo(9);
        assertThat(found(0.35, 0.01, 0.60, 0.01)).extracting(Finding::type).containsExactly(FindingType.USERNAME);
    }

    @Test
    void typesThatIdentifyNobodyAloneDoNotCount() {
        assertThat(found(0.55, 0.40, 0.01, 0.01)).isEmpty();
        assertThat(found(0.55, 0.01, 0.01, 0.40)).isEmpty();
        assertThat(found(0.50, 0.01, 0.40, 0.01)).isEmpty();
    }

    @Test
    void aWordOverItsThresholdIsFoundOnceAndAsItself() {
        List<Finding> findings = found(0.94, 0.01, 0.02, 0.01);
        assertThat(findings).extracting(Finding::type).containsExactly(FindingType.PERSON);
        assertThat(findings.getFirst().confidence()).isBetween(0.935, 0.945);
    }
}
