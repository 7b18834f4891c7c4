package dev.sluice.ingest.extract;

import dev.sluice.classifier.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Text that a model reads and that comes from no file, such as a task's parameters: what stands encoded in it is decoded or
 * unread as in a document's text.
 *
 * @param segments what was given, and behind it what was decoded
 * @param parts what was found encoded, read or unread; empty if nothing was
 */
public record GivenText(List<Segment> segments, List<CoveragePart> parts) {
    /** Copies the lists. */
    public GivenText {
        segments = List.copyOf(segments);
        parts = List.copyOf(parts);
    }

    /**
     * Looks through text; the time is linear in it.
     *
     * @param path what the parts stand under: empty, or {@code task}
     * @param given all of the text, in its order
     * @throws IllegalArgumentException if the path is no part's
     */
    public static GivenText of(String path, List<Segment> given) {
        List<Segment> segments = new ArrayList<>(given);
        List<CoveragePart> parts = new ArrayList<>();
        ReadingSink sink = new ReadingSink() {
            @Override
            public void mediaType(String mediaType) {
                throw new IllegalStateException("text that was given has no media type of its own");
            }

            @Override
            public void part(CoveragePart part) {
                parts.add(part);
            }

            @Override
            public void segment(String at, String context, CharSequence text) {
                if (!text.toString().isBlank()) {
                    segments.add(new Segment(at, WellFormed.context(context), WellFormed.text(text)));
                }
            }
        };
        for (Segment segment : List.copyOf(given)) {
            Objects.requireNonNull(segment, "segment");
            String text = segment.context().isEmpty() ? segment.text() : segment.context() + "\n" + segment.text();
            EncodedContent.look(text, path, sink);
        }
        return new GivenText(segments, parts);
    }

    /** Why parts are unread, each reason once; empty if all of it was read. */
    public List<UnreadReason> unread() {
        return parts.isEmpty() ? List.of() : new Coverage(parts).unread();
    }
}
