package dev.sluice.policy.proof;

import dev.sluice.classifier.Category;
import dev.sluice.policy.Candidate;
import dev.sluice.policy.Decision;
import dev.sluice.policy.DocumentContext;
import dev.sluice.policy.DocumentFacts;
import dev.sluice.policy.Endpoint;
import dev.sluice.policy.EndpointProfile;
import dev.sluice.policy.Exhaustiveness;
import dev.sluice.policy.MinimumSensitivity;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import dev.sluice.policy.Protocol;
import dev.sluice.policy.Residency;
import dev.sluice.policy.SlotFill;
import dev.sluice.policy.Vocabulary;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Documents decided on as when they come in, on any of the bundle's days, with every slot filled and any endpoint down. */
final class Decisions {
    private static final SlotFill ANYTHING =
            new SlotFill(URI.create("https://slot.invalid/v1"), "any", Optional.empty(), Protocol.OPENAI);

    private final Claims claims;
    private final Composition composition;
    private final PolicyBundle bundle;
    private final Vocabulary vocabulary;
    private final List<LocalDate> days;
    private final Map<LocalDate, PolicyEngine> engines = new HashMap<>();

    Decisions(Claims claims, PolicyBundle bundle) {
        this.claims = claims;
        this.composition = claims.composition();
        this.vocabulary = bundle.policies().vocabulary();
        this.days = List.copyOf(CatalogProperties.days(bundle));
        Map<String, SlotFill> fills = new HashMap<>();
        bundle.catalog().endpoints().stream().filter(Endpoint::slot).forEach(slot -> fills.put(slot.id(), ANYTHING));
        this.bundle = bundle.fill(fills);
    }

    void decide(int documents, Random random) {
        List<String> tasks = List.copyOf(bundle.tasks());
        for (int i = 0; i < documents; i++) {
            LocalDate day = days.get(random.nextInt(days.size()));
            Set<Category> found = EnumSet.noneOf(Category.class);
            for (int one = random.nextInt(3); one > 0; one--) {
                found.add(any(List.of(Category.values()), random));
            }
            check(
                    new DocumentContext(
                            random.nextInt(4) > 0,
                            random.nextInt(8) > 0,
                            random.nextBoolean()
                                    ? Exhaustiveness.EXHAUSTIVE
                                    : any(List.of(Exhaustiveness.values()), random),
                            found,
                            "default",
                            tasks.isEmpty() ? "" : any(tasks, random),
                            declared("Purpose", random),
                            declared("Jurisdiction", random),
                            random.nextBoolean() ? "" : declared("Region", random),
                            random.nextBoolean()
                                    ? MinimumSensitivity.NONE
                                    : any(List.of(MinimumSensitivity.values()), random),
                            1000,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    day);
        }
    }

    private String declared(String type, Random random) {
        List<String> words =
                new ArrayList<>(vocabulary.words(type).stream().sorted().toList());
        words.add("");
        words.add("a word that nobody knows");
        return any(words, random);
    }

    private static <T> T any(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    private void check(DocumentContext document, LocalDate day) {
        PolicyEngine engine = engines.computeIfAbsent(
                day,
                key -> new PolicyEngine(
                        bundle, Clock.fixed(key.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC)));
        DocumentFacts facts = DocumentFacts.of(document, vocabulary);
        Residency residency = facts.residency();
        Decision decision = engine.decide(document);
        for (Candidate candidate : decision.candidates()) {
            Endpoint endpoint = bundle.catalog().find(candidate.endpoint()).orElseThrow();
            EndpointProfile profile = EndpointProfile.of(endpoint, residency, vocabulary, day);
            if (candidate.permitted() && !allows(facts, profile)) {
                disagrees(candidate.policies(), candidate.endpoint() + " on " + day, facts, profile);
            }
        }
        EndpointProfile reference = EndpointProfile.reference(residency);
        if (decision.cleared() && !allows(facts, reference)) {
            disagrees(decision.policies(), "the reference closed API", facts, reference);
        }
        stays(engine, document, decision);
    }

    private boolean allows(DocumentFacts facts, EndpointProfile profile) {
        Map<String, String> request = Said.words(facts, profile);
        return composition.allows(
                composition.space().rowOf(request), composition.space().profileOf(request));
    }

    private void disagrees(List<String> policies, String endpoint, DocumentFacts facts, EndpointProfile profile) {
        claims.counterExamples()
                .add(
                        Property.AGREEMENT,
                        endpoint,
                        policies,
                        "A document was permitted to go to " + endpoint + " that the proof says is refused: "
                                + Words.request(Said.words(facts, profile)) + ".");
    }

    /** Whoever is down, what may not leave stays, and nobody comes in who was not permitted. */
    private void stays(PolicyEngine engine, DocumentContext document, Decision decision) {
        Set<String> permitted = new HashSet<>();
        decision.candidates().stream()
                .filter(Candidate::permitted)
                .forEach(candidate -> permitted.add(candidate.endpoint()));
        Set<String> inside = new HashSet<>();
        List<Set<String>> down = new ArrayList<>(List.of(Set.of(), inside));
        for (Endpoint endpoint : bundle.catalog().endpoints()) {
            down.add(Set.of(endpoint.id()));
            if (endpoint.kind().inside()) {
                inside.add(endpoint.id());
            }
        }
        for (Set<String> unavailable : down) {
            for (Endpoint endpoint : engine.decide(document, unavailable).endpoints()) {
                boolean mayBeAsked = permitted.contains(endpoint.id())
                        && !unavailable.contains(endpoint.id())
                        && (decision.cleared() || endpoint.kind().inside());
                if (!mayBeAsked) {
                    claims.counterExamples()
                            .add(
                                    Property.FALLBACK_INSIDE,
                                    endpoint.id(),
                                    decision.policies(),
                                    "With "
                                            + Words.list(unavailable.stream()
                                                    .sorted()
                                                    .toList())
                                            + " down, a document that is not cleared falls back to " + endpoint.id()
                                            + ".");
                }
            }
        }
    }
}
