package dev.sluice.classifier.rendition;

import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Segment;
import java.util.ArrayList;
import java.util.List;

/** Where the paths, contexts and texts of a document's segments stand in its canonical form, three parts a segment. */
final class Layout {
    private static final int PARTS = 3;

    /**
     * One part of a segment.
     *
     * @param start first UTF-16 unit in the canonical form
     * @param end one past the last
     */
    record Part(int start, int end) {}

    private final List<Part> parts;

    private Layout(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * The layout of a document.
     *
     * @throws IllegalStateException if the serialisation isn't the one known here
     */
    static Layout of(DocumentText text) {
        String canonical = text.canonical();
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (Segment segment : text.segments()) {
            if (at > 0) {
                at = fixed(canonical, at, "\n\n");
            }
            boolean headed = !segment.path().isEmpty() || !segment.context().isEmpty();
            at = headed ? fixed(canonical, at, "[") : at;
            at = part(canonical, at, segment.path(), parts);
            at = headed ? fixed(canonical, at, " | ") : at;
            at = part(canonical, at, segment.context(), parts);
            at = headed ? fixed(canonical, at, "]\n") : at;
            at = part(canonical, at, segment.text(), parts);
        }
        if (at != canonical.length()) {
            throw new IllegalStateException("Layout: expected to end at " + canonical.length() + ", found " + at);
        }
        return new Layout(List.copyOf(parts));
    }

    /** All parts in the order of the text; some are empty. */
    List<Part> parts() {
        return parts;
    }

    /** A document of the same form with other words in the parts. */
    static DocumentText assemble(List<String> words) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < words.size(); i += PARTS) {
            segments.add(new Segment(words.get(i), words.get(i + 1), words.get(i + 2)));
        }
        return new DocumentText(segments);
    }

    private static int part(String canonical, int at, String words, List<Part> parts) {
        int end = fixed(canonical, at, words);
        parts.add(new Part(at, end));
        return end;
    }

    private static int fixed(String canonical, int at, String expected) {
        if (!canonical.startsWith(expected, at)) {
            throw new IllegalStateException("Layout: expected the known serialisation at " + at);
        }
        return at + expected.length();
    }
}
