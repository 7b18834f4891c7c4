package dev.sluice.policy;

import dev.sluice.classifier.Category;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads and runs {@code tests.yaml}: what an officer expects of a bundle, on a given day, with every slot filled. */
record BundleCases(LocalDate date, List<Case> cases) {
    private static final String FILE = "tests.yaml";
    private static final SlotFill ANYTHING =
            new SlotFill(URI.create("https://slot.invalid/v1"), "any", Optional.empty(), Protocol.OPENAI);

    /** One document and what must come out. */
    record Case(int line, String name, DocumentContext context, Expectation expected) {}

    /** What must come out; absent because or mayGoTo is not compared. */
    record Expectation(Route route, boolean cleared, List<String> because, Optional<Set<String>> mayGoTo) {}

    /** How much of a document was read. */
    private enum Read {
        ALL,
        PART,
        NOTHING
    }

    BundleCases {
        cases = List.copyOf(cases);
    }

    /**
     * Reads it.
     *
     * @param tasks those of the bundle
     */
    static BundleCases read(BundleFiles files, Set<String> tasks, Problems problems) {
        YamlMap root = YamlMap.parse(FILE, files.require(FILE), "date", "cases");
        List<Case> cases = new ArrayList<>();
        for (YamlMap entry : root.maps(
                "cases",
                problems,
                "name",
                "task",
                "found",
                "read",
                "detectors",
                "minimumSensitivity",
                "purpose",
                "jurisdiction",
                "residency",
                "expect")) {
            problems.collect(() -> new Case(
                            entry.line(), entry.string("name"), context(entry, task(entry, tasks)), expectation(entry)))
                    .ifPresent(cases::add);
        }
        if (cases.isEmpty() && problems.found().isEmpty()) {
            problems.add(FILE, 1, "the bundle has no test case", "Write at least one");
        }
        return new BundleCases(root.date("date"), cases);
    }

    private static String task(YamlMap entry, Set<String> tasks) {
        String task = entry.optional("task").orElse("summarise");
        if (!tasks.contains(task)) {
            throw entry.malformed(
                    "task",
                    "no task \"" + task + "\" in routing.yaml",
                    "Write task: and one of " + String.join(", ", new TreeSet<>(tasks)));
        }
        return task;
    }

    private static DocumentContext context(YamlMap entry, String task) {
        Read read = entry.has("read") ? entry.word("read", Read.class) : Read.ALL;
        return DocumentContext.of(
                read == Read.ALL,
                read != Read.NOTHING,
                1000,
                entry.has("detectors") ? entry.word("detectors", Exhaustiveness.class) : Exhaustiveness.EXHAUSTIVE,
                Set.copyOf(entry.words("found", Category.class)),
                new Declarations(
                        "default",
                        task,
                        entry.optional("purpose").orElse(""),
                        entry.optional("jurisdiction").orElse(""),
                        entry.optional("residency").orElse(""),
                        MinimumSensitivity.parse(
                                entry.optional("minimumSensitivity").orElse("")),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Expectation expectation(YamlMap entry) {
        YamlMap expected = entry.map("expect", "route", "cleared", "because", "mayGoTo");
        expected.string("cleared");
        return new Expectation(
                expected.word("route", Route.class),
                expected.flag("cleared", false),
                expected.strings("because"),
                expected.has("mayGoTo") ? Optional.of(Set.copyOf(expected.strings("mayGoTo"))) : Optional.empty());
    }

    List<BundleProblem> run(PolicyBundle bundle) {
        Map<String, SlotFill> fills = new HashMap<>();
        bundle.catalog().endpoints().stream().filter(Endpoint::slot).forEach(slot -> fills.put(slot.id(), ANYTHING));
        Clock noon = Clock.fixed(date.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        PolicyEngine engine = new PolicyEngine(bundle.fill(fills), noon);
        Problems problems = new Problems();
        for (Case one : cases) {
            compare(one, engine.decide(under(bundle, one.context())), problems);
        }
        return problems.found();
    }

    /** A detection that stopped early did so for this bundle. */
    private static DocumentContext under(PolicyBundle bundle, DocumentContext context) {
        return context.exhaustiveness() == Exhaustiveness.PARTIAL
                ? context.classified(
                        Exhaustiveness.PARTIAL,
                        context.categories(),
                        Optional.of(new Validity(bundle.digest(), Optional.empty(), context.categories())))
                : context;
    }

    private static void compare(Case one, Decision decision, Problems problems) {
        Expectation expected = one.expected();
        String which = "case \"" + one.name() + "\": ";
        if (decision.route() != expected.route() || decision.cleared() != expected.cleared()) {
            String found = decision.route() + (decision.cleared() ? ", cleared" : ", not cleared");
            problems.add(
                    FILE,
                    one.line(),
                    which + "came out " + found + " by " + decision.policies(),
                    "Correct the policies, or write expect: {route: " + decision.route() + ", cleared: "
                            + decision.cleared() + "} if that is meant");
        }
        for (String policy : expected.because()) {
            if (!decision.policies().contains(policy)) {
                problems.add(
                        FILE,
                        one.line(),
                        policy,
                        which + policy + " did not decide, but " + decision.policies(),
                        "Correct the policy, or write the ids of those that decided behind because:");
            }
        }
        Set<String> permitted = new TreeSet<>();
        decision.candidates().stream()
                .filter(Candidate::permitted)
                .forEach(candidate -> permitted.add(candidate.endpoint()));
        if (expected.mayGoTo().filter(wanted -> !wanted.equals(permitted)).isPresent()) {
            problems.add(
                    FILE,
                    one.line(),
                    which + "may go to " + permitted,
                    "Correct the policies, or write mayGoTo: " + permitted + " if that is meant");
        }
    }
}
