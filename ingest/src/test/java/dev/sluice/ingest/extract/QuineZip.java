package dev.sluice.ingest.extract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * A zip file whose only entry is that zip file, byte for byte, checksum included. The compressed content is a program of
 * two instructions, "write these bytes" (a stored block) and "write the last bytes again" (a match), that writes what stands
 * before it, itself, and what stands behind it (Cox, "Zip Files All The Way Down", 2010). The checksum in it, being linear
 * over GF(2), is the solution of 32 equations.
 */
final class QuineZip {
    /** As long as it is so that the match over all before the program fits into as many bytes as a stored block's head. */
    private static final String NAME = "a-zip-file-that-has-itself.zip";

    private static final int HEAD = 30 + NAME.length();
    private static final int TAIL = 46 + NAME.length() + 22;
    private static final int CODE = 5;
    private static final int LAST_CODE = 6;

    private QuineZip() {}

    static byte[] build() {
        for (int time = 0; time < 60; time++) {
            long crc = fixpoint(time);
            byte[] file = file(crc, time);
            if (crc(file) == crc) {
                return file;
            }
        }
        throw new IllegalStateException("expected a time of the entry for which the equations have a solution");
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    /** Solves crc(file(x)) = x for x, where crc(file(x)) = crc(file(0)) xor A x; some x if A + 1 has no inverse. */
    private static long fixpoint(int time) {
        long constant = crc(file(0, time));
        long[] rows = new long[32];
        for (int bit = 0; bit < 32; bit++) {
            long column = crc(file(1L << bit, time)) ^ constant ^ 1L << bit;
            for (int row = 0; row < 32; row++) {
                rows[row] |= (column >> row & 1) << bit | (constant >> row & 1) << 32;
            }
        }
        for (int bit = 0; bit < 32; bit++) {
            for (int row = bit; row < 32; row++) {
                if ((rows[row] >> bit & 1) == 1) {
                    long pivot = rows[row];
                    rows[row] = rows[bit];
                    rows[bit] = pivot;
                    break;
                }
            }
            for (int row = 0; row < 32; row++) {
                if (row != bit && (rows[row] >> bit & 1) == 1) {
                    rows[row] ^= rows[bit];
                }
            }
        }
        long solution = 0;
        for (int bit = 0; bit < 32; bit++) {
            solution |= (rows[bit] >> 32 & 1) << bit;
        }
        return solution;
    }

    private static byte[] file(long crc, int time) {
        int packed = program(new byte[HEAD], new byte[TAIL]).length;
        int size = HEAD + packed + TAIL;
        ByteBuffer common = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
        common.putShort((short) 20).putShort((short) 0).putShort((short) 8);
        common.putShort((short) time).putShort((short) 0x5a21).putInt((int) crc);
        common.putInt(packed).putInt(size).putShort((short) NAME.length()).putShort((short) 0);
        byte[] name = NAME.getBytes(US_ASCII);
        byte[] head = ByteBuffer.allocate(HEAD)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x04034b50)
                .put(common.array())
                .put(name)
                .array();
        ByteBuffer tail = ByteBuffer.allocate(TAIL).order(ByteOrder.LITTLE_ENDIAN);
        tail.putInt(0x02014b50).putShort((short) 20).put(common.array());
        tail.position(46).put(name);
        tail.putInt(0x06054b50).putInt(0).putShort((short) 1).putShort((short) 1);
        tail.putInt(46 + NAME.length()).putInt(HEAD + packed).putShort((short) 0);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(head);
        file.writeBytes(program(head, tail.array()));
        file.writeBytes(tail.array());
        return file.toByteArray();
    }

    /** Beside each instruction, what of the file it writes. */
    private static byte[] program(byte[] head, byte[] tail) {
        byte[] all = again(HEAD + CODE, false, HEAD + CODE);
        byte[] four = again(4 * CODE, false, 2 * CODE, 2 * CODE);
        byte[] last = again(TAIL + LAST_CODE, true, 3, TAIL + LAST_CODE - 3);
        ByteArrayOutputStream program = new ByteArrayOutputStream();
        write(program, head, these(HEAD + CODE)); // the head, these
        program.writeBytes(all); // the head, these
        write(program, all); // all
        write(program, these(CODE)); // these
        write(program, all, these(CODE), these(CODE), these(4 * CODE)); // all, these, these, these
        program.writeBytes(four); // all, these, these, these
        write(program, four, these(4 * CODE), four, these(4 * CODE)); // four, these, four, these
        program.writeBytes(four); // four, these, four, these
        write(program, four, these(0), these(0), these(TAIL + LAST_CODE)); // four, nothing, nothing, these
        program.writeBytes(four); // four, nothing, nothing, these
        program.writeBytes(these(0));
        program.writeBytes(these(0));
        write(program, last, tail); // last, the tail
        program.writeBytes(last); // last, the tail
        return program.toByteArray();
    }

    private static void write(ByteArrayOutputStream program, byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        program.writeBytes(these(joined.size()));
        program.writeBytes(joined.toByteArray());
    }

    /** The head of a stored block of this length (RFC 1951 §3.2.4). */
    private static byte[] these(int length) {
        return ByteBuffer.allocate(CODE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0)
                .putShort((short) length)
                .putShort((short) ~length)
                .array();
    }

    /** Matches of these lengths at one distance, with fixed codes; empty blocks before them fill whole bytes (§3.2.6). */
    private static byte[] again(int distance, boolean isLast, int... lengths) {
        for (int empty = 0; empty < 8; empty++) {
            Bits bits = new Bits();
            for (int i = 0; i < empty; i++) {
                bits.number(2, 3);
                bits.code(0, 7);
            }
            bits.number(isLast ? 3 : 2, 3);
            for (int length : lengths) {
                bits.length(length);
                bits.distance(distance);
            }
            bits.code(0, 7);
            if (bits.count % 8 == 0) {
                return bits.bytes();
            }
        }
        throw new IllegalStateException("expected lengths whose codes fill whole bytes");
    }

    private static final class Bits {
        private final boolean[] bits = new boolean[200];
        private int count;

        /** Numbers stand with their lowest bit first. */
        void number(int value, int length) {
            for (int i = 0; i < length; i++) {
                bits[count++] = (value >> i & 1) == 1;
            }
        }

        /** Codes stand with their highest bit first. */
        void code(int value, int length) {
            for (int i = length - 1; i >= 0; i--) {
                bits[count++] = (value >> i & 1) == 1;
            }
        }

        /** Lengths below 115, whose codes have seven bits. */
        void length(int length) {
            int code = 257;
            int base = 3;
            int extra = 0;
            while (length >= base + (1 << extra)) {
                base += 1 << extra;
                code++;
                extra = code < 265 ? 0 : (code - 261) / 4;
            }
            code(code - 256, 7);
            number(length - base, extra);
        }

        void distance(int distance) {
            int code = 0;
            int base = 1;
            int extra = 0;
            while (distance >= base + (1 << extra)) {
                base += 1 << extra;
                code++;
                extra = code < 4 ? 0 : code / 2 - 1;
            }
            code(code, 5);
            number(distance - base, extra);
        }

        byte[] bytes() {
            byte[] bytes = new byte[count / 8];
            for (int i = 0; i < count; i++) {
                bytes[i / 8] |= (byte) ((bits[i] ? 1 : 0) << i % 8);
            }
            return bytes;
        }
    }
}
