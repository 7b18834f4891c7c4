package dev.sluice.ingest.rerun;

import dev.sluice.policy.Decision;
import dev.sluice.policy.Endpoint;
import java.net.URI;
import java.util.List;

/**
 * What would be decided about a stored document.
 *
 * @param route EXTERNAL, SOVEREIGN, WITHHELD or FAILED
 * @param endpoints who outside may get it, each as {@code slot@digest=host=model}; the digest is over all that fills the slot,
 *     host and model are for whoever reads it
 */
public record Foreseen(String route, List<String> endpoints) {
    /** Copies its list. */
    public Foreseen {
        endpoints = List.copyOf(endpoints);
    }

    /** What a decision says. */
    public static Foreseen of(Decision decision) {
        return new Foreseen(
                decision.route().name(),
                outside(decision).map(Foreseen::inWords).toList());
    }

    /** What cannot be processed goes nowhere. */
    public static Foreseen failed() {
        return new Foreseen("FAILED", List.of());
    }

    /** Who outside may get it, as approvals of the database name them: {@code slot@digest}. */
    public static String[] named(Decision decision) {
        return outside(decision).map(Foreseen::named).toArray(String[]::new);
    }

    private static java.util.stream.Stream<Endpoint> outside(Decision decision) {
        return decision.endpoints().stream().filter(endpoint -> !endpoint.kind().inside());
    }

    private static String named(Endpoint endpoint) {
        return endpoint.id() + "@" + endpoint.configDigest();
    }

    private static String inWords(Endpoint endpoint) {
        String host = endpoint.url().map(Foreseen::host).orElse("-");
        return named(endpoint) + "=" + host + "=" + plain(endpoint.model());
    }

    private static String host(URI url) {
        return plain(url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()));
    }

    /** In an event and in a list of the database stand plain signs only. */
    private static String plain(String words) {
        return words.replaceAll("[^A-Za-z0-9._:/@+=-]", "_");
    }
}
