package dev.sluice.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EgressCanaryTests {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Test
    void reportsAnAddressThatAnswers() throws IOException {
        try (ServerSocket outside = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(outside.getInetAddress(), outside.getLocalPort());

            EgressCanary.Report report = new EgressCanary(List.of(address), List.of(), PATIENCE).probe();

            assertThat(report.isolated()).isFalse();
            assertThat(report.reached()).containsExactly(address.getHostString() + ":" + outside.getLocalPort());
        }
    }

    @Test
    void reportsANameThatResolves() {
        assertThat(new EgressCanary(List.of(), List.of("localhost"), PATIENCE)
                        .probe()
                        .reached())
                .containsExactly("dns:localhost");
    }

    @Test
    void isIsolatedWhenNothingAnswers() throws IOException {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        EgressCanary canary = new EgressCanary(
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), closedPort)),
                List.of("no-such-name.invalid"),
                PATIENCE);

        assertThat(canary.probe().isolated()).isTrue();
    }
}
