package dev.sluice.inference;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries to reach out from this process and reports what it could reach. A node that runs the sovereign worker without the
 * external one starts only when the report says {@linkplain Report#isolated() isolated}. An attempt that fails proves
 * nothing for all time; that is why the network policy is the wall and this is the bird in the mine.
 */
public final class EgressCanary {
    private final List<InetSocketAddress> addresses;
    private final List<String> names;
    private final Duration patience;

    /**
     * Makes a canary of its own targets.
     *
     * @param addresses TCP addresses outside, already resolved (literals), so that no name service is needed to try them
     * @param names host names that must not resolve: a name service that answers carries data out, too
     * @param patience for each target
     */
    public EgressCanary(List<InetSocketAddress> addresses, List<String> names, Duration patience) {
        this.addresses = List.copyOf(addresses);
        this.names = List.copyOf(names);
        this.patience = patience;
    }

    /** The public resolvers and one well-known name, a second and a half each. */
    public static EgressCanary standard() {
        return new EgressCanary(
                List.of(
                        new InetSocketAddress("1.1.1.1", 443),
                        new InetSocketAddress("8.8.8.8", 53),
                        new InetSocketAddress("2606:4700:4700::1111", 443)),
                List.of("example.com"),
                Duration.ofMillis(1500));
    }

    /** Tries every target and returns what answered. Takes at most the patience for each target; never throws. */
    public Report probe() {
        List<String> reached = new ArrayList<>();
        for (InetSocketAddress address : addresses) {
            if (connects(address)) {
                reached.add(address.getHostString() + ":" + address.getPort());
            }
        }
        for (String name : names) {
            if (resolves(name)) {
                reached.add("dns:" + name);
            }
        }
        return new Report(reached);
    }

    private boolean connects(InetSocketAddress address) {
        try (Socket socket = new Socket(java.net.Proxy.NO_PROXY)) {
            socket.connect(address, Math.toIntExact(patience.toMillis()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean resolves(String name) {
        List<InetAddress> found = new ArrayList<>();
        Thread lookup = Thread.ofVirtual().start(() -> {
            try {
                InetAddress[] all = InetAddress.getAllByName(name);
                synchronized (found) {
                    found.addAll(List.of(all));
                }
            } catch (UnknownHostException e) {
                // Nothing answered: what an isolated node should see.
            }
        });
        try {
            lookup.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (found) {
            return !found.isEmpty();
        }
    }

    /**
     * What the canary could reach.
     *
     * @param reached the targets that answered, as {@code host:port} or {@code dns:name}
     */
    public record Report(List<String> reached) {
        public Report {
            reached = List.copyOf(reached);
        }

        /** Whether nothing answered. */
        public boolean isolated() {
            return reached.isEmpty();
        }
    }
}
