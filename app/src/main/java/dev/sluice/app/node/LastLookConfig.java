package dev.sluice.app.node;

import dev.sluice.app.OrdinaryTask;
import dev.sluice.classifier.lastlook.LastLookSettings;
import dev.sluice.classifier.lastlook.LastLookTier;
import dev.sluice.inference.AddressRanges;
import dev.sluice.inference.KeyFile;
import dev.sluice.inference.SelfHostedLastLook;
import dev.sluice.inference.SovereignEndpoint;
import dev.sluice.policy.Endpoint;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import dev.sluice.policy.Protocol;
import dev.sluice.policy.SlotFill;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which model of the operator's own looks at doubtful documents: {@code classifier.lastLook} of the file of {@code --config}.
 *
 * @param slot a slot of the policy bundle, which says who runs what fills it and where
 * @param fill what fills it, for this use alone
 * @param addresses where it may have its addresses
 * @param settings which documents are doubtful, and bounds
 */
public record LastLookConfig(String slot, SlotFill fill, AddressRanges addresses, LastLookSettings settings) {
    private static final String DEFAULT_SLOT = "sovereign-1";
    private static final LastLookSettings STANDARD = LastLookSettings.STANDARD;

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException that names the key
     */
    static LastLookConfig of(ConfigNode node) {
        node.allow(
                "slot",
                "url",
                "model",
                "keyFile",
                "addresses",
                "doubtful",
                "timeoutSeconds",
                "window",
                "overlap",
                "longest",
                "parallel");
        String url = node.text("url").orElseThrow(() -> node.wrong("url", "expected the base URL of a server"));
        String model = node.text("model").orElseThrow(() -> node.wrong("model", "expected the name of a model"));
        Optional<String> keyFile = node.text("keyFile");
        if (keyFile.map(Path::of)
                .map(KeyFile::new)
                .filter(file -> file.read().isEmpty())
                .isPresent()) {
            throw node.wrong("keyFile", "no key of one line of visible ASCII can be read from this file");
        }
        List<String> addresses = node.words("addresses");
        return new LastLookConfig(
                node.text("slot").orElse(DEFAULT_SLOT),
                node.read("url", () -> new SlotFill(uri(url), model, absolute(keyFile), Protocol.OPENAI)),
                node.read("addresses", () -> addresses.isEmpty() ? AddressRanges.PRIVATE : AddressRanges.of(addresses)),
                settings(node));
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("expected a URL"); // its own message repeats what may hold a password
        }
    }

    private static Optional<String> absolute(Optional<String> file) {
        return file.map(path -> Path.of(path).toAbsolutePath().toString());
    }

    private static LastLookSettings settings(ConfigNode node) {
        int seconds = node.whole("timeoutSeconds")
                .orElse(Math.toIntExact(STANDARD.timeout().toSeconds()));
        double from = node.map().get("doubtful") instanceof String word
                        && word.strip().equals("all")
                ? 0
                : node.share("doubtful").orElse(STANDARD.from());
        int window = node.whole("window").orElse(STANDARD.window());
        int overlap = node.whole("overlap").orElse(STANDARD.overlap());
        int longest = node.whole("longest").orElse(STANDARD.longest());
        int parallel = node.whole("parallel").orElse(STANDARD.parallel());
        return node.read(
                "", () -> new LastLookSettings(from, Duration.ofSeconds(seconds), window, overlap, longest, parallel));
    }

    /**
     * The last look under a bundle, which connects to nothing yet. What the bundle does not let the endpoint read is not shown
     * to it.
     *
     * @throws IllegalArgumentException if the bundle has no such slot, or none of the organisation's own
     */
    public LastLookTier under(PolicyBundle bundle) {
        try {
            PolicyBundle filled = bundle.fill(Map.of(slot, fill));
            Endpoint endpoint = filled.catalog().find(slot).orElseThrow();
            PolicyEngine policy = new PolicyEngine(filled, Clock.systemUTC());
            return new LastLookTier(
                    new SelfHostedLastLook(SovereignEndpoint.of(endpoint, addresses)),
                    settings,
                    categories -> OrdinaryTask.mayRead(policy, slot, categories));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("classifier.lastLook: slot " + slot + ": " + e.getMessage());
        }
    }
}
