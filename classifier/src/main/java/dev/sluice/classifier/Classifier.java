package dev.sluice.classifier;

import dev.sluice.classifier.custom.CustomRules;
import dev.sluice.classifier.custom.CustomTier;
import dev.sluice.classifier.explanation.Explainer;
import dev.sluice.classifier.explanation.Explanation;
import dev.sluice.classifier.lastlook.LastLookTier;
import dev.sluice.classifier.model.TokenTier;
import dev.sluice.classifier.pattern.FindingOrder;
import dev.sluice.classifier.pattern.PatternTier;
import dev.sluice.classifier.pattern.Recognizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is sensitive in a text: patterns and dictionaries first, then a token classifier for what has no form, then,
 * where one is given, a last look at what is doubtful. Thread-safe; time and memory per document are bounded; the same text
 * gives the same answer, unless a limit of time or memory ends a detector early, which {@link Degraded} says, or the model of
 * a last look answers otherwise than before.
 *
 * <p>Only this class makes classifications. {@link Exhaustive} means that every tier that it was for read all of the text
 * to its end and no reason to doubt the answer came up. A tier only adds findings, so categories only grow with it.
 */
public final class Classifier {
    private final PatternTier patterns;
    private final TokenTier tokens;
    private final CustomRules rules;
    private final CustomTier custom;
    private final @Nullable LastLookTier last;
    private final DetectorSet detectors;

    Classifier(PatternTier patterns, TokenTier tokens) {
        this(patterns, tokens, CustomRules.NONE, null);
    }

    private Classifier(PatternTier patterns, TokenTier tokens, CustomRules rules, @Nullable LastLookTier last) {
        this.patterns = patterns;
        this.tokens = tokens;
        this.rules = rules;
        this.custom = rules.tier();
        this.last = last;
        this.detectors = detectors(patterns, tokens, rules, last);
    }

    /**
     * The built-in detectors under the standard limits. The first call reads the dictionaries and verifies the model,
     * which all classifiers of the process share; there is nothing to close.
     *
     * @throws dev.sluice.classifier.model.ModelUnavailableException if a file of the model is missing or altered
     */
    public static Classifier standard() {
        return new Classifier(PatternTier.standard(), TokenTier.standard());
    }

    /** The same built-in detectors with these rules beside them, in place of those that it had. */
    public Classifier with(CustomRules added) {
        return new Classifier(patterns, tokens, added, last);
    }

    /** The same detectors with a last look at what is doubtful, in place of one that it had. */
    public Classifier with(LastLookTier look) {
        return new Classifier(patterns, tokens, rules, look);
    }

    /**
     * Has the token classifier read one fixed sentence, and the model of the last look another: how one failed, or empty if
     * both answered. What fails here fails for every document, so whoever takes documents asks before the first.
     */
    public Optional<DetectorFailure> check() {
        Optional<DetectorFailure> failure = tokens.probe();
        return last == null ? failure : failure.or(last::probe);
    }

    /** The detectors that every classification of this classifier names. */
    public DetectorSet detectors() {
        return detectors;
    }

    /**
     * Classifies a document with all tiers: {@link Exhaustive} or {@link Degraded}. Never throws for a document: a detector
     * that fails makes the answer {@link Degraded}, and what the others found is kept. So does an interrupt of the calling
     * thread, which stays set: the answer then says nothing about the document. No allow entry holds: whose document it
     * is was not said.
     */
    public Classification classify(DocumentText text) {
        return classified(text, null, null);
    }

    /** Classifies a document, as {@link #classify(DocumentText)} does, with the allow entries that hold for it. */
    public Classification classify(DocumentText text, AllowScope scope) {
        return classified(text, null, scope);
    }

    /**
     * Classifies a document, as {@link #classify(DocumentText, AllowScope)} does, but without the token classifier, or without
     * the last look, where what ran before came to its end and nothing that could be added would matter: then {@link Partial}.
     */
    public Classification classify(DocumentText text, AllowScope scope, Stop stop) {
        return classified(text, stop, scope);
    }

    /**
     * Why each finding is one and what follows from it, without its value: one explanation for each finding that counts, then
     * one for each that is suppressed. Words near a finding are tried one by one, so this takes many times longer than the
     * patterns took; what it looks at is bounded.
     *
     * @param classification what this classifier said of the text
     * @throws IndexOutOfBoundsException if a finding ends beyond the text
     */
    public List<Explanation> explain(DocumentText text, Classification classification) {
        return new Explainer(patterns, custom, rules, tokens)
                .explain(text.canonical(), classification.findings(), classification.suppressed());
    }

    /** Classifies a document, as {@link #classify(DocumentText, AllowScope)} does, and says what the token classifier scored. */
    public ScoredClassification classifyWithScores(DocumentText text, AllowScope scope) {
        Set<FindingType> others = EnumSet.noneOf(FindingType.class);
        Map<FindingType, Double> scores = new EnumMap<>(FindingType.class);
        Classification classification = classified(text, null, scope, (found, tokenTier) -> {
            found.forEach(finding -> others.add(finding.type()));
            scores.putAll(tokenTier.scores());
        });
        return new ScoredClassification(classification, others, scores);
    }

