package dev.sluice.classifier;

import java.util.List;

/**
 * The text of a document and its one canonical serialisation: digests, offsets and what is sent are over it.
 *
 * <p>Each segment is written as a header line {@code [path | context]} followed by its text; the header is left out when
 * path and context are both empty. Segments are joined with an empty line. Immutable.
 */
public final class DocumentText {
    /** The version of the serialisation. Whoever changes a byte of it raises this: every stored digest is over it. */
    public static final int FORM = 1;

    private static final String SEPARATOR = "\n\n";

    private final List<Segment> segments;
    private final String canonical;

    /**
     * Serialises the segments in their order.
     *
     * @throws IllegalArgumentException if a segment holds a lone surrogate
     */
    public DocumentText(List<Segment> segments) {
        this.segments = List.copyOf(segments);
        this.canonical = serialise(this.segments);
    }

    /**
     * A document of one segment without path and context, whose canonical form equals {@code plain} exactly.
     *
     * @throws IllegalArgumentException if {@code plain} holds a lone surrogate
     */
    public static DocumentText of(String plain) {
        return new DocumentText(List.of(new Segment("", "", plain)));
    }

    /** The segments in document order. */
    public List<Segment> segments() {
        return segments;
    }

    /** The canonical serialisation, well-formed UTF-16. */
    public String canonical() {
        return canonical;
    }

    /** Length of the canonical form in UTF-16 units. */
    public int length() {
        return canonical.length();
    }

    /** Whether no segment's text holds a character other than white space, control and format characters. */
    public boolean isBlank() {
        return segments.stream().map(Segment::text).allMatch(DocumentText::isBlank);
    }

    private static boolean isBlank(String text) {
        return text.codePoints().allMatch(DocumentText::isInvisible);
    }

    private static boolean isInvisible(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.FORMAT;
    }

    private static String serialise(List<Segment> segments) {
        if (segments.size() == 1 && hasNoHeader(segments.getFirst())) {
            return segments.getFirst().text();
        }
        StringBuilder out = new StringBuilder();
        for (Segment segment : segments) {
            if (!out.isEmpty()) {
                out.append(SEPARATOR);
            }
            if (!hasNoHeader(segment)) {
                out.append('[')
                        .append(segment.path())
                        .append(" | ")
                        .append(segment.context())
                        .append("]\n");
            }
            out.append(segment.text());
        }
        return out.toString();
    }

    private static boolean hasNoHeader(Segment segment) {
        return segment.path().isEmpty() && segment.context().isEmpty();
    }
}
