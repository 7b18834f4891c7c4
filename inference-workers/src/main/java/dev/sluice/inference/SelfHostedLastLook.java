package dev.sluice.inference;

import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DetectorFailure;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.lastlook.LastLook;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A last look by a model behind an OpenAI-compatible server of the organisation's own. A server that is busy is asked again
 * until the time is over, one that is not reached three times in all; an answer that is not as it must be is a failure and
 * never mended. Logs nothing. Thread-safe; holds connections until it is forgotten.
 */
public final class SelfHostedLastLook implements LastLook {
    private static final int MOST_LOST = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Set<String> OUT_OF_TIME = Set.of("TIMEOUT", "INTERRUPTED", "RATE_LIMITED", "OVERLOADED");
    private static final ModelAnswer REJECTED = new ModelAnswer.Rejected("REQUEST_REJECTED");

    private final SovereignEndpoint endpoint;
    private final OpenAiCompatibleClient client;
    private volatile boolean withSchema = true;

    /** Asks this endpoint, with the bounds of every model client; opens no connection yet. */
    public SelfHostedLastLook(SovereignEndpoint endpoint) {
        this.endpoint = endpoint;
        this.client = new OpenAiCompatibleClient(endpoint.endpoint(), ClientLimits.standard(), Clock.systemUTC());
    }

    @Override
    public String version() {
        return endpoint.endpoint().model().replaceAll("\\s", "_") + "+prompt"
                + LastLookRequest.promptDigest().substring(0, 12);
    }

    /** Not the URL: the same model elsewhere is the same detector. */
    @Override
    public String configuration() {
        return endpoint.endpoint().model() + ' ' + LastLookRequest.promptDigest();
    }

    @Override
    public Set<FindingType> types() {
        return LastLookRequest.askedFor();
    }

    @Override
    public Answer read(String window, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        int lost = 0;
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            ModelAnswer answer = ask(window, deadline);
            lost += isLost(answer) ? 1 : 0;
            boolean again = isLost(answer) ? lost < MOST_LOST : answer instanceof ModelAnswer.Busy;
            if (!again || !slept(asked(answer, pause), deadline)) {
                return read(answer);
            }
        }
    }

    private ModelAnswer ask(String window, long deadline) {
        Optional<String> unreachable = endpoint.unreachable();
        if (unreachable.isPresent()) {
            return new ModelAnswer.Down(unreachable.get());
        }
        boolean schema = withSchema;
        ModelAnswer answer = ask(LastLookRequest.of(endpoint, window, schema), deadline);
        if (!schema || !answer.equals(REJECTED)) {
            return answer;
        }
        // Perhaps it knows no schemas; what it answers is held to the schema all the same.
        ModelAnswer without = ask(LastLookRequest.of(endpoint, window, false), deadline);
        if (without instanceof ModelAnswer.Answered) {
            withSchema = false;
        }
        return without;
    }

    private ModelAnswer ask(LastLookRequest request, long deadline) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        return left.isPositive() ? client.ask(request, left) : new ModelAnswer.Unknown("TIMEOUT");
    }

    private static Answer read(ModelAnswer answer) {
        return switch (answer) {
            case ModelAnswer.Answered answered ->
                LastLookReply.read(answered.output())
                        .<Answer>map(Answer.Quotes::new)
                        .orElseGet(() -> failed(DetectorFailure.Kind.REPLY, "ANSWER_NOT_OF_SCHEMA"));
            case ModelAnswer.Rejected rejected -> failed(DetectorFailure.Kind.REPLY, rejected.reason());
            case ModelAnswer.Refused refused -> failed(DetectorFailure.Kind.REPLY, refused.reason());
            case ModelAnswer.Violated violated -> failed(DetectorFailure.Kind.SERVER, violated.reason());
            case ModelAnswer.Busy busy -> failed(DetectorFailure.Kind.SERVER, busy.reason());
            case ModelAnswer.Down down -> failed(DetectorFailure.Kind.SERVER, down.reason());
            case ModelAnswer.Unknown unknown -> failed(DetectorFailure.Kind.SERVER, unknown.reason());
        };
    }

    private static Answer.Failed failed(DetectorFailure.Kind kind, String cause) {
        DegradedReason reason = OUT_OF_TIME.contains(cause) ? DegradedReason.TIMEOUT : DegradedReason.DETECTOR_FAILED;
        return new Answer.Failed(reason, kind, cause);
    }

    /** Whether nobody knows what became of the request, or whether it came at all; here it may be sent again. */
    private static boolean isLost(ModelAnswer answer) {
        return switch (answer) {
            case ModelAnswer.Down down -> down.reason().equals("NOT_REACHED");
            case ModelAnswer.Unknown unknown -> unknown.reason().equals("CONNECTION_LOST");
            case ModelAnswer.Busy busy -> busy.reason().equals("SERVER_ERROR");
            case ModelAnswer.Answered none -> false;
            case ModelAnswer.Rejected none -> false;
            case ModelAnswer.Refused none -> false;
            case ModelAnswer.Violated none -> false;
        };
    }

    private static Duration asked(ModelAnswer answer, Duration pause) {
        Duration asked =
                answer instanceof ModelAnswer.Busy busy ? busy.retryAfter().orElse(pause) : pause;
        return asked.compareTo(pause) > 0 ? asked : pause;
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** False where the time would be over then, or the thread is interrupted, which stays set. */
    private static boolean slept(Duration pause, long deadline) {
        if (System.nanoTime() + pause.toNanos() - deadline >= 0) {
            return false;
        }
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
