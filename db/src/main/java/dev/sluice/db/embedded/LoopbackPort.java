package dev.sluice.db.embedded;

import dev.sluice.db.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port on loopback, chosen once and kept in a file. It lies below the range from which the system takes the ports of
 * outgoing connections, so that it is seldom taken; if it is, another one is chosen and kept.
 */
final class LoopbackPort {
    private static final Logger log = LoggerFactory.getLogger(LoopbackPort.class);
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;
    private static final int TRIES = 200;

    private LoopbackPort() {}

    static int keep(Path file) {
        if (Files.exists(file)) {
            int port = read(file);
            if (isFree(port)) {
                return port;
            }
            log.warn("port {} of {} is taken by another program; choosing another", port, file.getFileName());
        }
        int port = choose();
        PrivateFiles.replace(file, Integer.toString(port).getBytes(StandardCharsets.US_ASCII));
        return port;
    }

    private static int read(Path file) {
        String text = new String(PrivateFiles.read(file), StandardCharsets.US_ASCII).strip();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new EmbeddedServiceException("expected a port number in " + file + ": delete the file");
        }
    }

    private static int choose() {
        SecureRandom random = new SecureRandom();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = FIRST + random.nextInt(COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new EmbeddedServiceException("found no free port on loopback");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
