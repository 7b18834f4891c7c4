package dev.sluice.classifier.explanation;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.pattern.Neighbourhood;
import dev.sluice.classifier.pattern.Neighbourhood.Kind;
import dev.sluice.classifier.pattern.Neighbourhood.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The words and signs of an excerpt that can have counted for a finding: those near it and those of the heads above it. */
final class Surroundings {
    private static final int NEAR = 20;
    private static final int SIGNS = 4;
    private static final int HEADS = 120;

    /** A part and where it stands. */
    record Placed(Part part, Influence.Place place) {}

    private final List<Part> parts;
    private final int first;
    private final int last;

    private Surroundings(List<Part> parts, int first, int last) {
        this.parts = parts;
        this.first = first;
        this.last = last;
    }

    static List<Placed> of(Excerpt excerpt, Finding finding, Set<String> tellable) {
        List<Part> parts = Neighbourhood.of(excerpt.text(), tellable);
        int start = finding.start() - excerpt.from();
        int end = finding.end() - excerpt.from();
        int first = 0;
        while (first < parts.size() && parts.get(first).end() <= start) {
            first++;
        }
        int last = first - 1;
        while (last + 1 < parts.size() && parts.get(last + 1).start() < end) {
            last++;
        }
        return new Surroundings(parts, first, last).placed();
    }

    private List<Placed> placed() {
        List<Placed> placed = new ArrayList<>();
        int near = Math.max(0, first - NEAR);
        heads(near, placed);
        for (int i = near; i < first; i++) {
            if (counts(i, first - i)) {
                placed.add(new Placed(parts.get(i), Influence.Place.BEFORE));
            }
        }
        for (int i = last + 1; i < parts.size() && i <= last + NEAR; i++) {
            if (counts(i, i - last)) {
                placed.add(new Placed(parts.get(i), Influence.Place.BEHIND));
            }
        }
        return placed;
    }

    private boolean counts(int i, int distance) {
        Part part = parts.get(i);
        return switch (part.kind()) {
            case WORD -> part.end() - part.start() > 1;
            case SIGN -> distance <= SIGNS && !part.told().isEmpty();
            case NUMBER, BREAK -> false;
        };
    }

    /** Labels in the first lines of the block: in the head of a segment and in that of a table. */
    private void heads(int before, List<Placed> placed) {
        int block = first;
        while (block > 0 && !(isBreak(block - 1) && isBreak(block - 2))) {
            block--;
        }
        int lines = block < parts.size() && "[".equals(parts.get(block).told()) ? 2 : 1;
        for (int i = block; i < before && lines > 0 && placed.size() < HEADS; i++) {
            lines -= isBreak(i) ? 1 : 0;
            Part part = parts.get(i);
            if (part.kind() == Kind.WORD && (part.isLabel() || !part.told().isEmpty())) {
                placed.add(new Placed(part, Influence.Place.HEAD));
            }
        }
    }

    private boolean isBreak(int i) {
        return i >= 0 && parts.get(i).kind() == Kind.BREAK;
    }
}
