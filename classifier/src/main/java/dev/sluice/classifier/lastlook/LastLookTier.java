package dev.sluice.classifier.lastlook;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DetectorFailure;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.model.TokenTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * Has a model look at doubtful texts, window by window. Thread-safe; of many documents as many are looked at at once as the
 * settings say, the others wait.
 */
public final class LastLookTier {
    /** Name of the detector, and the recognizer that its findings name. */
    public static final String NAME = "last-look";

    /** A language model gives no probability; what it quotes is as likely to count as not. */
    static final double CONFIDENCE = 0.5;

    private static final int MOST_FINDINGS = 20_000;
    private static final String PROBE = "Dear Ingrid Lindqvist,\nyour visit is on Monday at nine.";
    private static final QuotedText.Place PROBE_NAME = new QuotedText.Place(5, 21);

    /**
     * What a look found and what kept it from finding all.
     *
     * @param findings in no order, none of a type and span that was found before
     * @param reasons empty if the model read all of the text and every answer could be used
     * @param failures how it failed, if it did
     */
    public record Outcome(List<Finding> findings, Set<DegradedReason> reasons, List<DetectorFailure> failures) {}

    private record Place(FindingType type, int start, int end) {
        static Place of(Finding finding) {
            return new Place(finding.type(), finding.start(), finding.end());
        }
    }

    private final LastLook look;
    private final LastLookSettings settings;
    private final Predicate<Set<Category>> mayRead;
    private final Semaphore free;

    /**
     * A tier of this model.
     *
     * @param mayRead whether the model may read a document of these categories, as far as they are known by then; one that it
     *     may not read is not shown to it, and degraded
     */
    public LastLookTier(LastLook look, LastLookSettings settings, Predicate<Set<Category>> mayRead) {
        this.look = look;
        this.settings = settings;
        this.mayRead = mayRead;
        this.free = new Semaphore(settings.parallel(), true);
    }

    /** The model, what it is asked, and from which score on, as the version of a detector. */
    public String version() {
        return look.version() + "+from" + settings.from();
    }

    /** Everything besides the code on which an answer depends, in one line. */
    public String configuration() {
        return look.configuration() + ' ' + settings.inConfiguration();
    }

    /** The types of findings that a look can report. */
    public Set<FindingType> types() {
        return look.types();
    }

    /** Whether the token classifier was in doubt: it nearly reported a type that it did not report. */
    public boolean doubts(TokenTier.Outcome said) {
        return settings.from() == 0 || said.nearly().values().stream().anyMatch(score -> score >= settings.from());
    }

    /**
     * Has the model read one short letter: how it failed, or empty if it quoted the name in it. Waits as long as a document
     * may take.
     */
    public Optional<DetectorFailure> probe() {
        Outcome outcome = scan(PROBE, List.of());
        if (!outcome.reasons().isEmpty()) {
            return outcome.failures().stream()
                    .findFirst()
                    .or(() -> Optional.of(failure(DetectorFailure.Kind.SERVER, "TIMEOUT")));
        }
        boolean seen = outcome.findings().stream()
                .anyMatch(finding -> finding.type() == FindingType.PERSON
                        && finding.start() <= PROBE_NAME.start()
                        && finding.end() == PROBE_NAME.end());
        return seen ? Optional.empty() : Optional.of(failure(DetectorFailure.Kind.REPLY, "nothing found"));
    }

    /**
     * Looks at a text of well-formed UTF-16. Never throws for a text; what fails is a reason of the outcome.
     *
     * @param earlier what others found in it, which this neither changes nor tells the model
     */
    public Outcome scan(String text, List<Finding> earlier) {
        if (text.length() > settings.longest()) {
            return new Outcome(List.of(), EnumSet.of(DegradedReason.OVER_LIMIT), List.of());
        }
        Look one = new Look(text, earlier);
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return one.failed(DegradedReason.TIMEOUT, DetectorFailure.Kind.SERVER, "INTERRUPTED");
        }
        try {
            return mayRead.test(Category.of(earlier))
                    ? one.read()
                    : one.failed(DegradedReason.DETECTOR_FAILED, DetectorFailure.Kind.SERVER, "MAY_NOT_READ");
        } catch (RuntimeException | StackOverflowError | LinkageError | OutOfMemoryError e) {
            return one.ended(DegradedReason.DETECTOR_FAILED, DetectorFailure.of(NAME, e));
        } finally {
            free.release();
        }
    }

    private static DetectorFailure failure(DetectorFailure.Kind kind, String cause) {
        return new DetectorFailure(NAME, kind, cause);
    }

    /** The look at one text; one thread. */
    private final class Look {
        private final String text;
        private final Set<Place> known = new HashSet<>();
        private final Set<LastLook.Quote> sought = new HashSet<>();
        private final List<Finding> findings = new ArrayList<>();

        Look(String text, List<Finding> earlier) {
            this.text = text;
            earlier.forEach(finding -> known.add(Place.of(finding)));
        }

        Outcome read() {
            long deadline = System.nanoTime() + settings.timeout().toNanos();
            QuotedText quoted = QuotedText.of(text);
            for (int from = 0; ; ) {
                int to = border(Math.min(text.length(), from + settings.window()));
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return failed(DegradedReason.TIMEOUT, DetectorFailure.Kind.SERVER, "TIMEOUT");
                }
                switch (look.read(text.substring(from, to), Duration.ofNanos(left))) {
                    case LastLook.Answer.Failed failed -> {
                        return failed(failed.reason(), failed.kind(), failed.cause());
                    }
                    case LastLook.Answer.Quotes answered -> {
                        for (LastLook.Quote quote : answered.quotes()) {
                            find(quote, quoted, from, to);
                        }
                    }
                }
                if (findings.size() > MOST_FINDINGS) {
                    return new Outcome(findings, EnumSet.of(DegradedReason.OVER_LIMIT), List.of());
                }
                if (to == text.length()) {
                    return new Outcome(findings, EnumSet.noneOf(DegradedReason.class), List.of());
                }
                from = border(to - settings.overlap());
            }
        }

        /** Every place in the document; the whole window where the model quotes what does not stand anywhere. */
        private void find(LastLook.Quote quote, QuotedText quoted, int from, int to) {
            if (findings.size() > MOST_FINDINGS) {
                return;
            }
            List<QuotedText.Place> places = sought.contains(quote) ? List.of() : quoted.places(quote.text());
            if (!places.isEmpty()) {
                sought.add(quote);
                places.forEach(place -> add(quote.type(), place.start(), place.end()));
            } else if (!sought.contains(quote)) {
                add(quote.type(), from, to);
            }
        }

        private void add(FindingType type, int start, int end) {
            if (known.add(new Place(type, start, end))) {
                findings.add(new Finding(type, type.letter().orElse(null), start, end, CONFIDENCE, NAME, 3));
            }
        }

        private int border(int at) {
            boolean cuts = at > 0
                    && at < text.length()
                    && Character.isLowSurrogate(text.charAt(at))
                    && Character.isHighSurrogate(text.charAt(at - 1));
            return cuts ? at - 1 : at;
        }

        Outcome failed(DegradedReason reason, DetectorFailure.Kind kind, String cause) {
            return ended(reason, failure(kind, cause));
        }

        Outcome ended(DegradedReason reason, DetectorFailure failure) {
            return new Outcome(findings, EnumSet.of(reason), List.of(failure));
        }
    }
}
