package dev.sluice.classifier.model;

import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DetectorFailure;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.pattern.FindingOrder;
import dev.sluice.classifier.pattern.Limits;
import dev.sluice.classifier.pattern.NormalText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the token classifier over a text, stretch by stretch and window by window. Thread-safe.
 *
 * <p>Organisations and professions are recognised and not reported: they identify nobody by themselves, and beside a
 * person they add nothing to the categories.
 *
 * <p>Inside the module only; other modules ask {@link dev.sluice.classifier.Classifier}.
 */
public final class TokenTier {
    /**
     * Five minutes, 4 Mi units, 200,000 findings. Prose of that length takes about a minute of an idle core; where words
     * fall into many pieces, as in tables of figures, about two.
     */
    static final Limits LIMITS = new Limits(Duration.ofMinutes(5), 1 << 22, 200_000);

    private static final int STRETCH = 1 << 14;

    /**
     * What a scan found and what kept it from finding all.
     *
     * @param findings ordered by start and end
     * @param reasons empty if the model read all of the text
     * @param failures how the model failed, if it did
     * @param windows how many windows the model read
     * @param scores of each type of {@link #types()}, the highest probability that a word had, 0 to 1, also where that is
     *     no finding: for measuring
     * @param nearly of each type of {@link #types()}, the highest probability of a word that was not reported as that type
     */
    public record Outcome(
            List<Finding> findings,
            Set<DegradedReason> reasons,
            List<DetectorFailure> failures,
            long windows,
            Map<FindingType, Double> scores,
            Map<FindingType, Double> nearly) {}

    /** Ends a scan; carries why. */
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final DegradedReason reason;

