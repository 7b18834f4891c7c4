package dev.sluice.app;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/** Where this process sends bytes, by its own flight recorder: each address and port that is written to. */
final class Connections implements AutoCloseable {
    private final Set<String> addresses = ConcurrentHashMap.newKeySet();
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
    private final RecordingStream stream = new RecordingStream();

    Connections() {
        // By name: a release that knows no throttle for these events ignores the setting.
        stream.setSettings(Map.of(
                "jdk.SocketWrite#enabled", "true",
                "jdk.SocketWrite#threshold", "0 ns",
                "jdk.SocketWrite#stackTrace", "false",
                "jdk.SocketWrite#throttle", "off"));
        stream.onEvent("jdk.SocketWrite", this::see);
        stream.setMaxAge(Duration.ofMinutes(10));
        stream.startAsync();
    }

    private void see(RecordedEvent event) {
        addresses.add(event.getString("address"));
        ports.add(event.getInt("port"));
    }

    /** Ends the watch; afterwards everything is seen. */
    @Override
    public void close() {
        stream.stop();
        stream.close();
    }

    /** Addresses written to. */
    Set<String> addresses() {
        return Set.copyOf(addresses);
    }

    /** Ports written to, whatever the address. */
    Set<Integer> ports() {
        return Set.copyOf(ports);
    }
}
