package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import org.tukaani.xz.LZMA2InputStream;
import org.tukaani.xz.LZMAInputStream;

/**
 * The header of a 7z archive, gone over for what readers pass over: properties of the archive, filling that is none.
 *
 * @see "7zFormat.txt of the LZMA SDK"
 */
final class SevenZipHeader {
    private static final int START = 32;
    private static final int MAX_DEPTH = 4;
    private static final int MAX_KIB = 128 << 10;
    private static final int MOST = 1 << 27;

    private final ByteBuffer bytes;
    private long packedAt;
    private long packed;
    private long unpacked;
    private byte[] coder = {};
    private byte[] properties = {};
    private int coders;
    /** Of which streams the checksum is told with their lengths. */
    private BitSet checked = new BitSet();

    private SevenZipHeader(byte[] header) {
        this.bytes = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether a header is there and holds nothing but what tells of the entries. */
    static boolean isPlain(byte[] file) {
        ByteBuffer start = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            long from = START + start.getLong(12);
            long size = start.getLong(20);
            if (size == 0) {
                return true;
            }
            byte[] header = part(file, from, size);
            for (int depth = 0; depth < MAX_DEPTH && header.length > 0 && header[0] == 0x17; depth++) {
                SevenZipHeader packed = new SevenZipHeader(header);
                packed.bytes.get();
                if (!packed.streams() || packed.bytes.hasRemaining()) {
                    return false;
                }
                header = packed.unpacked(file);
            }
            return new SevenZipHeader(header).check();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static byte[] part(byte[] file, long from, long size) {
        if (from < 0 || size < 0 || from > file.length - size) {
            throw new IndexOutOfBoundsException();
        }
        return Arrays.copyOfRange(file, (int) from, (int) (from + size));
    }

    private byte[] unpacked(byte[] file) throws IOException {
        byte[] content = part(file, START + packedAt, packed);
        if (coders != 1 || unpacked < 0 || unpacked > MOST) {
            return new byte[0];
        }
        ByteArrayInputStream in = new ByteArrayInputStream(content);
        if (Arrays.equals(coder, new byte[] {0})) {
            return content;
        }
        if (Arrays.equals(coder, new byte[] {3, 1, 1}) && properties.length == 5) {
            int dictionary =
                    ByteBuffer.wrap(properties).order(ByteOrder.LITTLE_ENDIAN).getInt(1);
            if (LZMAInputStream.getMemoryUsage(dictionary, properties[0]) > MAX_KIB) {
                return new byte[0];
            }
            try (LZMAInputStream lzma = new LZMAInputStream(in, unpacked, properties[0], dictionary)) {
                return lzma.readNBytes((int) unpacked);
            }
        }
        if (Arrays.equals(coder, new byte[] {0x21}) && properties.length == 1 && properties[0] < 30) {
            int dictionary = (2 | properties[0] & 1) << properties[0] / 2 + 11;
            try (LZMA2InputStream lzma = new LZMA2InputStream(in, dictionary)) {
                return lzma.readNBytes((int) unpacked);
            }
        }
        return new byte[0];
    }

    private boolean check() {
        if (bytes.get() != 1) {
            return false;
        }
        int kind = bytes.get();
        if (kind == 4) {
            if (!streams()) {
                return false;
            }
            kind = bytes.get();
        }
        if (kind == 5) {
            if (!files()) {
                return false;
            }
            kind = bytes.get();
        }
        return kind == 0 && !bytes.hasRemaining();
    }

    private boolean files() {
        int files = count();
        while (true) {
            int kind = bytes.get();
            if (kind == 0) {
                return true;
            }
            int size = count();
            int end = bytes.position() + size;
            boolean known = kind >= 0x0e && kind <= 0x15 || kind == 0x18;
            for (int i = bytes.position(); kind == 0x19 && i < end; i++) {
                if (bytes.get(i) != 0) {
                    return false;
                }
            }
            boolean fits = kind == 0x11 || kind == 0x19 || size <= files * 9L + 16;
            if (!known && kind != 0x19 || !fits) {
                return false;
            }
            bytes.position(end);
        }
    }

    /** Where content is packed, how, and into what; false if something stands there that is none of it. */
    private boolean streams() {
        int kind = bytes.get();
        int[] outputs = {1};
        if (kind == 6) {
            packedAt = number();
            int streams = count();
            for (kind = bytes.get(); kind != 0; kind = bytes.get()) {
                if (kind == 9) {
                    for (int i = 0; i < streams; i++) {
                        packed = number();
                    }
                } else if (kind == 0x0a) {
                    digests(streams);
                } else {
                    return false;
                }
            }
            kind = bytes.get();
        }
        if (kind == 7) {
            if (bytes.get() != 0x0b) {
                return false;
            }
            int folders = count();
            if (bytes.get() != 0) {
                return false;
            }
            outputs = new int[folders];
            for (int i = 0; i < folders; i++) {
                outputs[i] = folder();
            }
            for (kind = bytes.get(); kind != 0; kind = bytes.get()) {
                if (kind == 0x0c) {
                    for (int sizes : outputs) {
                        for (int i = 0; i < sizes; i++) {
                            unpacked = number();
                        }
                    }
                } else if (kind == 0x0a) {
                    checked = digests(folders);
                } else {
                    return false;
                }
            }
            kind = bytes.get();
        }
        if (kind == 8) {
            return parts(outputs.length) && bytes.get() == 0;
        }
        return kind == 0;
    }

    private int folder() {
        coders = count();
        int inputs = 0;
        int outputs = 0;
        for (int i = 0; i < coders; i++) {
            int flags = bytes.get();
            coder = new byte[flags & 0xF];
            bytes.get(coder);
            int in = (flags & 0x10) != 0 ? count() : 1;
            outputs += (flags & 0x10) != 0 ? count() : 1;
            inputs += in;
            properties = new byte[(flags & 0x20) != 0 ? count() : 0];
            bytes.get(properties);
            boolean enciphered = coder.length == 4 && coder[0] == 6;
            if ((flags & 0xC0) != 0 || properties.length > 5 && !enciphered) {
                throw new IllegalStateException();
            }
        }
        for (int i = 0; i < outputs - 1; i++) {
            number();
            number();
        }
        int streams = inputs - (outputs - 1);
        for (int i = 0; streams > 1 && i < streams; i++) {
            number();
        }
        return outputs;
    }

    /** How many entries each stream holds, their lengths and checksums. */
    private boolean parts(int folders) {
        int[] counts = new int[folders];
        Arrays.fill(counts, 1);
        for (int kind = bytes.get(); kind != 0; kind = bytes.get()) {
            if (kind == 0x0d) {
                for (int i = 0; i < folders; i++) {
                    counts[i] = count();
                }
            } else if (kind == 0x09) {
                for (int count : counts) {
                    for (int i = 1; i < count; i++) {
                        number();
                    }
                }
            } else if (kind == 0x0a) {
                int unchecked = 0;
                for (int i = 0; i < folders; i++) {
                    unchecked += counts[i] == 1 && checked.get(i) ? 0 : counts[i];
                }
                digests(unchecked);
            } else {
                return false;
            }
        }
        return true;
    }

    /** Passes over checksums and tells of what there are some. */
    private BitSet digests(int count) {
        BitSet defined = new BitSet();
        if (bytes.get() != 0) {
            defined.set(0, count);
        } else {
            int bits = 0;
            for (int i = 0; i < count; i++) {
                bits = i % 8 == 0 ? bytes.get() : bits << 1;
                defined.set(i, (bits & 0x80) != 0);
            }
        }
        bytes.position(bytes.position() + 4 * defined.cardinality());
        return defined;
    }

    private int count() {
        long count = number();
        if (count < 0 || count > bytes.limit()) {
            throw new IndexOutOfBoundsException();
        }
        return (int) count;
    }

    /** A number of one to nine bytes; the ones at the top of the first say how many follow. */
    private long number() {
        int first = bytes.get() & 0xFF;
        long value = 0;
        int mask = 0x80;
        for (int i = 0; i < 8; i++) {
            if ((first & mask) == 0) {
                return value + ((long) (first & mask - 1) << 8 * i);
            }
            value |= (bytes.get() & 0xFFL) << 8 * i;
            mask >>= 1;
        }
        return value;
    }
}
