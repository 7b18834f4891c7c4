package dev.sluice.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.ingest.intake.AddressRange;
import dev.sluice.ingest.intake.Attributes;
import dev.sluice.ingest.intake.ClaimBucket;
import dev.sluice.ingest.intake.S3Credentials;
import dev.sluice.ingest.intake.SourceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A bucket {@code letters} that gives each key its own answer, and messages that claim from it. */
final class ScriptedStore implements AutoCloseable {
    static final String SOURCE = "urn:test:archive";

    private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    ScriptedStore() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/letters/", exchange -> {
            String key = exchange.getRequestURI().getPath().substring("/letters/".length());
            answers.getOrDefault(key, ScriptedStore::missing).handle(exchange);
        });
        server.setExecutor(threads);
        server.start();
    }

    void answer(String key, HttpHandler answer) {
        answers.put(key, answer);
    }

    static HttpHandler text(String text) {
        return exchange -> {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        };
    }

    static void missing(HttpExchange exchange) throws IOException {
        byte[] error = "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(404, error.length);
        exchange.getResponseBody().write(error);
        exchange.close();
    }

    /** Sources of which one may claim from here, with as much patience for an object. */
    IngestSettings known(IngestSettings settings, Duration patience) {
        SourceSettings archive = SourceSettings.claimingFrom()
                .withBuckets(List.of(new ClaimBucket(
                        "letters",
                        "",
                        "us-east-1",
                        Optional.of(URI.create(
                                "http://localhost:" + server.getAddress().getPort())),
                        List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1/128")),
                        new S3Credentials.Fixed("AKIDEXAMPLE", "a-secret", Optional.empty()),
                        patience)));
        SourceSettings anything = SourceSettings.claimingFrom();
        return settings.withSources(Map.of(SOURCE, archive, Station.SOURCE.toString(), anything), anything);
    }

    /** Publishes a message that claims a text under a key. */
    long publishClaim(Station station, String key, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return station.publishRaw(
                headers(key),
                utf8("{\"location\":\"s3://letters/%s\",\"bytes\":%d,\"sha256\":\"%s\",\"contentType\":\"text/plain\"}"
                        .formatted(key, content.length, Sha256.hex(content))));
    }

    private static Headers headers(String id) {
        return new RecordHeaders()
                .add("content-type", utf8(Attributes.CLAIM_MEDIA_TYPE))
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8(id))
                .add("ce_source", utf8(SOURCE))
                .add("ce_type", utf8(Attributes.DOCUMENT_TYPE))
                .add("ce_sluicetenant", utf8("acme"))
                .add("ce_sluicetask", utf8("summarise"))
                .add("ce_sluicepurpose", utf8("operations"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
