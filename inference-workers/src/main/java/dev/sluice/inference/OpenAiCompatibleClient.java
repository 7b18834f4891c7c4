package dev.sluice.inference;

import dev.sluice.policy.Endpoint;
import dev.sluice.policy.Protocol;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks {@code /chat/completions} to the one host it was configured with: no redirects, no proxy but a configured one,
 * TLS except on loopback, a bounded answer in a bounded time, no retry of its own. Thread-safe.
 */
public final class OpenAiCompatibleClient implements ModelClient {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Endpoint endpoint;
    private final URI target;
    private final Optional<ApiKey> key;
    private final ClientLimits limits;
    private final Clock clock;
    private final HttpClient http;
    private final AtomicReference<@Nullable String> running = new AtomicReference<>();

    /**
     * A client of this endpoint.
     *
     * @throws IllegalArgumentException when the endpoint has no URL of the form that is allowed, or another protocol
     */
    public OpenAiCompatibleClient(Endpoint endpoint, ClientLimits limits, Clock clock) {
        this.endpoint = endpoint;
        this.target = target(endpoint);
        this.key = endpoint.keyReference().map(ApiKey::of);
        this.limits = limits;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(limits.proxy().map(ProxySelector::of).orElse(HttpClient.Builder.NO_PROXY))
                .connectTimeout(limits.connectTimeout())
                .build();
    }

    /** The host and port that requests go to, for the record. */
    static String host(Endpoint endpoint) {
        return endpoint.url()
                .map(url -> url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort())
                .orElse("in-process");
    }

    private static URI target(Endpoint endpoint) {
        URI url = endpoint.url()
                .orElseThrow(() -> new IllegalArgumentException("endpoint " + endpoint.id() + " has no URL"));
        boolean plain = "http".equals(url.getScheme()) && LOOPBACK.contains(String.valueOf(url.getHost()));
        if (url.getHost() == null
                || !(plain || "https".equals(url.getScheme()))
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException("endpoint " + endpoint.id()
                    + ": expected https (http on loopback only) with a host, without user, query or fragment");
        }
        if (endpoint.protocol() != Protocol.OPENAI) {
            throw new IllegalArgumentException(
                    "endpoint " + endpoint.id() + ": expected protocol OPENAI, found " + endpoint.protocol());
        }
        return URI.create(url.toString().replaceAll("/+$", "") + "/chat/completions");
    }

    @Override
    public ModelAnswer ask(OutboundRequest request) {
        return ask(request.body(), request.model(), limits.timeout());
    }

    /**
     * Asks for a last look.
     *
     * @param within until the whole answer is there
     * @throws IllegalArgumentException if the request is for another endpoint than this client's
     */
    ModelAnswer ask(LastLookRequest request, Duration within) {
        if (!request.endpoint().endpoint().equals(endpoint)) {
            throw new IllegalArgumentException("endpoint " + endpoint.id() + ": expected a request for this one");
        }
        return ask(request.body(), endpoint.model(), within);
    }

    private ModelAnswer ask(byte[] body, String model, Duration within) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (key.isPresent()) {
            Optional<String> secret = key.get().read();
            if (secret.isEmpty()) {
                return new ModelAnswer.Down("KEY_UNREADABLE");
            }
            builder.header("Authorization", "Bearer " + secret.get());
        }
        return send(builder.build(), model, within);
    }

    private ModelAnswer send(HttpRequest request, String model, Duration within) {
        CompletableFuture<HttpResponse<Optional<byte[]>>> call =
                http.sendAsync(request, response -> new BoundedBody(limits.mostAnswerBytes()));
        try {
            HttpResponse<Optional<byte[]>> response = call.get(within.toMillis(), TimeUnit.MILLISECONDS);
            return read(response, model);
        } catch (TimeoutException e) {
            call.cancel(true);
            return new ModelAnswer.Unknown("TIMEOUT");
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return new ModelAnswer.Unknown("INTERRUPTED");
        } catch (ExecutionException e) {
            return failure(e.getCause());
        }
    }

    private ModelAnswer read(HttpResponse<Optional<byte[]>> response, String model) {
        if (response.body().isEmpty()) {
            return new ModelAnswer.Rejected("ANSWER_TOO_LARGE");
        }
        String body = new String(response.body().get(), StandardCharsets.UTF_8);
        if (response.statusCode() != 200) {
            boolean outside = !endpoint.kind().inside();
            return ProviderErrors.of(response.statusCode(), response.headers(), body, clock.instant(), outside);
        }
        ModelAnswer answer = ChatCompletion.read(body, response.headers(), model, endpoint, clock.instant());
        return answer instanceof ModelAnswer.Answered answered ? sameAsBefore(answered) : answer;
    }

    /** A server inside that was asked for whatever it runs goes on running that. */
    private ModelAnswer sameAsBefore(ModelAnswer.Answered answered) {
        String before = running.compareAndExchange(null, answered.model());
        return before == null || before.equals(answered.model()) || !ChatCompletion.whateverRuns(endpoint)
                ? answered
                : new ModelAnswer.Violated("MODEL_MISMATCH", answered.model());
    }

    /** Only what cannot have sent the request says that nothing was sent; everything else is unknown. */
    private static ModelAnswer failure(@Nullable Throwable cause) {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return new ModelAnswer.Down("NOT_REACHED");
        }
        if (cause instanceof SSLHandshakeException) {
            return new ModelAnswer.Down("TLS_FAILED");
        }
        return new ModelAnswer.Unknown("CONNECTION_LOST");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
