package dev.sluice.bench;

import dev.sluice.bench.regex.GatedScanner;
import dev.sluice.bench.regex.PassScanner;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.Degraded;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Partial;
import dev.sluice.classifier.model.TokenTier;
import dev.sluice.classifier.pattern.PatternTier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What is measured: something that reads a text and finds things in it. */
public enum Subject {
    /** The patterns and dictionaries of the classifier, its first tier. */
    PATTERNS("patterns"),
    /** The token classifier alone, its second tier. */
    TOKENS("tokens"),
    /** The classifier as {@code sluice classify} runs it: every tier over all of the text. */
    ALL("all"),
    /** Classifier and decision as documents are routed: they may stop after the patterns where more could change nothing. */
    EARLY("early"),
    /** {@code java.util.regex}: each pattern over the whole text, one after the other. */
    REGEX("regex"),
    /** {@code java.util.regex}: at each beginning of a word the patterns that can begin with its character. */
    REGEX_GATED("regex-gated");

    /**
     * What came of a text.
     *
     * @param findings how many
     * @param early whether the classifier stopped after its patterns
     * @param reasons why the answer is degraded; empty if all of the text was read to its end
     */
    public record Answer(int findings, boolean early, Collection<DegradedReason> reasons) {}

    private final String title;

    Subject(String title) {
        this.title = title;
    }

    /** Its name in commands and reports. */
    public String title() {
        return title;
    }

    /**
     * The subject of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Subject of(String title) {
        return Arrays.stream(values())
                .filter(subject -> subject.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a subject, found " + title));
    }

    /** Reads its dictionaries or patterns and gives what is called for each text, which is thread-safe. */
    public Function<String, Answer> open() {
        return switch (this) {
            case PATTERNS -> {
                PatternTier tier = PatternTier.standard();
                yield text -> {
                    PatternTier.Outcome outcome = tier.scan(text);
                    return new Answer(outcome.findings().size(), false, outcome.reasons());
                };
            }
            case TOKENS -> {
                TokenTier tier = TokenTier.standard();
                yield text -> {
                    TokenTier.Outcome outcome = tier.scan(text);
                    return new Answer(outcome.findings().size(), false, outcome.reasons());
                };
            }
            case ALL -> {
                Classifier classifier = Classifier.standard();
                yield text -> answer(classifier.classify(DocumentText.of(text)));
            }
            case EARLY -> {
                Routing routing = new Routing();
                yield text -> answer(routing.decided(text).classification());
            }
            case REGEX -> {
                PassScanner scanner = new PassScanner();
                yield text -> new Answer(scanner.scan(text).size(), false, List.of());
            }
            case REGEX_GATED -> {
                GatedScanner scanner = new GatedScanner();
                yield text -> new Answer(scanner.scan(text).size(), false, List.of());
            }
        };
    }

    private static Answer answer(Classification classification) {
        Collection<DegradedReason> reasons =
                classification instanceof Degraded degraded ? degraded.reasons() : List.of();
        return new Answer(classification.findings().size(), classification instanceof Partial, reasons);
    }
}
