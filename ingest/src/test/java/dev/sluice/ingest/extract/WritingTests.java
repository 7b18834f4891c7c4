package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.GradientPaint;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WritingTests {
    @Test
    void plainShapesHoldNone() {
        assertThat(Writing.mayHold(Samples.plainLogo())).isFalse();
        assertThat(Writing.mayHold(Samples.drawn(300, 100, graphics -> {
                    graphics.setPaint(new GradientPaint(0, 0, Color.BLUE, 300, 100, Color.WHITE));
                    graphics.fillRect(0, 0, 300, 100);
                })))
                .isFalse();
    }

    @Test
    void aNameInAnySizeAndInAnyTwoColoursMayBeWriting() {
        long seed = 20261122;
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            int size = 8 + random.nextInt(50);
            Color ink = new Color(random.nextInt(0x1000000));
            Color paper = new Color(random.nextInt(0x1000000));
            int contrast = Math.max(
                    Math.abs(ink.getRed() - paper.getRed()),
                    Math.max(Math.abs(ink.getGreen() - paper.getGreen()), Math.abs(ink.getBlue() - paper.getBlue())));
            if (contrast >= 40) {
                assertThat(Writing.mayHold(Samples.written("Jane Doe", size, ink, paper)))
                        .as("seed %d, run %d, size %d, %s on %s", seed, i, size, ink, paper)
                        .isTrue();
            }
        }
    }
}
