package dev.sluice.classifier.model;

import dev.sluice.classifier.DegradedReason;
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
import java.util.Set;

/**
 * Runs the token classifier over a text, stretch by stretch and window by window. Thread-safe.
 *
 * <p>Organisations and professions are recognised and not reported: they identify nobody by themselves, and beside a
 * person they add nothing to the categories.
 *
 * <p>Inside the module only; other modules ask {@link dev.sluice.classifier.Classifier}.
 */
public final class TokenTier {
    /** Five minutes, 4 Mi units, 200,000 findings: at the pace of 25 KB a second that is three minutes of one core. */
    static final Limits LIMITS = new Limits(Duration.ofMinutes(5), 1 << 22, 200_000);

    private static final int STRETCH = 1 << 14;

    /**
     * What a scan found and what kept it from finding all.
     *
     * @param findings ordered by start and end
     * @param reasons empty if the model read all of the text
     * @param windows how many windows the model read
     */
    public record Outcome(List<Finding> findings, Set<DegradedReason> reasons, long windows) {}

    /** Ends a scan; carries why. */
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final DegradedReason reason;

        private Ended(DegradedReason reason) {
            super("The scan ended: " + reason, null, false, false);
            this.reason = reason;
        }
    }

    private static final class Shared {
        private static final TokenTier TIER = ModelFiles.read();
    }

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
     * @throws ModelUnavailableException if a file is missing, altered or not of its form
     */
    public static TokenTier standard() {
        try {
            return Shared.TIER;
        } catch (ExceptionInInitializerError e) {
            if (e.getCause() instanceof ModelUnavailableException unavailable) {
                throw unavailable;
            }
            throw e;
        }
    }

    /** Name of the detector, and the recognizer that its findings name. */
    public String name() {
        return description.name();
    }

    /** Version of the model. */
    public String version() {
        return description.version();
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
        EntityDecoder decoder = new EntityDecoder(description, findings::add);
        try {
            windows = read(source, length, decoder, () -> check(deadline, findings));
        } catch (Ended e) {
            reasons.add(e.reason);
        } catch (RuntimeException | StackOverflowError | LinkageError | OutOfMemoryError e) {
            reasons.add(DegradedReason.DETECTOR_FAILED);
        }
        decoder.finish();
        return new Outcome(FindingOrder.ordered(findings), reasons, windows);
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
