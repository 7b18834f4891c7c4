package dev.sluice.classifier.custom;

import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.pattern.Checksum;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A recognizer that an organisation wrote: a bounded pattern, a checksum if it has one, and words that must stand near
 * if it needs them. A match begins and ends at the border of a word. Immutable and thread-safe.
 */
public final class CustomRecognizer {
    private final String name;
    private final FindingType type;
    private final BoundedPattern pattern;
    private final boolean anyCase;
    private final Optional<ContextWords> context;
    private final Predicate<String> checksum;
    private final double confidence;
    private final String form;
    private final Optional<Checksum> named;

    CustomRecognizer(
            String name,
            FindingType type,
            String pattern,
            boolean anyCase,
            Optional<ContextWords> context,
            Predicate<String> checksum,
            double confidence,
            String form) {
        this(name, type, pattern, anyCase, context, checksum, confidence, form, Optional.empty());
    }

    private CustomRecognizer(
            String name,
            FindingType type,
            String pattern,
            boolean anyCase,
            Optional<ContextWords> context,
            Predicate<String> checksum,
            double confidence,
            String form,
            Optional<Checksum> named) {
        this.named = named;
        this.name = RuleName.checked(name);
        this.type = type;
        this.pattern = BoundedPattern.compile(pattern, anyCase);
        this.anyCase = anyCase;
        this.context = context;
        this.checksum = checksum;
        this.confidence = RuleName.confidence(confidence);
        this.form = form;
    }

    /**
     * Compiles a recognizer.
     *
     * @param name lower-case letters, digits and hyphens
     * @param pattern in the language of docs/custom-recognizers.md
     * @param anyCase whether upper and lower case, and accents, make no difference
     * @param context words of which one must stand near, or empty if the form alone tells enough
     * @param checksum what the letters and digits of a match must pass, or empty
     * @param confidence greater than 0, at most 1
     * @throws RefusedRuleException if something of it is not accepted, with what to write instead
     */
    public static CustomRecognizer of(
            String name,
            FindingType type,
            String pattern,
            boolean anyCase,
            Optional<ContextWords> context,
            Optional<Checksum> checksum,
            double confidence) {
        String form = String.join(
                "\n",
                name,
                type.name(),
                pattern,
                anyCase ? "any case" : "exact case",
                context.map(ContextWords::toString).orElse("no context"),
                checksum.map(Checksum::name).orElse("no checksum"),
                Double.toString(confidence));
        Predicate<String> check =
                checksum.<Predicate<String>>map(one -> one::accepts).orElse(value -> true);
        return new CustomRecognizer(name, type, pattern, anyCase, context, check, confidence, form, checksum);
    }

    /**
     * Runs the recognizer over its examples.
     *
     * @param matches texts in which it must find something, at least one
     * @param ignores texts in which it must find nothing, at least one
     * @throws RefusedRuleException if a list is empty or an example comes out otherwise; the message counts them from 1
     */
    public void prove(List<String> matches, List<String> ignores) {
        if (matches.isEmpty() || ignores.isEmpty()) {
            throw new RefusedRuleException(
                    "the recognizer " + name + " has no example of " + (matches.isEmpty() ? "a match" : "what is none"),
                    "Write at least one text under \"matches\" and one under \"ignores\"");
        }
        for (int i = 0; i < matches.size(); i++) {
            if (!finds(matches.get(i))) {
                throw new RefusedRuleException(
                        "the recognizer " + name + " finds nothing in example " + (i + 1) + " of \"matches\"",
                        "Change the example, or the pattern, context or checksum that keeps it out");
            }
        }
        for (int i = 0; i < ignores.size(); i++) {
            if (finds(ignores.get(i))) {
                throw new RefusedRuleException(
                        "the recognizer " + name + " finds something in example " + (i + 1) + " of \"ignores\"",
                        "Narrow the pattern, or name words that must stand near in \"context\"");
            }
        }
    }

    private boolean finds(String text) {
        CustomTier.Outcome outcome = new CustomTier(List.of(this), List.of()).scan(text);
        if (!outcome.reasons().isEmpty()) {
            throw new RefusedRuleException(
                    "the recognizer " + name + " failed: " + outcome.reasons(), "Shorten the example");
        }
        return !outcome.findings().isEmpty();
    }

    /** Its name, which its findings carry behind {@code custom/}. */
    public String name() {
        return name;
    }

    /** The type of its findings. */
    public FindingType type() {
        return type;
    }

    /** The check digits that its matches must pass, if they must. */
    public Optional<Checksum> checksum() {
        return named;
    }

    /** The words of its context in lower case without accents, each by itself. */
    public Set<String> words() {
        return context.map(ContextWords::words).orElse(Set.of());
    }

    String detector() {
        return "custom/" + name;
    }

    /** What it says, for the digest. */
    String form() {
        return form;
    }

    BoundedPattern pattern() {
        return pattern;
    }

    boolean anyCase() {
        return anyCase;
    }

    Optional<ContextWords> context() {
        return context;
    }

    boolean passes(String value) {
        return checksum.test(value);
    }

    double confidence() {
        return confidence;
    }
}
