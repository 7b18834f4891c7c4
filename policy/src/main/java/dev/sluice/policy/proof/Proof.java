package dev.sluice.policy.proof;

import dev.sluice.classifier.Category;
import dev.sluice.policy.Endpoint;
import dev.sluice.policy.EndpointProfile;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyRule;
import dev.sluice.policy.proof.ProofReport.PolicyEffect;
import dev.sluice.policy.proof.ProofReport.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Proves a bundle, or says why not. */
public final class Proof {
    private static final int SAMPLED = 2_000;
    private static final int DECIDED = 300;

    private final PolicyBundle bundle;
    private final int sampled;
    private final int decided;
    private final CatalogProperties.Profiles profiles;

    Proof(PolicyBundle bundle, int sampled, int decided, CatalogProperties.Profiles profiles) {
        this.bundle = bundle;
        this.sampled = sampled;
        this.decided = decided;
        this.profiles = profiles;
    }

    /**
     * Goes through every request that can be made of a bundle. Takes seconds, and memory in proportion to what the
     * bundle's policies tell apart, up to some 300 MB; what would take more is not followed, and so not proved.
     */
    public static ProofReport of(PolicyBundle bundle) {
        return new Proof(bundle, SAMPLED, DECIDED, EndpointProfile::of).report();
    }

    ProofReport report() {
        try {
            return proved();
        } catch (NotFollowedException e) {
            return report(Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(e.place()));
        }
    }

    private ProofReport proved() {
        Said said = Said.of(bundle.policies().vocabulary());
        List<NotFollowed> notFollowed = new ArrayList<>();
        for (PolicyRule rule : bundle.rules()) {
            try {
                mentions(rule, said);
            } catch (NotFollowedException e) {
                notFollowed.add(e.place());
            }
        }
        if (!notFollowed.isEmpty()) {
            return report(Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of(), notFollowed);
        }
        List<TruthTable> tables = tables(said);
        return over(space(said, tables), said, tables);
    }

    private SortedSet<String> namedEndpoints() {
        SortedSet<String> named = new TreeSet<>();
        bundle.rules().forEach(rule -> named.addAll(Mentions.of(rule).endpoints()));
        return named;
    }

    /** What Cedar says of each policy. */
    List<TruthTable> tables(Said said) {
        SortedSet<String> named = namedEndpoints();
        return bundle.rules().stream()
                .map(rule -> table(rule, Mentions.of(rule), said, named))
                .toList();
    }

    /** Every request that these policies tell apart. */
    Space space(Said said, List<TruthTable> tables) {
        return new Space(bundle, said, List.copyOf(namedEndpoints()), new WordClasses(tables));
    }

    /** Holds the properties to truth tables of the bundle's policies. */
    ProofReport over(Space space, Said said, List<TruthTable> tables) {
        List<PolicyAnswers> answers =
                tables.stream().map(table -> new PolicyAnswers(table, space)).toList();
        Composition composition = new Composition(space, answers);
        CounterExamples counterExamples = new CounterExamples(said, bundle.policies());
        Claims claims = new Claims(composition, counterExamples);
        new PolicyProperties(claims).check();
        new DocumentProperties(claims).check(bundle);
        EndpointProperties endpoints = new EndpointProperties(claims);
        endpoints.check(bundle.policies().vocabulary());
        new CatalogProperties(claims, bundle, profiles).check();
        // The same for the same bundle, so that a report can be made again.
        Random random = new Random(bundle.digest().hashCode());
        new Sample(claims, said, bundle.policies()).ask(sampled, random);
        new Decisions(claims, bundle).decide(decided, random);
        List<Category> never = List.copyOf(DocumentProperties.neverOutside(bundle, answers));
        return report(
                Optional.of(size(space, tables)),
                counterExamples.found(),
                effects(composition),
                never,
                endpoints.mayLeave(),
                notes(),
                List.of());
    }