    /**
     * The sources of labelled documents that the built-in token classifier learned from: what is measured of it on these
     * proves nothing.
     *
     * @throws dev.sluice.classifier.model.ModelUnavailableException if the list is missing
     */
    public static Set<String> trainedOn() {
        return TokenTier.trainedOn();
    }

    /** SHA-256 of the token classifier's network in lower-case hex. */
    public String tokenModelSha256() {
        return tokens.modelSha256();
    }

    private Classification classified(DocumentText text, @Nullable Stop stop, @Nullable AllowScope scope) {
        return classified(text, stop, scope, (found, tokenTier) -> {});
    }

    /** {@code seen} is told what the others found and what the token classifier said, once both are known. */
    private Classification classified(
            DocumentText text,
            @Nullable Stop stop,
            @Nullable AllowScope scope,
            BiConsumer<List<Finding>, TokenTier.Outcome> seen) {
        if (text.isBlank()) {
            return new Degraded(List.of(), detectors, EnumSet.of(DegradedReason.EMPTY_TEXT));
        }
        Set<DegradedReason> reasons = EnumSet.noneOf(DegradedReason.class);
        List<DetectorFailure> failures = new ArrayList<>();
        // Every tier's findings as they are: only what no tier counts is suppressed, and nothing if one did not end.
        List<Finding> all = new ArrayList<>();
        try {
            PatternTier.Outcome first = patterns.scan(text.canonical());
            all.addAll(first.findings());
            reasons.addAll(first.reasons());
            CustomTier.Outcome own = custom.scan(text.canonical());
            all.addAll(own.findings());
            reasons.addAll(own.reasons());
            if (stop != null && reasons.isEmpty()) {
                Sifted sifted = Sifted.of(all, text.canonical(), rules, scope);
                Set<Category> most = withAllOf(laterTypes(tokens.types()), all);
                if (stop.settled().test(Category.of(sifted.counted()), most)) {
                    return stopped(sifted, most, stop, List.of(1));
                }
            }
            TokenTier.Outcome second = tokens.scan(text.canonical());
            seen.accept(all, second);
            reasons.addAll(second.reasons());
            failures.addAll(second.failures());
            all.addAll(second.findings());
            LastLookTier doubting = last != null && reasons.isEmpty() && last.doubts(second) ? last : null;
            if (doubting != null) {
                if (stop != null) {
                    Sifted sifted = Sifted.of(all, text.canonical(), rules, scope);
                    Set<Category> most = withAllOf(doubting.types(), all);
                    if (stop.settled().test(Category.of(sifted.counted()), most)) {
                        return stopped(sifted, most, stop, List.of(1, 2));
                    }
                }
                LastLookTier.Outcome third = doubting.scan(text.canonical(), List.copyOf(all));
                reasons.addAll(third.reasons());
                failures.addAll(third.failures());
                all.addAll(third.findings());
            }
            if (reasons.isEmpty()) {
                Sifted sifted = Sifted.of(all, text.canonical(), rules, scope);
                return new Exhaustive(sifted.counted(), sifted.suppressed(), detectors, doubting != null);
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            reasons.add(DegradedReason.DETECTOR_FAILED);
            failures.add(DetectorFailure.of("classifier", e));
        }
        return new Degraded(FindingOrder.ordered(all), detectors, reasons, failures);
    }

    private Partial stopped(Sifted sifted, Set<Category> most, Stop stop, List<Integer> tiers) {
        return new Partial(sifted.counted(), sifted.suppressed(), most, detectors, stop.bundleDigest(), tiers);
    }

    private Set<FindingType> laterTypes(Set<FindingType> types) {
        Set<FindingType> all = EnumSet.noneOf(FindingType.class);
        all.addAll(types);
        all.addAll(last == null ? Set.of() : last.types());
        return all;
    }

    /** The categories that there would be if detectors of these types found one of each. */
    private static Set<Category> withAllOf(Set<FindingType> types, List<Finding> findings) {
        List<Finding> most = new ArrayList<>(findings);
        types.forEach(type -> most.add(new Finding(type, null, 0, 1, 1, "later", 3)));
        return Category.of(most);
    }

    private static DetectorSet detectors(
            PatternTier patterns, TokenTier tokens, CustomRules rules, @Nullable LastLookTier last) {
        List<Detector> detectors = new ArrayList<>();
        for (Recognizer recognizer : patterns.recognizers()) {
            String table = recognizer.name() + ' ' + recognizer.version() + ' ' + patterns.lexiconDigest();
            detectors.add(new Detector(recognizer.name(), recognizer.version(), Sha256.hex(table)));
        }
        rules.described().forEach(one -> detectors.add(new Detector(one.name(), "1", Sha256.hex(one.content()))));
        detectors.add(new Detector(tokens.name(), tokens.version(), Sha256.hex(tokens.configuration())));
        if (last != null) {
            detectors.add(new Detector(LastLookTier.NAME, last.version(), Sha256.hex(last.configuration())));
        }
        return new DetectorSet(detectors);
    }
}
