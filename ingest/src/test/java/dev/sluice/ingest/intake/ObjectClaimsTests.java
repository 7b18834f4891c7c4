package dev.sluice.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.ingest.intake.ClaimStoreException.Trouble;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.conn.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that answer wrongly, slowly, never, or that are not where their name says. */
class ObjectClaimsTests {
    private static final byte[] CONTENT = "Dear reader".getBytes(StandardCharsets.UTF_8);
    private static final DnsResolver HERE = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
    private static final ObjectLocation LETTER = new ObjectLocation("letters", "a b/ü.txt", Optional.of("v1"));

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    private final Queue<URI> asked = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private volatile HttpHandler answer = exchange -> send(exchange, 200, CONTENT);

    @BeforeEach
    void start() throws IOException {
        server = server(exchange -> {
            asked.add(exchange.getRequestURI());
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            answer.handle(exchange);
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void asksForTheVersionOfTheKeyWithTheBucketsOwnCredentials() {
        assertThat(read(LETTER, CONTENT.length, HERE)).isEqualTo(CONTENT);
        assertThat(asked).containsExactly(URI.create("/letters/a%20b/%C3%BC.txt?versionId=v1"));
        assertThat(authorizations).singleElement().asString().contains("Credential=AKIDEXAMPLE/");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) throws IOException {
        AtomicInteger elsewhere = new AtomicInteger();
        HttpServer other = server(exchange -> {
            elsewhere.incrementAndGet();
            send(exchange, 200, CONTENT);
        });
        answer = exchange -> {
            exchange.getResponseHeaders().set("Location", base(other) + "/letters/x");
            exchange.getResponseHeaders().set("x-amz-bucket-region", "eu-west-1");
            send(exchange, status, error("PermanentRedirect"));
        };
        assertThat(trouble(HERE)).isEqualTo(Trouble.BUCKET_MISSING);
        assertThat(elsewhere).hasValue(0);
        other.stop(0);
    }

    @Test
    void connectsToTheAddressThatItLookedAtAndToNoOther() {
        AtomicInteger questions = new AtomicInteger();
        DnsResolver changing = host ->
                new InetAddress[] {InetAddress.ofLiteral(questions.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1")};
        assertThat(read(LETTER, CONTENT.length, changing)).isEqualTo(CONTENT);
        assertThat(questions).as("the name is asked for once for a connection").hasValue(1);
        assertThat(trouble(host -> new InetAddress[] {InetAddress.ofLiteral("10.0.0.1")}))
                .isEqualTo(Trouble.ADDRESS_REFUSED);
        assertThat(asked).hasSize(1);
    }

    @Test
    void doesNotConnectToThisMachineUnlessItIsOpened() {
        ClaimBucket closed = ObjectClaimSettings.at(
                base(server), "letters", List.of(), ObjectClaimSettings.KEY, ClaimBucket.TIMEOUT);
        assertThat(trouble(HERE, closed)).isEqualTo(Trouble.ADDRESS_REFUSED);
        ClaimBucket literal = ObjectClaimSettings.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "letters",
                List.of(),
                ObjectClaimSettings.KEY,
                ClaimBucket.TIMEOUT);
        assertThat(trouble(InetAddress::getAllByName, literal)).isEqualTo(Trouble.ADDRESS_REFUSED);
        assertThat(asked).isEmpty();
    }

    @Test
    void neitherProxyNorPropertiesOfTheMachineChangeAnything() throws IOException {
        AtomicInteger atTheProxy = new AtomicInteger();
        HttpServer proxy = server(exchange -> {
            atTheProxy.incrementAndGet();
            send(exchange, 200, CONTENT);
        });
        Map<String, String> properties = Map.of(
                "http.proxyHost", "127.0.0.1",
                "http.proxyPort", Integer.toString(proxy.getAddress().getPort()),
                "http.nonProxyHosts", "",
                "aws.accessKeyId", "AKIDOTHER",
                "aws.secretAccessKey", "other",
                "aws.region", "us-west-2",
                "aws.endpointUrl", base(proxy).toString());
        properties.forEach(System::setProperty);
        try {
            assertThat(read(LETTER, CONTENT.length, HERE)).isEqualTo(CONTENT);
        } finally {
            properties.keySet().forEach(System::clearProperty);
            proxy.stop(0);
        }
        assertThat(atTheProxy).hasValue(0);
        assertThat(authorizations).singleElement().asString().contains("AKIDEXAMPLE/", "/us-east-1/");
    }

    @Test
    void readsNoMoreThanWasDeclared() {
        assertThat(refusal(CONTENT.length - 1)).isEqualTo(QuarantineReason.CLAIM_MISMATCH);
        assertThat(refusal(CONTENT.length + 1)).isEqualTo(QuarantineReason.CLAIM_MISMATCH);
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(new byte[8192]);
                }
            }
        };
        assertThat(refusal(CONTENT.length)).as("a body without an end").isEqualTo(QuarantineReason.CLAIM_MISMATCH);
    }

    @Test
    void decodesNothing() {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, CONTENT);
        };
        assertThat(read(LETTER, CONTENT.length, HERE)).isEqualTo(CONTENT);
    }

    @Test
    void givesUpOnAStoreThatDripsOrSaysNothing() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            for (byte one : CONTENT) {
                exchange.getResponseBody().write(one);
                exchange.getResponseBody().flush();
                rest();
            }
        };
        assertThat(trouble(HERE, impatient())).isEqualTo(Trouble.UNREACHABLE);
        answer = exchange -> rest();
        assertThat(trouble(HERE, impatient())).isEqualTo(Trouble.UNREACHABLE);
    }

    @Test
    void aBodyThatBreaksOffIsNoContent() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, 4);
            exchange.getResponseBody().flush();
            exchange.close();
        };
        assertThat(trouble(HERE)).isEqualTo(Trouble.UNREACHABLE);
    }

    @Test
    void triesAgainWhereTheStoreIsBusy() {
        answer = exchange -> {
            if (asked.size() < 2) {
                send(exchange, 503, error("SlowDown"));
            } else {
                send(exchange, 200, CONTENT);
            }
        };
        assertThat(read(LETTER, CONTENT.length, HERE)).isEqualTo(CONTENT);
        assertThat(asked).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "400, RequestTimeout, UNREACHABLE",
        "429, TooManyRequests, UNREACHABLE",
        "500, InternalError, UNREACHABLE",
        "503, SlowDown, UNREACHABLE",
        "403, InvalidAccessKeyId, CREDENTIALS_REFUSED",
        "403, SignatureDoesNotMatch, CREDENTIALS_REFUSED",
        "400, ExpiredToken, CREDENTIALS_REFUSED",
        "403, RequestTimeTooSkewed, CREDENTIALS_REFUSED",
        "404, NoSuchBucket, BUCKET_MISSING",
        "400, AuthorizationHeaderMalformed, BUCKET_MISSING"
    })
    void troubleOfTheStoreIsNoFaultOfTheMessage(int status, String code, Trouble expected) {
        answer = exchange -> send(exchange, status, error(code));
        assertThat(trouble(HERE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchKey",
        "404, NoSuchVersion",
        "405, MethodNotAllowed",
        "403, AccessDenied",
        "403, InvalidObjectState",
        "400, InvalidArgument",
        "400, InvalidRequest",
        "400, KMS.DisabledException"
    })
    void anObjectThatWeMayNotReadStopsNoOther(int status, String code) {
        answer = exchange -> send(exchange, status, error(code));
        assertThat(refusal(CONTENT.length)).isEqualTo(QuarantineReason.CLAIM_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 407, 502})
    void whatIsNoAnswerOfAnS3ServerIsTroubleOfTheStore(int status) {
        answer = exchange -> send(exchange, status, "<html>Please log in</html>".getBytes(StandardCharsets.UTF_8));
        assertThat(trouble(HERE)).isEqualTo(Trouble.UNREACHABLE);
        answer = exchange -> send(exchange, status, new byte[0]);
        assertThat(trouble(HERE)).isEqualTo(Trouble.UNREACHABLE);
    }

    @Test
    void credentialsInAFileAreReadAgainWhenTheyChange() throws Exception {
        Path file = folder.resolve("credentials");
        ClaimBucket bucket = ObjectClaimSettings.at(
                base(server),
                "letters",
                ObjectClaimSettings.LOOPBACK,
                new S3Credentials.SharedFile(file),
                ClaimBucket.TIMEOUT);
        try (ObjectClaims claims = new ObjectClaims(HERE)) {
            assertThat(trouble(claims, bucket)).isEqualTo(Trouble.CREDENTIALS_REFUSED);
            assertThat(asked).isEmpty();
            write(file, "AKIDFIRST", Instant.now().minusSeconds(60));
            awaitKey(claims, bucket, "AKIDFIRST");
            write(file, "AKIDSECOND", Instant.now());
            awaitKey(claims, bucket, "AKIDSECOND");
        }
    }

    @Test
    void noSecretIsPrinted() {
        S3Credentials.Fixed key = new S3Credentials.Fixed("AKIDEXAMPLE", "a-secret", Optional.of("a-token"));
        ClaimBucket bucket =
                ObjectClaimSettings.at(base(server), "letters", ObjectClaimSettings.LOOPBACK, key, ClaimBucket.TIMEOUT);
        assertThat(bucket.toString()).doesNotContain("AKIDEXAMPLE", "a-secret", "a-token");
    }

    private void awaitKey(ObjectClaims claims, ClaimBucket bucket, String key) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(30);
        while (Instant.now().isBefore(deadline)) {
            authorizations.clear();
            try {
                claims.read(LETTER, CONTENT.length, bucket);
            } catch (ClaimStoreException notYet) {
                assertThat(notYet.trouble()).isEqualTo(Trouble.CREDENTIALS_REFUSED);
            }
            if (String.join("", authorizations).contains("Credential=" + key + "/")) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("waited half a minute for " + key);
    }

    private static void write(Path file, String key, Instant changed) throws IOException {
        Files.writeString(file, "[default]\naws_access_key_id=" + key + "\naws_secret_access_key=secret\n");
        Files.setLastModifiedTime(file, FileTime.from(changed));
    }

    private byte[] read(ObjectLocation location, long bytes, DnsResolver names) {
        try (ObjectClaims claims = new ObjectClaims(names)) {
            return claims.read(location, bytes, ObjectClaimSettings.at(base(server), "letters"));
        }
    }

    private QuarantineReason refusal(long bytes) {
        try {
            read(LETTER, bytes, HERE);
        } catch (QuarantinedException refused) {
            return refused.reason();
        }
        throw new AssertionError("the object was read");
    }

    private Trouble trouble(DnsResolver names) {
        return trouble(names, ObjectClaimSettings.at(base(server), "letters"));
    }

    private Trouble trouble(DnsResolver names, ClaimBucket bucket) {
        try (ObjectClaims claims = new ObjectClaims(names)) {
            return trouble(claims, bucket);
        }
    }

    private static Trouble trouble(ObjectClaims claims, ClaimBucket bucket) {
        try {
            claims.read(LETTER, CONTENT.length, bucket);
        } catch (ClaimStoreException unanswered) {
            assertThat(unanswered.getMessage()).doesNotContain(LETTER.key(), "v1");
            assertThat(unanswered.getCause()).isNull();
            return unanswered.trouble();
        }
        throw new AssertionError("the object was read");
    }

    private ClaimBucket impatient() {
        return ObjectClaimSettings.at(
                base(server), "letters", ObjectClaimSettings.LOOPBACK, ObjectClaimSettings.KEY, Duration.ofMillis(500));
    }

    private HttpServer server(HttpHandler handler) throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        made.createContext("/", handler);
        made.setExecutor(threads);
        made.start();
        return made;
    }

    private static URI base(HttpServer server) {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private static byte[] error(String code) {
        return ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>m</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Longer than any patience of a bucket under test. */
    private static void rest() throws IOException {
        try {
            Thread.sleep(5_000);
        } catch (InterruptedException stopped) {
            throw new IOException("stopped");
        }
    }
}
