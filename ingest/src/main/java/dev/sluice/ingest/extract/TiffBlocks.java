package dev.sluice.ingest.extract;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directories of a TIFF or of EXIF, which has the same structure (TIFF 6.0 §2): texts of every tag, known or not, and
 * bytes that no tag leads to.
 */
final class TiffBlocks {
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
    private static final int TEXT = 2;
    private static final int SHORT = 3;
    private static final int STRIPS = 273;
    private static final int STRIP_LENGTHS = 279;
    private static final int TILES = 324;
    private static final int TILE_LENGTHS = 325;
    private static final int THUMBNAIL = 513;
    private static final int THUMBNAIL_LENGTH = 514;
    private static final Set<Integer> DIRECTORIES = Set.of(330, 34665, 34853, 40965);
    /** Made by cameras for themselves, of numbers, with places in the file in them. */
    private static final Set<Integer> OF_NUMBERS = Set.of(0x927C, 0x8773, 0x02BC, 0x83BB, 0x8649, 0xC4A5);

    private static final int PROFILE = 0x8773;
    private static final int COMMENT = 0x9286;
    private static final int FIRST_WIDE = 0x9C9B;
    private static final int LAST_WIDE = 0x9C9F;
    private static final int MOST_DIRECTORIES = 200;

    private final byte[] content;
    private final int start;
    private final int end;
    private final boolean little;
    private final PictureBlocks blocks;
    private final BitSet known = new BitSet();
    private final Deque<Long> waiting = new ArrayDeque<>();

    private TiffBlocks(byte[] content, int start, int end, PictureBlocks blocks) {
        this.content = content;
        this.start = start;
        this.end = end;
        this.little = content[start] == 'I';
        this.blocks = blocks;
    }

    static void look(byte[] content, int start, int end, PictureBlocks blocks) {
        if (end - start < 8) {
            blocks.unknown(content, start, end);
            return;
        }
        new TiffBlocks(content, start, end, blocks).look();
    }

    private void look() {
        covers(0, 8);
        waiting.add(number(4, 4));
        Set<Long> seen = new HashSet<>();
        while (!waiting.isEmpty()) {
            long at = waiting.poll();
            if (at > 0 && seen.add(at)) {
                directory(at);
            }
            if (seen.size() > MOST_DIRECTORIES) {
                blocks.isNotWhole();
                return;
            }
        }
        int length = end - start;
        for (int from = known.nextClearBit(0); from < length; ) {
            int next = known.nextSetBit(from);
            int to = next < 0 ? length : next;
            blocks.unknown(content, start + from, start + to);
            from = known.nextClearBit(to);
        }
    }

    private void directory(long at) {
        int entries = isInside(at, 2) ? (int) number(at, 2) : -1;
        if (entries < 0 || !isInside(at, 2 + 12L * entries)) {
            blocks.isNotWhole();
            return;
        }
        long[] places = {};
        long[] lengths = {};
        long thumbnail = 0;
        long thumbnailLength = 0;
        for (int i = 0; i < entries; i++) {
            long entry = at + 2 + 12L * i;
            int tag = (int) number(entry, 2);
            int type = (int) number(entry + 2, 2);
            long count = number(entry + 4, 4);
            long size = type < SIZES.length ? count * SIZES[type] : count;
            long value = size <= 4 ? entry + 8 : number(entry + 8, 4);
            if (!isInside(value, size)) {
                blocks.isNotWhole();
                continue;
            }
            covers(value, size);
            switch (tag) {
                case STRIPS, TILES -> places = numbers(value, type, count);
                case STRIP_LENGTHS, TILE_LENGTHS -> lengths = numbers(value, type, count);
                case THUMBNAIL -> thumbnail = number(value, 4);
                case THUMBNAIL_LENGTH -> thumbnailLength = number(value, 4);
                default -> value(tag, type, value, size, count);
            }
        }
        covers(at, 2 + 12L * entries + 4);
        for (int i = 0; i < Math.min(places.length, lengths.length); i++) {
            covers(places[i], lengths[i]);
        }
        covers(thumbnail, thumbnailLength);
        long next = at + 2 + 12L * entries;
        if (isInside(next, 4)) {
            waiting.add(number(next, 4));
        }
    }

    private void value(int tag, int type, long value, long size, long count) {
        if (DIRECTORIES.contains(tag)) {
            for (long place : numbers(value, type, count)) {
                waiting.add(place);
            }
        } else if (type == TEXT) {
            text(value, size, null);
        } else if (tag >= FIRST_WIDE && tag <= LAST_WIDE) {
            text(value, size, StandardCharsets.UTF_16LE);
        } else if (tag == COMMENT && size > 8) {
            text(value, 8, null);
            text(value + 8, size - 8, null);
        } else if ((type < 2 || type == 6 || type == 7 || type >= SIZES.length) && !OF_NUMBERS.contains(tag)) {
            int from = start + (int) value;
            blocks.unknown(content, from, from + (int) size);
        } else if (tag == PROFILE) {
            blocks.profile(content, start + (int) value, start + (int) (value + size));
        } else if (OF_NUMBERS.contains(tag)) {
            numbersOrText(value, size);
        }
    }

    /** Notes of a camera are numbers, which say nothing here; where they are text, they are told. */
    private void numbersOrText(long value, long size) {
        byte[] bytes = Arrays.copyOfRange(content, start + (int) value, start + (int) (value + size));
        Optional<String> text = StrictText.decode(bytes, null).filter(StrictText::isText);
        text.ifPresentOrElse(blocks::text, () -> WrittenRuns.look(bytes, blocks::text));
    }

    private void text(long value, long size, @Nullable Charset charset) {
        byte[] bytes = Arrays.copyOfRange(content, start + (int) value, start + (int) (value + size));
        Optional<String> text =
                charset == null ? StrictText.decode(bytes, null) : Optional.of(new String(bytes, charset));
        blocks.text(text.orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    private long[] numbers(long at, int type, long count) {
        int size = type == SHORT ? 2 : 4;
        long[] numbers = new long[(int) Math.min(count, (end - start) / size)];
        for (int i = 0; i < numbers.length && isInside(at + (long) i * size, size); i++) {
            numbers[i] = number(at + (long) i * size, size);
        }
        return numbers;
    }

    private boolean isInside(long at, long size) {
        return at >= 0 && size >= 0 && at + size <= end - start;
    }

    private void covers(long at, long size) {
        if (at >= 0 && size > 0 && at < end - start) {
            known.set((int) at, (int) Math.min(at + size, end - start));
        }
    }

    private long number(long at, int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            int index = start + (int) at + (little ? bytes - 1 - i : i);
            number = number << 8 | content[index] & 0xFF;
        }
        return number;
    }
}
