package dev.sluice.ingest.extract;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A file in memory that knows which of its bytes were read. Used by one thread. */
final class SeenBytes implements SeekableByteChannel {
    private final byte[] file;
    private final BitSet seen;
    private int position;
    private boolean open = true;

    SeenBytes(byte[] file) {
        this.file = file;
        this.seen = new BitSet(file.length);
    }

    /** Each run of bytes that nobody read, but for runs of zeros. */
    List<byte[]> rest() {
        List<byte[]> rest = new ArrayList<>();
        for (int from = seen.nextClearBit(0); from < file.length; ) {
            int next = seen.nextSetBit(from);
            int to = next < 0 ? file.length : Math.min(next, file.length);
            byte[] run = Arrays.copyOfRange(file, from, to);
            for (byte each : run) {
                if (each != 0) {
                    rest.add(run);
                    break;
                }
            }
            from = seen.nextClearBit(to);
        }
        return rest;
    }

    @Override
    public int read(ByteBuffer into) {
        if (position >= file.length) {
            return -1;
        }
        int length = Math.min(into.remaining(), file.length - position);
        into.put(file, position, length);
        seen.set(position, position + length);
        position += length;
        return length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
        position = (int) Math.min(Math.max(0, to), file.length);
        return this;
    }

    @Override
    public long size() {
        return file.length;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
