package dev.sluice.policy;

import dev.sluice.policy.cost.OwnedCluster;
import dev.sluice.policy.cost.PriceList;
import dev.sluice.policy.cost.WhatIf;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads other prices than those of a bundle, and machines that one might own, from a YAML or JSON file.
 *
 * <p>{@code prices: [{endpoint: external-1, prices: [{from: 2026-01-01, input: "2.50", output: "10"}]}]}, {@code factor:
 * "0.2"}, {@code cluster: {gpus: 4, hourlyRate: "2.50", replicas: 2, operations: "3000", tokensPerSecond: "2000",
 * utilisation: "0.5"}}; none of them is required.
 */
public final class WhatIfFile {
    private static final BigDecimal HOURS_OF_A_MONTH = BigDecimal.valueOf(720);
    private static final long MOST_BYTES = 1 << 20;

    private WhatIfFile() {}

    /**
     * Reads it.
     *
     * @param bundle whose endpoints it may name
     * @throws IllegalArgumentException if anything in it is wrong, with its line and what to write instead
     */
    public static WhatIf read(Path file, PolicyBundle bundle) {
        Problems problems = new Problems();
        Optional<WhatIf> read = problems.collect(() -> read(text(file), bundle));
        if (!problems.found().isEmpty()) {
            throw new IllegalArgumentException(problems.found().getFirst().toString());
        }
        return read.orElseThrow();
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw malformed(file, "larger than 1 MiB", "Name the file with the prices");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
            TextLimits.check("what-if.yaml", text);
            return text;
        } catch (MalformedInputException e) {
            throw malformed(file, "this is not UTF-8", "Save it as UTF-8");
        } catch (IOException e) {
            throw malformed(file, "the file cannot be read", "Name a file that is there, and check its rights");
        }
    }

    private static Problems.Malformed malformed(Path file, String message, String instead) {
        return new Problems.Malformed(file.toString(), 0, message, instead);
    }

    private static WhatIf read(String text, PolicyBundle bundle) {
        YamlMap root = YamlMap.parse("what-if", text, "prices", "factor", "cluster");
        Problems problems = new Problems();
        Map<String, PriceList> prices = new HashMap<>();
        for (YamlMap entry : root.maps("prices", problems, "endpoint", "prices")) {
            String endpoint = entry.string("endpoint");
            if (bundle.catalog().find(endpoint).isEmpty()) {
                throw entry.malformed(
                        "endpoint",
                        "no endpoint \"" + endpoint + "\" in the bundle " + bundle.name(),
                        "Name one of "
                                + bundle.catalog().endpoints().stream()
                                        .map(Endpoint::id)
                                        .toList());
            }
            if (prices.put(endpoint, PriceEntries.read(entry)) != null) {
                throw entry.malformed("endpoint", "\"" + endpoint + "\" is here twice", "Keep one of them");
            }
        }
        problems.throwFirst();
        return new WhatIf(
                prices,
                root.has("factor") ? root.decimal("factor", "a factor, as \"0.2\" for a fifth") : BigDecimal.ONE,
                root.has("cluster") ? Optional.of(cluster(root)) : Optional.empty());
    }

    private static OwnedCluster cluster(YamlMap root) {
        YamlMap entry = root.map(
                "cluster",
                "gpus",
                "hourlyRate",
                "hoursPerMonth",
                "replicas",
                "operations",
                "tokensPerSecond",
                "utilisation");
        try {
            return new OwnedCluster(
                    (int) entry.number("gpus", 1, 1_000_000),
                    entry.decimal("hourlyRate", "what an hour of one GPU costs, as \"2.50\""),
                    entry.has("hoursPerMonth") ? entry.decimal("hoursPerMonth", "hours, as 720") : HOURS_OF_A_MONTH,
                    (int) entry.number("replicas", 1, 1_000_000),
                    entry.decimal("operations", "what people, power and rooms cost a month, as \"3000\""),
                    entry.decimal("tokensPerSecond", "tokens that a replica reads and writes in a second"),
                    entry.decimal("utilisation", "a share of the time, above 0 to 1, as \"0.4\""));
        } catch (IllegalArgumentException e) {
            throw entry.malformed("gpus", String.valueOf(e.getMessage()), "Correct the figures of the cluster");
        }
    }
}
