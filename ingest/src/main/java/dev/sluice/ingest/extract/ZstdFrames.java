package dev.sluice.ingest.extract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The frames of a file compressed by Zstandard, gone over without unpacking them.
 *
 * @param skipped the content of frames that readers pass over, but for lengths and tables of frames
 * @param isWhole whether there is nothing but frames
 * @see "RFC 8878, 3.1"
 */
record ZstdFrames(List<byte[]> skipped, boolean isWhole) {
    private static final int FRAME = 0xFD2FB528;
    private static final int SKIPPABLE = 0x184D2A50;
    private static final int SEEK_TABLE = 0x8F92EAB1;
    private static final int SEEK_FOOTER = 9;
    private static final int[] DICTIONARY = {0, 1, 2, 4};
    private static final int[] CONTENT_SIZE = {0, 2, 4, 8};
    private static final int RUN = 1;

    static ZstdFrames of(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> skipped = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        try {
            for (int at = 0; at < file.length; ) {
                int magic = bytes.getInt(at);
                int end;
                if (magic == FRAME) {
                    end = end(bytes, at);
                } else if ((magic & ~0xF) == SKIPPABLE) {
                    long size = bytes.getInt(at + 4) & 0xFFFF_FFFFL;
                    if (size > file.length - at - 8) {
                        return new ZstdFrames(skipped, false);
                    }
                    end = at + 8 + (int) size;
                    if (!isLength(bytes, at + 8, end) && !isTable(bytes, at + 8, end, sizes)) {
                        skipped.add(Arrays.copyOfRange(file, at + 8, end));
                    }
                } else {
                    return new ZstdFrames(skipped, false);
                }
                if (end > file.length) {
                    return new ZstdFrames(skipped, false);
                }
                sizes.add(end - at);
                at = end;
            }
        } catch (IndexOutOfBoundsException e) {
            return new ZstdFrames(skipped, false);
        }
        return new ZstdFrames(skipped, true);
    }

    private static int end(ByteBuffer bytes, int start) {
        int head = bytes.get(start + 4);
        boolean single = (head & 0x20) != 0;
        int contentSize = CONTENT_SIZE[head >> 6 & 3];
        int at = start + 5 + (single ? 0 : 1) + DICTIONARY[head & 3] + (contentSize == 0 && single ? 1 : contentSize);
        boolean last = false;
        while (!last) {
            int block = bytes.get(at) & 0xFF | (bytes.get(at + 1) & 0xFF) << 8 | (bytes.get(at + 2) & 0xFF) << 16;
            last = (block & 1) != 0;
            at += 3 + ((block >> 1 & 3) == RUN ? 1 : block >> 3);
        }
        return at + ((head & 4) != 0 ? 4 : 0);
    }

    /** Programs that pack in parallel write the length of the next frame before it. */
    private static boolean isLength(ByteBuffer bytes, int from, int to) {
        return to - from == 4
                && to + 4 <= bytes.limit()
                && bytes.getInt(to) == FRAME
                && end(bytes, to) - to == bytes.getInt(from);
    }

    /** The seekable format ends with the packed and unpacked length of each frame, and checksums. */
    private static boolean isTable(ByteBuffer bytes, int from, int to, List<Integer> sizes) {
        if (to - from < SEEK_FOOTER || to != bytes.limit() || bytes.getInt(to - 4) != SEEK_TABLE) {
            return false;
        }
        int entry = bytes.get(to - 5) < 0 ? 12 : 8;
        boolean table = bytes.getInt(to - SEEK_FOOTER) == sizes.size()
                && to - from == sizes.size() * (long) entry + SEEK_FOOTER
                && (bytes.get(to - 5) & 0x7F) == 0;
        for (int i = 0; table && i < sizes.size(); i++) {
            table = bytes.getInt(from + i * entry) == sizes.get(i);
        }
        return table;
    }
}
