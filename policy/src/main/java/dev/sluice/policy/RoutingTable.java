package dev.sluice.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads {@code routing.yaml}: which tier a task has, and who is preferred in a tier. Can permit nothing.
 *
 * @param chosenOn when somebody chose it; absent: nobody said
 */
public record RoutingTable(
        Map<String, String> tierOfTask,
        Map<String, Ranks> ranksOfTier,
        Map<String, TaskNeeds> needsOfTask,
        Optional<LocalDate> chosenOn) {
    private static final String FILE = "routing.yaml";
    private static final String IN_PROCESS = "in-process";

    /** Kinds of work that have no document to decide about, and what is said of each. */
    private static final Map<String, String> NEVER_DONE = Map.of(
            "voice", "speech in real time leaves no moment in which a policy could decide",
            "video", "what moving pictures show cannot be read whole, so that nothing could ever be decided on them",
            "computer-use", "a model that acts reads whatever it comes to, and that was never decided on");

    /** The ranks of one tier, best first. */
    public record Ranks(List<List<String>> cleared, List<List<String>> restricted) {}

    public RoutingTable {
        tierOfTask = Map.copyOf(tierOfTask);
        ranksOfTier = Map.copyOf(ranksOfTier);
        needsOfTask = Map.copyOf(needsOfTask);
    }

    /** What a task needs of a model. */
    TaskNeeds needs(String task) {
        return needsOfTask.getOrDefault(task, TaskNeeds.ORDINARY);
    }

    /** The rank of an endpoint for a task, 0 the best; empty if the tier does not list it or the task has no tier. */
    public OptionalInt rank(String task, boolean cleared, String endpoint) {
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

    /** Whether an endpoint does a task at all; who may do it for which document is not asked. */
    boolean offers(String task, boolean cleared, Endpoint endpoint) {
        return endpoint.tasks().contains(task)
                && rank(task, cleared, endpoint.id()).isPresent();
    }

    /** Every task that has a tier. */
    public Set<String> tasks() {
        return tierOfTask.keySet();
    }

    static RoutingTable read(BundleFiles files, EndpointCatalog catalog, Problems problems) {
        YamlMap root = YamlMap.parse(FILE, files.require(FILE), "chosenOn", "scoredBy", "tasks", "tiers");
        Optional<LocalDate> chosenOn = root.has("chosenOn") ? Optional.of(root.date("chosenOn")) : Optional.empty();
        problems.collect(() -> requireInside(root, catalog));
        Map<String, Ranks> tiers = new LinkedHashMap<>();
        int before = problems.found().size();
        for (YamlMap entry : root.maps("tiers", problems, "tier", "cleared", "restricted")) {
            problems.collect(() -> {
                Ranks ranks = new Ranks(ranks(entry, "cleared", catalog), ranks(entry, "restricted", catalog));
                if (tiers.put(tier(entry), ranks) != null) {
                    throw entry.malformed("tier", "the same tier is here twice", "Keep one of them");
                }
                return ranks;
            });
        }
        Map<String, String> tasks = new HashMap<>();
        Map<String, TaskNeeds> needs = new HashMap<>();
        if (problems.found().size() > before) {
            return new RoutingTable(tasks, tiers, needs, chosenOn);
        }
        for (YamlMap entry :
                root.maps("tasks", problems, "task", "tier", "outputTokens", "structuredOutput", "languages")) {
            problems.collect(() -> {
                String tier = tier(entry);
                String task = task(entry);
                if (!tiers.containsKey(tier)) {
                    throw entry.malformed(
                            "tier", "no tier \"" + tier + "\" under tiers", "Name one of " + tiers.keySet());
                }
                if (tasks.put(task, tier) != null) {
                    throw entry.malformed("task", "the same task is here twice", "Keep one of them");
                }
                needs.put(task, TaskNeeds.read(entry));
                return tier;
            });
        }
        return new RoutingTable(tasks, tiers, needs, chosenOn);
    }

    private static String tier(YamlMap entry) {
        return entry.word("tier", TierName.class).name().toLowerCase(Locale.ROOT);
    }

    private static String task(YamlMap entry) {
        String task = entry.string("task");
        String why = NEVER_DONE.get(task);
        if (why != null) {
            throw entry.malformed(
                    "task",
                    "the task \"" + task + "\" is not done here: " + why,
                    "Remove it; a document that asks for it is withheld with the reason TASK_NOT_OFFERED");
        }
        return task;
    }

    /** Whoever scores how sensitive or how complex a document is sees it before anything was decided. */
    private static boolean requireInside(YamlMap root, EndpointCatalog catalog) {
        String by = root.optional("scoredBy").orElse(IN_PROCESS);
        if (by.equals(IN_PROCESS)) {
            return true;
        }
        boolean outside =
                catalog.find(by).filter(endpoint -> endpoint.kind().inside()).isEmpty();
        throw root.malformed(
                "scoredBy",
                outside
                        ? "\"" + by + "\" is not inside the boundary, and whoever scores a document sees it before"
                                + " anything was decided"
                        : "documents are scored in process, and \"" + by + "\" is another place",
                "Write scoredBy: " + IN_PROCESS);
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
