package dev.sluice.policy.replay;

import dev.sluice.classifier.Category;
import dev.sluice.policy.DocumentContext;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Counts what a simulation finds, in memory that depends on tenants, endpoints and categories and not on documents. */
final class SimulationTally {
    private static final int MOST_ROWS = 20_000;
    private static final int MOST_EXAMPLES = 100;
    private static final String OTHERS = "(others)";
    private static final String NONE = "none";

    private final Map<Change, long[]> counts = new HashMap<>();
    private final List<UUID> examples = new ArrayList<>();
    private long documents;
    private long unchanged;
    private long changed;
    private long newlyExternal;
    private long again;
    private long againAtMostExternal;
    private long withoutInputs;

    void withoutInputs() {
        documents++;
        withoutInputs++;
    }

    void again(LatestDecision latest, ClassifyAgain why, boolean couldLeave) {
        documents++;
        again++;
        if (couldLeave) {
            againAtMostExternal++;
        }
        count(Change.By.AGAIN, why.name(), latest.route().name(), "", false);
    }

    void decided(LatestDecision latest, DocumentContext context, Route route, Optional<String> endpoint) {
        documents++;
        if (latest.route() == route && latest.endpoint().equals(endpoint)) {
            unchanged++;
            return;
        }
        changed++;
        boolean out = route == Route.EXTERNAL && latest.route() != Route.EXTERNAL;
        if (out) {
            newlyExternal++;
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(latest.documentId());
            }
        }
        String from = latest.route().name();
        String to = route.name();
        count(Change.By.ROUTE, "", from, to, out);
        if (context.categories().isEmpty()) {
            count(Change.By.CATEGORY, NONE, from, to, out);
        }
        for (Category category : context.categories()) {
            count(Change.By.CATEGORY, category.name(), from, to, out);
        }
        count(Change.By.TENANT, context.tenant(), from, to, out);
        count(Change.By.ENDPOINT, "", latest.endpoint().orElse(NONE), endpoint.orElse(NONE), out);
    }

    private void count(Change.By by, String key, String from, String to, boolean out) {
        Change row = new Change(by, key, from, to, out, 0);
        if (by == Change.By.TENANT && counts.size() >= MOST_ROWS && !counts.containsKey(row)) {
            row = new Change(by, OTHERS, from, to, out, 0);
        }
        counts.computeIfAbsent(row, absent -> new long[1])[0]++;
    }

    SimulationReport report(PolicyBundle bundle, Instant since, Instant now) {
        List<Change> changes = counts.entrySet().stream()
                .map(entry -> new Change(
                        entry.getKey().by(),
                        entry.getKey().key(),
                        entry.getKey().from(),
                        entry.getKey().to(),
                        entry.getKey().newlyExternal(),
                        entry.getValue()[0]))
                .sorted(Comparator.comparing(Change::newlyExternal)
                        .reversed()
                        .thenComparing(Change::by)
                        .thenComparing(Change::documents, Comparator.reverseOrder())
                        .thenComparing(Change::key)
                        .thenComparing(Change::from)
                        .thenComparing(Change::to))
                .toList();
        return new SimulationReport(
                bundle.name() + " " + bundle.version(),
                bundle.digest(),
                since,
                now,
                documents,
                unchanged,
                changed,
                newlyExternal,
                again,
                againAtMostExternal,
                withoutInputs,
                changes,
                examples);
    }
}
