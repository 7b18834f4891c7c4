package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.classifier.Category;
import dev.sluice.policy.replay.RecordedDecision;
import dev.sluice.policy.replay.Replay;
import dev.sluice.policy.replay.StoredInputs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** From stored inputs and the bundle that decided, the decision comes out again. */
class ReplayTests {
    private static final long SEED = Long.getLong("sluice.replay.seed", System.nanoTime());
    private static final int DOCUMENTS = Integer.getInteger("sluice.replay.documents", 2_000);

    @TempDir
    private Path dir;

    @Test
    void everyDecisionComesOutAgainByteForByteUnderTheDefaultBundle() {
        // Loaded anew, with empty slots: what filled them is in the inputs.
        everyDecisionComesOutAgain(TestBundle.defaultFilled(), PolicyBundle.load(TestBundle.DEFAULT));
    }

    @Test
    void everyDecisionComesOutAgainByteForByteOverEveryKindOfEndpoint() {
        TestBundle bundle = TestBundle.withEveryKind(dir);
        everyDecisionComesOutAgain(bundle.load(), bundle.load());
    }

    private static void everyDecisionComesOutAgain(PolicyBundle decides, PolicyBundle replays) {
        System.out.println("replay: -Dsluice.replay.seed=" + SEED + " -Dsluice.replay.documents=" + DOCUMENTS);
        GeneratedInputs generated = new GeneratedInputs(SEED, decides);
        GeneratedInputs.PutClock clock = new GeneratedInputs.PutClock();
        PolicyEngine engine = new PolicyEngine(decides, clock);
        Replay replay = new Replay(List.of(replays));
        Set<Route> routes = EnumSet.noneOf(Route.class);
        for (int i = 0; i < DOCUMENTS; i++) {
            Instant moment = generated.moment();
            clock.put(moment);
            Decision decision = engine.decide(generated.context(moment), generated.unavailable());
            routes.add(decision.route());
            byte[] canonical = decision.inputs().canonical();
            assertThat(DecisionInputs.read(canonical))
                    .as("seed %d, document %d", SEED, i)
                    .isEqualTo(decision.inputs());
            Replay.Replayed replayed = replay.replay(recorded(decision, canonical));
            assertThat(replayed.outcome())
                    .as("seed %d, document %d: %s", SEED, i, new String(canonical, StandardCharsets.UTF_8))
                    .isEqualTo(Replay.Outcome.SAME);
        }
        assertThat(routes).as("seed %d generates every route", SEED).containsExactlyInAnyOrder(Route.values());
    }

    @Test
    void whatIsNotWhatWasDecidedIsTold() {
        PolicyBundle bundle = TestBundle.defaultFilled();
        PolicyEngine engine = new PolicyEngine(bundle, Contexts.CLOCK);
        Replay replay = new Replay(List.of(bundle));
        Decision restricted = engine.decide(Contexts.found(Set.of(Category.PHI)));
        Decision cleared = engine.decide(Contexts.clean());
        byte[] inputs = restricted.inputs().canonical();
        assertThat(cleared.cleared()).isTrue();
        assertThat(replay.replay(recorded(cleared, inputs)).outcome()).isEqualTo(Replay.Outcome.DIFFERS);
        assertThat(replay.replay(recorded(restricted, cleared.inputs().canonical()))
                        .outcome())
                .isEqualTo(Replay.Outcome.DIFFERS);

        byte[] altered = new String(inputs, StandardCharsets.UTF_8)
                .replace("\"categories\":[\"PHI\"]", "\"categories\":[]")
                .getBytes(StandardCharsets.UTF_8);
        for (StoredInputs bad : List.of(
                new StoredInputs(altered, Canonical.sha256(inputs)),
                new StoredInputs("{}".getBytes(StandardCharsets.UTF_8), Canonical.sha256("{}")),
                new StoredInputs(
                        (new String(inputs, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8),
                        Canonical.sha256(new String(inputs, StandardCharsets.UTF_8) + " ")))) {
            assertThat(replay.replay(recorded(restricted, Optional.of(bad))).outcome())
                    .isEqualTo(Replay.Outcome.INPUTS_ALTERED);
        }
        assertThat(replay.replay(recorded(restricted, Optional.empty())).outcome())
                .isEqualTo(Replay.Outcome.NO_INPUTS);
        assertThat(new Replay(List.of(TestBundle.withEveryKind(dir).load()))
                        .replay(recorded(restricted, inputs))
                        .outcome())
                .isEqualTo(Replay.Outcome.NO_BUNDLE);
    }

    @Test
    void whatCouldNotHaveFilledASlotIsAltered() {
        PolicyBundle bundle = TestBundle.defaultFilled();
        Decision decision = new PolicyEngine(bundle, Contexts.CLOCK).decide(Contexts.clean());
        String inputs = new String(decision.inputs().canonical(), StandardCharsets.UTF_8);
        // A model that runs in a cloud cannot have been behind an endpoint inside.
        byte[] altered = inputs.replaceFirst(
                        "(\"id\":\"sovereign-1\",\"model\":)\"some-model\"", "$1\"some-model:cloud\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(altered).isNotEqualTo(inputs.getBytes(StandardCharsets.UTF_8));
        assertThat(new Replay(List.of(bundle))
                        .replay(recorded(decision, altered))
                        .outcome())
                .isEqualTo(Replay.Outcome.INPUTS_ALTERED);
    }

    @Test
    void inputsOfALaterVersionAreNotRead() {
        assertThatThrownBy(() -> DecisionInputs.read("{\"version\":2}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DecisionInputs.UnreadableException.class)
                .hasMessageContaining("version 1");
        assertThatThrownBy(() -> DecisionInputs.read("[1".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DecisionInputs.UnreadableException.class);
    }

    private static RecordedDecision recorded(Decision decision, byte[] inputs) {
        return recorded(decision, Optional.of(new StoredInputs(inputs, Canonical.sha256(inputs))));
    }

    private static RecordedDecision recorded(Decision decision, Optional<StoredInputs> inputs) {
        return new RecordedDecision(
                new StoredDecision(
                        decision.id(),
                        decision.id(),
                        1,
                        Optional.empty(),
                        decision.route(),
                        decision.cleared(),
                        decision.reason(),
                        decision.policies(),
                        decision.bundleDigest(),
                        decision.endpoints().stream().map(Endpoint::id).toList(),
                        "ingest",
                        decision.inputs().moment()),
                JsonMapper.shared().writeValueAsString(DecisionOutcome.candidates(decision)),
                inputs);
    }
}
