package dev.sluice.ingest.extract;

/** A BMP: heads, colours, and as many lines of points as its head says, each filled up to four bytes. */
final class BmpBlocks {
    private static final int FILE_HEAD = 14;

    private BmpBlocks() {}

    static void look(byte[] content, PictureBlocks blocks) {
        if (content.length < FILE_HEAD + 12) {
            blocks.isNotWhole();
            return;
        }
        long points = number(content, 10, 4);
        long head = number(content, 14, 4);
        boolean old = head == 12;
        if (!old && (head < 40 || content.length < FILE_HEAD + 40)) {
            blocks.isNotWhole();
            return;
        }
        long width = old ? number(content, 18, 2) : (int) number(content, 18, 4);
        long height = old ? number(content, 20, 2) : Math.abs((int) number(content, 22, 4));
        long bits = number(content, old ? 24 : 28, 2);
        long packing = old ? 0 : number(content, 30, 4);
        // Lines that are packed end where they say so, which only their reader sees.
        if (packing != 0 && packing != 3 && packing != 6 || width < 0 || points < FILE_HEAD + head) {
            blocks.isNotWhole();
            return;
        }
        long used = old ? 0 : number(content, 46, 4);
        long colours = bits > 8 ? used : used == 0 || used > 256 ? 1L << bits : used;
        long ends = FILE_HEAD + head + colours * (old ? 3 : 4) + (packing == 0 || head > 40 ? 0 : 16);
        long end = points + (width * bits + 31) / 32 * 4 * height;
        if (end > content.length || points > content.length) {
            blocks.isNotWhole();
            return;
        }
        blocks.unknown(content, (int) Math.min(ends, points), (int) points);
        blocks.unknown(content, (int) end, content.length);
    }

    private static long number(byte[] content, int at, int bytes) {
        long number = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            number = number << 8 | content[at + i] & 0xFF;
        }
        return number;
    }
}
