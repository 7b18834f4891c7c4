package dev.sluice.ingest.extract;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URL;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/**
 * Refuses every socket in the child process, whether or not it also has a network namespace of its own. Named as the
 * selector provider on the child's command line, hence public.
 */
public final class RefusedSockets extends SelectorProvider {
    /** Called by the JVM. */
    public RefusedSockets() {}

    /** The factories are deprecated because one rarely wants them; to refuse is one such case. */
    @SuppressWarnings("deprecation")
    static void install() throws IOException {
        Socket.setSocketImplFactory(() -> {
            throw new IllegalStateException("no network here");
        });
        ServerSocket.setSocketFactory(() -> {
            throw new IllegalStateException("no network here");
        });
        URL.setURLStreamHandlerFactory(protocol -> {
            if (protocol.equals("file") || protocol.equals("jar") || protocol.equals("jrt")) {
                return null;
            }
            throw new IllegalStateException("no network here");
        });
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        throw refused();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        throw refused();
    }

    @Override
    public Pipe openPipe() throws IOException {
        throw refused();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        throw refused();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        throw refused();
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        throw refused();
    }

    private static SocketException refused() {
        return new SocketException("no network here");
    }
}
