package dev.sluice.inference.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * An OpenAI-compatible closed API on loopback that records every byte it receives and misbehaves on demand. A queued
 * misbehaviour is used for one request; {@link #always} for every one until {@link #behave()}.
 */
public final class FakeClosedApi implements AutoCloseable {
    /** The model that answers unless told otherwise. */
    public static final String MODEL = "fake-1";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final Queue<Misbehaviour> queued = new ConcurrentLinkedQueue<>();
    private volatile List<Misbehaviour> always = List.of();
    private volatile UnaryOperator<String> answer = request -> "A short summary.";

    private FakeClosedApi(HttpServer server) {
        this.server = server;
    }

    /** Starts on a free port of loopback. */
    public static FakeClosedApi start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
            FakeClosedApi api = new FakeClosedApi(server);
            server.createContext("/", api::handle);
            server.setExecutor(api.threads);
            server.start();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The base that an endpoint is configured with, ending in {@code /v1}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** Everything received so far, in order. */
    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Forgets what was received. */
    public void forget() {
        requests.clear();
    }

    /** Misbehaves once for each, in this order. */
    public FakeClosedApi next(Misbehaviour... misbehaviours) {
        queued.addAll(Arrays.asList(misbehaviours));
        return this;
    }

    /** Misbehaves this way for every request that has no queued misbehaviour. */
    public FakeClosedApi always(Misbehaviour misbehaviour) {
        always = List.of(misbehaviour);
        return this;
    }

    /** Behaves again. */
    public FakeClosedApi behave() {
        queued.clear();
        always = List.of();
        return this;
    }

    /** What the model says, from the request's body. */
    public FakeClosedApi answering(UnaryOperator<String> fromBody) {
        answer = fromBody;
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        requests.add(new RecordedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        Misbehaviour once = queued.poll();
        Misbehaviour misbehaviour = once != null ? once : always.isEmpty() ? null : always.getFirst();
        try (exchange) {
            respond(exchange, new String(body, StandardCharsets.UTF_8), misbehaviour);
        } catch (IOException e) {
            // The client went away: what some tests are about.
        }
    }

    private void respond(HttpExchange exchange, String body, @org.jspecify.annotations.Nullable Misbehaviour how)
            throws IOException {
        switch (how) {
            case null -> send(exchange, 200, Map.of(), completion(MODEL, content(body), "stop"));
            case Misbehaviour.Status status -> send(exchange, status.code(), status.headers(), status.body());
            case Misbehaviour.Body given -> send(exchange, 200, Map.of(), given.body());
            case Misbehaviour.WithHeaders with ->
                send(exchange, 200, with.headers(), completion(MODEL, content(body), "stop"));
            case Misbehaviour.WrongModel wrong ->
                send(exchange, 200, Map.of(), completion(wrong.model(), content(body), "stop"));
            case Misbehaviour.Refusal refusal ->
                send(exchange, 200, Map.of(), completion(MODEL, "\"content\":null,\"refusal\":\"I cannot.\"", "stop"));
            case Misbehaviour.ContentFilter filter ->
                send(exchange, 200, Map.of(), completion(MODEL, "\"content\":\"\"", "content_filter"));
            case Misbehaviour.Redirect redirect -> send(exchange, 307, Map.of("Location", redirect.location()), "");
            case Misbehaviour.Slow slow -> {
                pause(slow.delay());
                send(exchange, 200, Map.of(), completion(MODEL, content(body), "stop"));
            }
            case Misbehaviour.PackedBody packed -> {
                byte[] bytes = packed(packed.bytes());
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
            case Misbehaviour.BlankLines blank -> blankLines(exchange, blank.lines(), body);
            case Misbehaviour.DropAtOnce drop -> exchange.close();
            case Misbehaviour.DropMidBody drop -> {
                byte[] whole = completion(MODEL, content(body), "stop").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, whole.length);
                exchange.getResponseBody().write(whole, 0, whole.length / 2);
                exchange.getResponseBody().flush();
                exchange.close();
            }
            case Misbehaviour.HugeBody huge -> {
                exchange.sendResponseHeaders(200, 0);
                byte[] chunk = " ".repeat(65_536).getBytes(StandardCharsets.UTF_8);
                for (long sent = 0; sent < huge.bytes(); sent += chunk.length) {
                    exchange.getResponseBody().write(chunk);
                }
            }
        }
    }

    private static byte[] packed(int bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(" ".repeat(bytes).getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private void blankLines(HttpExchange exchange, int lines, String body) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (int i = 0; i < lines; i++) {
            out.write('\n');
            out.flush();
            pause(java.time.Duration.ofMillis(20));
        }
        out.write(completion(MODEL, content(body), "stop").getBytes(StandardCharsets.UTF_8));
    }

    private String content(String body) {
        return "\"content\":\"" + answer.apply(body).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String completion(String model, String message, String finish) {
        return """
                {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"%s","system_fingerprint":"fp_1",\
                "choices":[{"index":0,"message":{"role":"assistant",%s},"finish_reason":"%s"}],\
                "usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}""".formatted(model, message, finish);
    }

    private static void send(HttpExchange exchange, int status, Map<String, String> headers, String body)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void pause(java.time.Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
