package dev.sluice.ingest.extract;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * How a zip file is laid out: entry after entry, each under the name, method and lengths that the directory gives it, then
 * the directory and the end record. Readers differ in what they make of anything else, and pass over bytes that belong to
 * no entry; so a file with such bytes, or with a directory that says something else, is not one that was read whole.
 *
 * @see "APPNOTE.TXT 6.3.10, 4.3"
 */
final class ZipLayout {
    private static final int LOCAL = 0x04034b50;
    private static final int DIRECTORY = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR = 0x07064b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int END_LENGTH = 22;
    private static final int END_64_LENGTH = 56;
    private static final int LOCATOR_LENGTH = 20;
    private static final int ENCRYPTED = 1;
    private static final int DEFLATED = 8;
    private static final int DESCRIBED = 1 << 3;
    private static final int HIDDEN_HEADERS = 1 << 13;
    private static final long BEYOND_32_BITS = 0xFFFF_FFFFL;

    /** What an entry's content is checked by, in the directory and before and behind the content. */
    private record Content(long crc, long packed, long size) {}

    private record Entry(long start, byte[] name, int flags, int method, Content content) {}

    private final byte[] file;
    private final ByteBuffer bytes;
    private final ZipTexts texts = new ZipTexts();
    private final List<byte[]> outside = new ArrayList<>();

    private ZipLayout(byte[] file) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Checks a whole file. Of content in other methods than deflate nobody knows where it ends.
     *
     * @param maxEntries how many entries there may be
     * @throws EOFException if there is no end record, as at the end of a truncated file
     * @throws ZipException if any byte is not where the format has it
     * @throws LimitReachedException if there are more entries
     */
    static ZipLayout of(byte[] file, int maxEntries) throws IOException {
        ZipLayout layout = new ZipLayout(file);
        try {
            layout.check(endRecord(file), maxEntries);
        } catch (IndexOutOfBoundsException e) {
            throw new ZipException("a record is expected where the file has ended");
        }
        return layout;
    }

    /** Where the last end record begins, as all readers find it. */
    static int endRecord(byte[] file) throws EOFException {
        for (int i = file.length - END_LENGTH; i >= Math.max(0, file.length - END_LENGTH - 0xFFFF); i--) {
            if (file[i] == 'P' && file[i + 1] == 'K' && file[i + 2] == 5 && file[i + 3] == 6) {
                return i;
            }
        }
        throw new EOFException();
    }

    /** Comments, fields that other programs added, and second names. */
    ZipTexts texts() {
        return texts;
    }

    /** What stands before the first entry and behind the end record, which belongs to no entry. */
    List<byte[]> outside() {
        return outside;
    }

    private void check(int end, int maxEntries) throws IOException {
        int commentEnd = end + END_LENGTH + u16(end + 20);
        if (commentEnd > file.length) {
            throw new EOFException();
        }
        texts.add(file, end + END_LENGTH, commentEnd);
        outside(commentEnd, file.length);
        long count = u16(end + 10);
        long size = u32(end + 12);
        long offset = u32(end + 16);
        require(u16(end + 8) == count, "the entries of one disk");
        require(isZeroOr(u16(end + 4), 0xFFFF) && isZeroOr(u16(end + 6), 0xFFFF), "one disk");
        int directoryEnd = end;
        if (end >= LOCATOR_LENGTH && bytes.getInt(end - LOCATOR_LENGTH) == LOCATOR) {
            int record = end - LOCATOR_LENGTH - END_64_LENGTH;
            require(bytes.getInt(record) == END_64 && bytes.getLong(record + 4) == END_64_LENGTH - 12, "a zip64 end");
            require(agree(count, bytes.getLong(record + 32), 0xFFFF), "a number of entries");
            require(agree(size, bytes.getLong(record + 40), BEYOND_32_BITS), "a length of the directory");
            require(agree(offset, bytes.getLong(record + 48), BEYOND_32_BITS), "a place of the directory");
            count = bytes.getLong(record + 32);
            size = bytes.getLong(record + 40);
            offset = bytes.getLong(record + 48);
            directoryEnd = record;
        }
        long start = directoryEnd - size;
        long shift = start - offset;
        require(size >= 0 && size <= directoryEnd && offset >= 0 && shift >= 0, "a directory before its end");
        if (count > maxEntries) {
            throw new LimitReachedException("entries");
        }
        List<Entry> entries = directory((int) start, directoryEnd, shift);
        require(entries.size() == count, "as many entries as the end record says");
        entries.sort(Comparator.comparingLong(Entry::start));
        long at = entries.isEmpty() ? start : entries.getFirst().start();
        require(at <= start, "entries before the directory");
        outside(0, (int) at);
        for (Entry entry : entries) {
            requireZeros(at, entry.start());
            at = local(entry);
        }
        requireZeros(at, start);
    }

    private static boolean agree(long narrow, long wide, long unknown) {
        return narrow == wide || narrow == unknown;
    }

    private static boolean isZeroOr(long value, long unknown) {
        return value == 0 || value == unknown;
    }

