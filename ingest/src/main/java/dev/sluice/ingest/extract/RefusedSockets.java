package dev.sluice.ingest.extract;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

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
        // The JDK makes an http URL for its own ends (JceSecurity): it may name one, nobody may open it.
        URL.setURLStreamHandlerFactory(
                protocol -> Set.of("file", "jar", "jrt").contains(protocol) ? null : new RefusingHandler());
    }

    private static final class RefusingHandler extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            throw refused();
        }
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
