package dev.sluice.ingest.extract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Free shapes of an RTF document, which are properties with lists of points and of the segments between them: letters can be
 * drawn with them. One thread.
 *
 * @see "Rich Text Format Specification 1.9.1, drawing objects: pVerticies, pSegmentInfo"
 */
final class RtfOutlines {
    private static final int HEAD = 6;

    private final Outlines outlines = new Outlines();
    private ByteBuffer vertices = ByteBuffer.allocate(0);
    private ByteBuffer segments = ByteBuffer.allocate(0);

    /** Takes a property of a shape; others than its points and segments are none of ours. */
    void property(String name, String value) {
        if (name.equals("pVerticies")) {
            endIf(vertices.limit() > 0);
            int points = Math.max(1, value.split("\\(", -1).length - 1);
            vertices = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short)
                    Math.min(points, 0xFFFF));
        } else if (name.equals("pSegmentInfo")) {
            endIf(segments.limit() > 0);
            String[] numbers = value.split(";");
            segments = ByteBuffer.allocate(HEAD + 2 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 2; i < numbers.length; i++) {
                String number = numbers[i].strip();
                int segment = number.matches("\\d{1,5}") ? Integer.parseInt(number) : 0;
                segments.putShort(HEAD + 2 * (i - 2), (short) segment);
            }
        }
    }

    private void endIf(boolean another) {
        if (another) {
            ArtRecords.outline(vertices, segments, outlines);
            vertices = ByteBuffer.allocate(0);
            segments = ByteBuffer.allocate(0);
        }
    }

    /** Whether the shapes so far are as many outlines as writing has. */
    boolean mayBeWriting() {
        endIf(true);
        return outlines.hasManyGlyphs();
    }
}
