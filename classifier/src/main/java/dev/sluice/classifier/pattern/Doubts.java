package dev.sluice.classifier.pattern;

import dev.sluice.classifier.Finding;
import java.util.ArrayList;
import java.util.List;

/** Stretches that look encoded and that nobody could read; where nothing is found they keep a document from being clear. */
final class Doubts {
    private record Stretch(int start, int end) {}

    private final List<Stretch> stretches = new ArrayList<>();

    /** Adds units of a text by their places in the source. */
    void add(NormalText text, int start, int end) {
        if (stretches.size() < 1000) {
            stretches.add(new Stretch(text.sourceStart(start), text.sourceEnd(end)));
        }
    }

    /** Whether a stretch is left in which nothing was found. */
    boolean remain(List<Finding> findings) {
        return !stretches.isEmpty()
                && stretches.stream()
                        .anyMatch(stretch -> findings.stream()
                                .noneMatch(finding -> finding.start() < stretch.end && finding.end() > stretch.start));
    }
}
