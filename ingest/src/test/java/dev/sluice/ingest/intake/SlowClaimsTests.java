package dev.sluice.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.ingest.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One claim check that is always late, and a store that gives nothing at all. */
class SlowClaimsTests {
    private static final byte[] CONTENT = "Dear reader".getBytes(StandardCharsets.UTF_8);
    private static final int TRIES = 3;

    private final SlowClaims slow = new SlowClaims(TRIES);
    private final Set<String> late = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try {
                if (late.contains(exchange.getRequestURI().getPath().replace("/letters/", ""))) {
                    Thread.sleep(600_000);
                }
                exchange.sendResponseHeaders(200, CONTENT.length);
                exchange.getResponseBody().write(CONTENT);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static Supplier<byte[]> gives() {
        return () -> CONTENT;
    }

    private static Supplier<byte[]> isLate() {
        return () -> {
            throw ClaimStoreException.lateBucket("letters");
        };
    }

    private static Supplier<byte[]> isDown() {
        return () -> {
            throw ClaimStoreException.ofBucket("letters", ClaimStoreException.Trouble.UNREACHABLE);
        };
    }

    private void waits(Object store, String location, Supplier<byte[]> read) {
        assertThatThrownBy(() -> slow.read(store, location, read)).isInstanceOf(ClaimStoreException.class);
    }

    private void isGivenUp(Object store, String location) {
        assertThatThrownBy(() -> slow.read(store, location, isLate()))
                .isInstanceOfSatisfying(
                        QuarantinedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(QuarantineReason.CLAIM_TIMEOUT));
    }

    @Test
    void oneThatIsLateAsOftenAsItMayWhileOthersAreGivenIsGivenUp() {
        waits("a", "slow", isLate());
        slow.read("a", "other", gives());
        waits("a", "slow", isLate());
        isGivenUp("a", "slow");
        waits("a", "slow", isLate());
    }

    @Test
    void aStoreThatGivesNothingIsWaitedForWhateverAnotherGives() {
        slow.read("a", "before", gives());
        for (int i = 0; i < 3 * TRIES; i++) {
            waits("a", "slow", isLate());
            slow.read("b", "other", gives());
        }
        slow.read("a", "after", gives());
        isGivenUp("a", "slow");
    }

    @Test
    void onlyBeingLateCountsAndBeingGivenEndsIt() {
        for (int i = 0; i < 3 * TRIES; i++) {
            waits("a", "slow", isDown());
            slow.read("a", "other", gives());
        }
        waits("a", "slow", isLate());
        waits("a", "slow", isLate());
        slow.read("a", "slow", gives());
        slow.read("a", "other", gives());
        waits("a", "slow", isLate());
        slow.read("a", "other", gives());
        waits("a", "slow", isLate());
        isGivenUp("a", "slow");
    }

    @Test
    void manyThatAreLateTakeNoMemoryWithoutEnd() {
        for (int i = 0; i < 100_000; i++) {
            waits("a", "slow " + i, isLate());
        }
        slow.read("a", "other", gives());
        waits("a", "slow 0", isLate());
        waits("a", "slow 0", isLate());
    }

    @Test
    void anObjectThatIsAlwaysLateIsGivenUpAndOneBehindAClosedPortIsNot() throws Exception {
        late.add("slow");
        SourceSettings source = claiming(server.getAddress().getPort());
        try (ClaimChecks claims = new ClaimChecks(1_000, TRIES)) {
            assertThat(refusal(claims, source, "slow")).isEmpty();
            assertThat(claims.read(claim("quick"), source)).isEqualTo(CONTENT);
            assertThat(refusal(claims, source, "slow")).isEmpty();
            assertThat(refusal(claims, source, "slow")).contains(QuarantineReason.CLAIM_TIMEOUT);
            late.clear();
            assertThat(claims.read(claim("slow"), source)).isEqualTo(CONTENT);
        }
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        try (ClaimChecks claims = new ClaimChecks(1_000, 1)) {
            assertThat(refusal(claims, claiming(closed), "slow")).isEmpty();
        }
    }

    private static Optional<QuarantineReason> refusal(ClaimChecks claims, SourceSettings source, String key) {
        try {
            claims.read(claim(key), source);
        } catch (QuarantinedException refused) {
            return Optional.of(refused.reason());
        } catch (ClaimStoreException waits) {
            assertThat(waits.trouble()).isEqualTo(ClaimStoreException.Trouble.UNREACHABLE);
            return Optional.empty();
        }
        throw new AssertionError("it was read");
    }

    private static Claim claim(String key) {
        return new Claim("s3://letters/" + key, CONTENT.length, Sha256.hex(CONTENT));
    }

    private static SourceSettings claiming(int port) {
        return new SourceSettings(Set.of(), List.<Path>of(), Optional.empty(), Map.of())
                .withBuckets(List.of(ObjectClaimSettings.at(
                        URI.create("http://localhost:" + port),
                        "letters",
                        ObjectClaimSettings.LOOPBACK,
                        ObjectClaimSettings.KEY,
                        Duration.ofSeconds(1))));
    }
}
