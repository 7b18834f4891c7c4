package dev.sluice.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CodePointsTests {
    private static Finding finding(int start, int end) {
        return new Finding(FindingType.PERSON, Letter.A, start, end, 0.5, "test", 1);
    }

    @Test
    void anOffsetBehindAPairIsOneLessInCodePoints() {
        DocumentText text = DocumentText.of("\ud83d\ude00 Ada");
        LocatedFinding located = CodePoints.locate(text, List.of(finding(3, 6))).getFirst();
        assertThat(located.start()).isEqualTo(2);
        assertThat(located.end()).isEqualTo(5);
        assertThat(CodePoints.length(text)).isEqualTo(5);
    }

    @Test
    void slicesInCodePointsEqualSlicesInUnits() {
        long seed = 20261122;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            StringBuilder builder = new StringBuilder();
            for (int i = 0; i < 1 + random.nextInt(60); i++) {
                builder.appendCodePoint(
                        random.nextInt(4) == 0 ? 0x1F600 + random.nextInt(40) : 'a' + random.nextInt(26));
            }
            String plain = builder.toString();
            int[] points = plain.codePoints().toArray();
            List<Finding> findings = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int from = random.nextInt(points.length);
                int to = from + 1 + random.nextInt(points.length - from);
                findings.add(finding(plain.offsetByCodePoints(0, from), plain.offsetByCodePoints(0, to)));
            }
            for (LocatedFinding each : CodePoints.locate(DocumentText.of(plain), findings)) {
                assertThat(new String(points, each.start(), each.end() - each.start()))
                        .as("seed %d round %d", seed, round)
                        .isEqualTo(plain.substring(
                                each.finding().start(), each.finding().end()));
            }
        }
    }

    @Test
    void refusesAnOffsetInsideAPairOrBeyondTheText() {
        DocumentText text = DocumentText.of("\ud83d\ude00 Ada");
        assertThatIllegalArgumentException().isThrownBy(() -> CodePoints.locate(text, List.of(finding(1, 4))));
        assertThatIllegalArgumentException().isThrownBy(() -> CodePoints.locate(text, List.of(finding(0, 7))));
    }
}
