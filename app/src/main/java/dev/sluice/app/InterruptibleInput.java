package dev.sluice.app;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Standard input, a read of which fails when the reading thread is interrupted: a read of {@link System#in} goes on until
 * somebody types, however often Ctrl-C is pressed. One thread.
 *
 * @see java.nio.channels.ClosedByInterruptException
 */
final class InterruptibleInput extends InputStream {
    private final FileChannel channel;

    InterruptibleInput(FileChannel channel) {
        this.channel = channel;
    }

    static InterruptibleInput standard() {
        return new InterruptibleInput(new FileInputStream(FileDescriptor.in).getChannel());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        return channel.read(ByteBuffer.wrap(into, from, most));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