        private Ended(DegradedReason reason) {
            super("The scan ended: " + reason, null, false, false);
            this.reason = reason;
        }
    }

    /** Read once for the process, whatever came of it: a failing static initialiser could say what failed only once. */
    private static final class Shared {
        private static final @Nullable TokenTier TIER;
        private static final String PROBLEM;

        static {
            TokenTier read = null;
            String problem = "";
            try {
                read = ModelFiles.read();
            } catch (ModelUnavailableException e) {
                problem = String.valueOf(e.getMessage());
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                problem = "the token classifier cannot be made: " + DetectorFailure.cause(e);
            }
            TIER = read;
            PROBLEM = problem;
        }

        private Shared() {}
    }

    /** A model that does not see the name in it gives answers that mean nothing, whatever the processor did to it. */
    private static final String PROBE = "Dear Ingrid Lindqvist, your visit is on Monday at nine.";

    private final ModelDescription description;
    private final Vocabulary vocabulary;
    private final TokenModel model;
    private final Limits limits;

    TokenTier(ModelDescription description, Vocabulary vocabulary, TokenModel model, Limits limits) {
        this.description = description;
        this.vocabulary = vocabulary;
        this.model = model;
        this.limits = limits;
    }

    /**
     * The built-in model under the standard limits, one for the process. Its files are read and verified at the first call,
     * its session is made at the first scan.
     *
     * @throws ModelUnavailableException each time, if a file is missing, altered or not of its form
     */
    public static TokenTier standard() {
        TokenTier tier = Shared.TIER;
        if (tier == null) {
            throw new ModelUnavailableException(Shared.PROBLEM);
        }
        return tier;
    }

    /**
     * Has the model read one fixed sentence: how it failed, or empty if it found what it must. Loads the model if it was not
     * loaded yet.
     */
    public Optional<DetectorFailure> probe() {
        Outcome outcome = scan(PROBE);
        if (!outcome.failures().isEmpty()) {
            return Optional.of(outcome.failures().getFirst());
        }
        boolean blind = outcome.reasons().isEmpty()
                && types().contains(FindingType.PERSON)
                && outcome.findings().stream().noneMatch(finding -> finding.type() == FindingType.PERSON);
        return blind
                ? Optional.of(new DetectorFailure(name(), DetectorFailure.Kind.ANSWER, "nothing found"))
                : Optional.empty();
    }

    /** Name of the detector, and the recognizer that its findings name. */
    public String name() {
        return description.name();
    }

    /** Version of the model, and behind a plus which share of sensitive documents it was measured to leak, or that none was. */
    public String version() {
        return description.version()
                + '+'
                + description.bound().map(LeakBound::inVersion).orElse("uncalibrated");
    }

    /** SHA-256 of the network in lower-case hex. */
    public String modelSha256() {
        return description.modelSha256();
    }

    /** Everything besides the code on which an answer depends, in one line: digests, windows, labels, thresholds. */
    public String configuration() {
        StringBuilder line = new StringBuilder()
                .append(description.modelSha256())
                .append(' ')
                .append(description.vocabularySha256())
                .append(' ')
                .append(description.window())
                .append(' ')
                .append(description.overlap());
        description.thresholds().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> line.append(' ')
                        .append(entry.getKey())
                        .append(' ')
                        .append(description.labels().begin(entry.getKey()))
                        .append(' ')
                        .append(description.labels().inside(entry.getKey()))
                        .append(' ')
                        .append(entry.getValue().isPresent() ? entry.getValue().getAsDouble() : "never"));
        description.bound().ifPresent(bound -> line.append(' ').append(bound));
        return line.toString();
    }

    /** The types of findings that a scan can report; no other ever comes from it. */
    public Set<FindingType> types() {
        Set<FindingType> types = EnumSet.noneOf(FindingType.class);
        description.thresholds().forEach((type, threshold) -> {
            if (threshold.isPresent()) {
                types.add(type.finding().orElseThrow());
            }
        });
        return types;
    }

    /** The probability from which on a type is reported; 0 for one that never is. */
    public double threshold(FindingType type) {
        return description.thresholds().entrySet().stream()
                .filter(entry -> entry.getKey().finding().equals(Optional.of(type)))
                .mapToDouble(entry -> entry.getValue().orElse(0))
                .findFirst()
                .orElse(0);
    }

    /**
     * The sources of labelled documents that the built-in model learned from: figures of these prove nothing.
     *
     * @throws ModelUnavailableException if the list is missing or empty
     */
    public static Set<String> trainedOn() {
        return ModelFiles.trainedOn();
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Scans a text of well-formed UTF-16. Never throws for a text; what fails is a reason of the outcome. */
    public Outcome scan(String source) {
        Set<DegradedReason> reasons = EnumSet.noneOf(DegradedReason.class);
        List<Finding> findings = new ArrayList<>();
        long deadline = System.nanoTime() + limits.time().toNanos();
        int length = source.length();
        if (length > limits.length()) {
            reasons.add(DegradedReason.OVER_LIMIT);
            length = limits.length() - (Character.isLowSurrogate(source.charAt(limits.length())) ? 1 : 0);
        }
        long windows = 0;
        List<DetectorFailure> failures = List.of();
        EntityDecoder decoder = new EntityDecoder(description, findings::add);
        try {
            windows = read(source, length, decoder, () -> check(deadline, findings));
        } catch (Ended e) {
            reasons.add(e.reason);
        } catch (RuntimeException | StackOverflowError | LinkageError | OutOfMemoryError e) {
            reasons.add(DegradedReason.DETECTOR_FAILED);
            failures = List.of(failure(e));
        }
        decoder.finish();
        return new Outcome(
                FindingOrder.ordered(findings), reasons, failures, windows, decoder.highest(), decoder.nearly());
    }

    private DetectorFailure failure(Throwable thrown) {
        return thrown instanceof ModelFailedException failed
                ? new DetectorFailure(name(), failed.kind(), failed.reason())
                : DetectorFailure.of(name(), thrown);
    }

    private long read(String source, int length, EntityDecoder decoder, Runnable beforeEach) {
        Windows windows = new Windows(model, description, vocabulary, decoder, beforeEach);
        WordPieceTokenizer tokenizer = new WordPieceTokenizer(vocabulary);
        WordPieces pieces = new WordPieces();
        for (int from = 0; from < length; ) {
            int to = NormalText.stretch(source, from, length, STRETCH);
            NormalText text = NormalText.of(source, from, to);
            pieces.clear();
            tokenizer.tokenize(text.units(), 0, text.length(), pieces);
            for (int i = 0; i < pieces.count; i++) {
                windows.add(
                        pieces.id[i],
                        text.sourceStart(pieces.start[i]),
                        text.sourceEnd(pieces.end[i]),
                        pieces.first[i]);
            }
            from = to;
        }
        windows.finish();
        return windows.windows();
    }

    private void check(long deadline, List<Finding> findings) {
        if (findings.size() > limits.findings()) {
            throw new Ended(DegradedReason.OVER_LIMIT);
        }
        if (Thread.currentThread().isInterrupted() || System.nanoTime() - deadline > 0) {
            throw new Ended(DegradedReason.TIMEOUT);
        }
    }
}