    private List<Entry> directory(int start, int end, long shift) throws ZipException {
        List<Entry> entries = new ArrayList<>();
        int at = start;
        while (at < end) {
            require(bytes.getInt(at) == DIRECTORY, "an entry of the directory");
            int extra = at + 46 + u16(at + 28);
            int comment = extra + u16(at + 30);
            int next = comment + u16(at + 32);
            require(next <= end, "an entry within the directory");
            long[] values = {u32(at + 24), u32(at + 20), u32(at + 42)};
            wide(extra, comment, values);
            byte[] name = Arrays.copyOfRange(file, at + 46, extra);
            texts.addFields(file, extra, comment, name);
            texts.add(file, comment, next);
            Content content = new Content(u32(at + 16), values[1], values[0]);
            entries.add(new Entry(values[2] + shift, name, u16(at + 8), u16(at + 10), content));
            at = next;
        }
        return entries;
    }

    /** Replaces what 32 bits cannot hold by what the zip64 field says. */
    private void wide(int from, int to, long[] values) throws ZipException {
        for (int at = from; at + 4 <= to; at += 4 + u16(at + 2)) {
            if (u16(at) == ZipTexts.ZIP_64) {
                int value = at + 4;
                for (int i = 0; i < values.length; i++) {
                    if (values[i] == BEYOND_32_BITS && value + 8 <= Math.min(to, at + 4 + u16(at + 2))) {
                        values[i] = bytes.getLong(value);
                        require(values[i] >= 0 && values[i] <= Long.MAX_VALUE >> 1, "a length");
                        value += 8;
                    }
                }
                return;
            }
        }
    }

    /** Checks what stands before and behind an entry's content, and says where it ends. */
    private long local(Entry entry) throws ZipException {
        require(entry.start() <= file.length - 30, "an entry's own header");
        int at = (int) entry.start();
        require(bytes.getInt(at) == LOCAL, "an entry's own header");
        int flags = u16(at + 6);
        int extra = at + 30 + u16(at + 26);
        int from = extra + u16(at + 28);
        if ((entry.flags() & HIDDEN_HEADERS) == 0) {
            require(
                    u16(at + 8) == entry.method() && ((flags ^ entry.flags()) & ENCRYPTED) == 0,
                    "the method of the directory");
            require(
                    Arrays.equals(file, at + 30, extra, entry.name(), 0, entry.name().length),
                    "the name of the directory");
        } else {
            texts.unknown();
        }
        require(from <= file.length && entry.content().packed() <= file.length - from, "content within the file");
        texts.addFields(file, extra, from, entry.name());
        long[] sizes = {u32(at + 22), u32(at + 18)};
        wide(extra, from, sizes);
        Content told = new Content(u32(at + 14), sizes[1], sizes[0]);
        Content content = entry.content();
        if (entry.method() == 0 && (flags & ENCRYPTED) == 0) {
            require(content.packed() == content.size(), "as many bytes as are stored");
        }
        int end = (int) (from + content.packed());
        if (entry.method() != 0 && entry.method() != DEFLATED && content.packed() > 0) {
            texts.unknown();
        } else if (content.size() == 0 && (flags & ENCRYPTED) == 0) {
            require(isEmpty(from, (int) content.packed()), "nothing in an empty entry");
        }
        if ((flags & DESCRIBED) == 0) {
            require(told.equals(content) || (entry.flags() & HIDDEN_HEADERS) != 0, "the lengths of the directory");
            return end;
        }
        require(
                isLater(told.crc(), content.crc())
                        && isLater(told.packed(), content.packed())
                        && isLater(told.size(), content.size()),
                "the lengths of the directory");
        return descriptorEnd(end, content, told.equals(content));
    }

    /** Whether packed bytes are no more than the end of nothing. */
    private boolean isEmpty(int from, int packed) {
        if (packed == 0) {
            return true;
        }
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(file, from, packed);
            return inflater.inflate(new byte[1]) == 0 && inflater.finished() && inflater.getBytesRead() == packed;
        } catch (DataFormatException e) {
            return false;
        }
    }

    /** Behind the content stand its checksum and lengths, of 32 or 64 bits and with a signature or none. */
    private int descriptorEnd(int at, Content content, boolean known) throws ZipException {
        for (int signature : new int[] {4, 0}) {
            for (int length : new int[] {4, 8}) {
                int from = at + signature;
                boolean marked = signature == 0 || bytes.getInt(at) == DESCRIPTOR;
                if (marked && from + 4 + 2 * length <= file.length) {
                    Content described = length == 4
                            ? new Content(u32(from), u32(from + 4), u32(from + 8))
                            : new Content(u32(from), bytes.getLong(from + 4), bytes.getLong(from + 12));
                    if (described.equals(content)) {
                        return from + 4 + 2 * length;
                    }
                }
            }
        }
        require(known, "lengths behind an entry");
        return at;
    }

    /** A header that is written before the content leaves open what it does not know. */
    private static boolean isLater(long told, long actual) {
        return told == 0 || told == actual || told == BEYOND_32_BITS;
    }

    private int u16(int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    private long u32(int at) {
        return bytes.getInt(at) & BEYOND_32_BITS;
    }

    private void requireZeros(long from, long to) throws ZipException {
        require(from <= to && isZero((int) from, (int) to), "nothing between entries");
    }

    private boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (file[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void outside(int from, int to) {
        if (!isZero(from, to)) {
            outside.add(Arrays.copyOfRange(file, from, to));
        }
    }

    private static void require(boolean condition, String expected) throws ZipException {
        if (!condition) {
            throw new ZipException("expected " + expected);
        }
    }
}
