package dev.sluice.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code routing.yaml}: which tier a task has, and who is preferred in a tier. Can permit nothing. */
record RoutingTable(Map<String, String> tierOfTask, Map<String, Ranks> ranksOfTier) {
    private static final String FILE = "routing.yaml";

    /** The ranks of one tier, best first. */
    record Ranks(List<List<String>> cleared, List<List<String>> restricted) {}

    RoutingTable {
        tierOfTask = Map.copyOf(tierOfTask);
        ranksOfTier = Map.copyOf(ranksOfTier);
    }

    /** The rank of an endpoint for a task, 0 the best; empty if the tier does not list it or the task has no tier. */
    OptionalInt rank(String task, boolean cleared, String endpoint) {
        Ranks ranks = ranksOfTier.get(tierOfTask.getOrDefault(task, ""));
        if (ranks != null) {
            List<List<String>> order = cleared ? ranks.cleared() : ranks.restricted();
            for (int rank = 0; rank < order.size(); rank++) {
                if (order.get(rank).contains(endpoint)) {
                    return OptionalInt.of(rank);
                }
            }
        }
        return OptionalInt.empty();
    }

    Set<String> tasks() {
        return tierOfTask.keySet();
    }

    static RoutingTable read(BundleFiles files, EndpointCatalog catalog, Problems problems) {
        YamlMap root = YamlMap.parse(FILE, files.require(FILE), "tasks", "tiers");
        Map<String, Ranks> tiers = new LinkedHashMap<>();
        int before = problems.found().size();
        for (YamlMap entry : root.maps("tiers", problems, "tier", "cleared", "restricted")) {
            problems.collect(() -> {
                Ranks ranks = new Ranks(ranks(entry, "cleared", catalog), ranks(entry, "restricted", catalog));
                if (tiers.put(entry.string("tier"), ranks) != null) {
                    throw entry.malformed("tier", "the same tier is here twice", "Keep one of them");
                }
                return ranks;
            });
        }
        Map<String, String> tasks = new HashMap<>();
        if (problems.found().size() > before) {
            return new RoutingTable(tasks, tiers);
        }
        for (YamlMap entry : root.maps("tasks", problems, "task", "tier")) {
            problems.collect(() -> {
                String tier = entry.string("tier");
                if (!tiers.containsKey(tier)) {
                    throw entry.malformed("tier", "no tier \"" + tier + "\"", "Name one of " + tiers.keySet());
                }
                if (tasks.put(entry.string("task"), tier) != null) {
                    throw entry.malformed("task", "the same task is here twice", "Keep one of them");
                }
                return tier;
            });
        }
        return new RoutingTable(tasks, tiers);
    }

    private static List<List<String>> ranks(YamlMap entry, String key, EndpointCatalog catalog) {
        List<String> seen = new ArrayList<>();
        List<List<String>> ranks = entry.ranks(key);
        for (String id : ranks.stream().flatMap(List::stream).toList()) {
            Optional<Endpoint> endpoint = catalog.find(id);
            if (endpoint.isEmpty()) {
                throw entry.malformed(key, "no endpoint \"" + id + "\"", "Name one of endpoints.yaml");
            }
            if (key.equals("restricted") && !endpoint.get().kind().inside()) {
                throw entry.malformed(
                        key,
                        "\"" + id + "\" is a third party, which restricted documents never reach",
                        "Move it to cleared");
            }
            if (seen.contains(id)) {
                throw entry.malformed(key, "\"" + id + "\" is ranked twice", "Keep one of them");
            }
            seen.add(id);
        }
        return ranks;
    }
}