    private Mentions mentions(PolicyRule rule, Said said) {
        Mentions mentions = Mentions.of(rule);
        for (String id : mentions.endpoints()) {
            boolean isReference = id.equals(EndpointProfile.REFERENCE);
            if (isReference || bundle.catalog().find(id).isEmpty()) {
                throw NotFollowedException.policy(
                        rule,
                        "it names the endpoint " + id
                                + (isReference
                                        ? ", which is a measure and no place"
                                        : ", which endpoints.yaml does not have"),
                        "Name an endpoint of endpoints.yaml");
            }
        }
        if (!said.attributes().keySet().containsAll(mentions.attributes())) {
            throw NotFollowedException.policy(
                    rule, "it reads what the schema does not have", "Read attributes of the schema");
        }
        return mentions;
    }

    private TruthTable table(PolicyRule rule, Mentions mentions, Said said, SortedSet<String> named) {
        List<TruthTable.Input> inputs = new ArrayList<>();
        for (String name : mentions.attributes()) {
            inputs.add(new TruthTable.Input(name, said.attribute(name).words()));
        }
        if (mentions.endpoint()) {
            List<String> ids = new ArrayList<>(List.of(Space.unnamed(named)));
            ids.addAll(named);
            inputs.add(new TruthTable.Input(Said.ENDPOINT, ids));
        }
        Map<String, String> otherwise = new HashMap<>();
        said.attributes()
                .forEach((name, attribute) ->
                        otherwise.put(name, attribute.words().getFirst()));
        otherwise.put(Said.ENDPOINT, Space.unnamed(named));
        return TruthTable.ask(rule, inputs, said, bundle.policies(), otherwise);
    }

    private Size size(Space space, List<TruthTable> tables) {
        SortedMap<String, List<List<String>>> dimensions = new TreeMap<>();
        space.documents().forEach(dimension -> dimensions.put(dimension.name(), dimension.classes()));
        space.endpoints().forEach(dimension -> dimensions.put(dimension.name(), dimension.classes()));
        return new Size(
                space.rows(),
                space.profiles(),
                space.requests(),
                space.standsFor().toString(),
                tables.stream().mapToLong(TruthTable::size).sum(),
                sampled,
                decided,
                dimensions);
    }

    private static List<PolicyEffect> effects(Composition composition) {
        List<PolicyEffect> effects = new ArrayList<>();
        for (int i = 0; i < composition.policies().size(); i++) {
            PolicyRule rule = composition.policies().get(i).table().rule();
            Effects.Effect effect = composition.effects().of(i);
            int[] at = effect.firstDecides();
            String witness = at[0] < 0 ? "" : Words.request(composition.space().request(at[0], at[1]));
            effects.add(new PolicyEffect(
                    rule.id(),
                    rule.title(),
                    rule.permits(),
                    rule.absolute(),
                    effect.applies(),
                    effect.decides(),
                    witness));
        }
        return effects;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Endpoint endpoint : bundle.catalog().endpoints()) {
            if (endpoint.terms().licenceOfOperator()
                    && endpoint.terms().licence().isEmpty()) {
                notes.add("Whoever fills the slot " + endpoint.id()
                        + " answers for the licence of its model: it counts as reviewed, without an end.");
            }
            endpoint.terms()
                    .licenceReviewedUntil()
                    .ifPresent(until -> notes.add("The licence of the model at " + endpoint.id()
                            + " counts as reviewed until " + until + "; after that day nothing is sent there."));
        }
        return notes;
    }

    private ProofReport report(
            Optional<Size> size,
            List<CounterExample> counterExamples,
            List<PolicyEffect> effects,
            List<Category> neverOutside,
            List<Category> mayLeave,
            List<String> notes,
            List<NotFollowed> notFollowed) {
        return new ProofReport(
                bundle.name(),
                bundle.version(),
                bundle.digest(),
                size,
                counterExamples,
                effects,
                neverOutside,
                mayLeave,
                notes,
                notFollowed);
    }
}
