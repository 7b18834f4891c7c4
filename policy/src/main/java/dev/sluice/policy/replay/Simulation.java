package dev.sluice.policy.replay;

import dev.sluice.policy.Decision;
import dev.sluice.policy.DecisionInputs;
import dev.sluice.policy.DocumentContext;
import dev.sluice.policy.Endpoint;
import dev.sluice.policy.Exhaustiveness;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import dev.sluice.policy.Route;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides under another bundle about documents that were decided on, from stored inputs: no document and no model is touched.
 * Memory does not grow with the number of documents. Answers are cached by bundle, slots and context, which repeat.
 */
public final class Simulation {
    private static final int MOST_CACHED = 65_536;

    private final Instant now;
    private final Engines engines;
    private final LengthClasses lengths;
    private final Map<Asked, Answer> answers = new HashMap<>();
    private final SimulationTally tally = new SimulationTally();

    /** Two documents about which one bundle says the same. */
    private record Asked(PolicyEngine engine, DocumentContext context, Set<String> unavailable) {}

    /** What a bundle says about a document. */
    private record Answer(Route route, Optional<String> endpoint) {
        static Answer of(Decision decision) {
            return new Answer(
                    decision.route(), decision.endpoints().stream().findFirst().map(Endpoint::id));
        }
    }

    private Simulation(PolicyBundle bundle, Instant now) {
        this.now = now;
        this.engines = new Engines(bundle, Clock.fixed(now, ZoneOffset.UTC));
        this.lengths = new LengthClasses(bundle.catalog());
    }

    /**
     * Decides again about every document whose newest decision was made at an instant or later.
     *
     * @param bundle that is asked
     * @param now the day for dates of the bundle
     * @throws IllegalArgumentException if what filled a slot may not be there by the bundle
     */
    public static SimulationReport run(RecordedDecisions decisions, PolicyBundle bundle, Instant since, Instant now) {
        Simulation simulation = new Simulation(bundle, now);
        decisions.latest(since, simulation::add);
        return simulation.tally.report(bundle, since, now);
    }

    private void add(LatestDecision latest) {
        DecisionInputs inputs;
        try {
            if (latest.inputs().isEmpty()) {
                tally.withoutInputs();
                return;
            }
            inputs = DecisionInputs.read(latest.inputs().get()).at(now);
        } catch (DecisionInputs.UnreadableException altered) {
            tally.withoutInputs();
            return;
        }
        PolicyEngine engine = engines.with(inputs.endpoints());
        Optional<ClassifyAgain> again = ClassifyAgain.of(inputs.context(), engine);
        if (again.isPresent()) {
            tally.again(latest, again.get(), couldLeave(engine, latest, inputs));
            return;
        }
        Answer answer = answer(engine, inputs.context(), inputs.unavailable());
        tally.decided(latest, inputs.context(), answer.route(), answer.endpoint());
    }

    /** Whether it would newly go outside if everything had been looked at and nothing more had been found. */
    private boolean couldLeave(PolicyEngine engine, LatestDecision latest, DecisionInputs inputs) {
        DocumentContext context = inputs.context();
        return latest.route() != Route.EXTERNAL
                && context.complete()
                && context.anythingRead()
                && answer(engine, with(context, context.textLength(), Exhaustiveness.EXHAUSTIVE), inputs.unavailable())
                                .route()
                        == Route.EXTERNAL;
    }

    private Answer answer(PolicyEngine engine, DocumentContext context, Set<String> unavailable) {
        if (context.deadline().isPresent() || context.maxCost().isPresent()) {
            return Answer.of(engine.decide(context, unavailable));
        }
        long length = lengths.of(context.textLength());
        Asked asked = new Asked(
                engine,
                length == context.textLength() ? context : with(context, length, context.exhaustiveness()),
                unavailable);
        Answer known = answers.get(asked);
        if (known == null) {
            known = Answer.of(engine.decide(asked.context(), unavailable));
            if (answers.size() >= MOST_CACHED) {
                answers.clear();
            }
            answers.put(asked, known);
        }
        return known;
    }

    private static DocumentContext with(DocumentContext context, long length, Exhaustiveness exhaustiveness) {
        return new DocumentContext(
                context.complete(),
                context.anythingRead(),
                exhaustiveness,
                context.categories(),
                context.tenant(),
                context.task(),
                context.purpose(),
                context.jurisdiction(),
                context.residency(),
                context.minSensitivity(),
                length,
                context.deadline(),
                context.maxCost(),
                Optional.empty());
    }
}
