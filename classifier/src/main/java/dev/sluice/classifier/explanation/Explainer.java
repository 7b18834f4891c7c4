package dev.sluice.classifier.explanation;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.Suppression;
import dev.sluice.classifier.custom.CustomRecognizer;
import dev.sluice.classifier.custom.CustomRules;
import dev.sluice.classifier.custom.CustomTier;
import dev.sluice.classifier.model.TokenTier;
import dev.sluice.classifier.pattern.AppliedChecks;
import dev.sluice.classifier.pattern.PatternTier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Seeks the reasons of findings after the fact. Stateless and thread-safe. Inside the module only. */
public final class Explainer {
    private static final String CUSTOM = "custom/";
    private static final String EARLIER = "carried-name";

    private final PatternTier patterns;
    private final CustomTier custom;
    private final CustomRules rules;
    private final TokenTier tokens;

    /** Explains what these detectors found. */
    public Explainer(PatternTier patterns, CustomTier custom, CustomRules rules, TokenTier tokens) {
        this.patterns = patterns;
        this.custom = custom;
        this.rules = rules;
        this.tokens = tokens;
    }

    /**
     * An explanation for each finding that counts and then for each that is suppressed, in their order.
     *
     * @param text the canonical text that they are over
     */
    public List<Explanation> explain(String text, List<Finding> counted, List<Suppression> suppressed) {
        List<Finding> all = new ArrayList<>(counted);
        suppressed.forEach(one -> all.add(one.finding()));
        Reasons reasons = new Reasons(text, Values.of(text, all));
        Map<FindingType, Integer> types = new EnumMap<>(FindingType.class);
        counted.forEach(finding -> types.merge(finding.type(), 1, Integer::sum));
        List<Explanation> explanations = new ArrayList<>();
        for (Finding finding : counted) {
            explanations.add(explain(text, finding, reasons, follows(finding, types), decisive(finding, types), ""));
        }
        for (Suppression one : suppressed) {
            explanations.add(explain(text, one.finding(), reasons, Set.of(), Set.of(), one.entry()));
        }
        return List.copyOf(explanations);
    }

    private Explanation explain(
            String text,
            Finding finding,
            Reasons reasons,
            Set<Category> follows,
            Set<Category> decisive,
            String allowEntry) {
        Reasons.Sought sought = sought(finding, reasons);
        return new Explanation(
                finding,
                sought.basis(),
                sought.influences(),
                checks(text, finding),
                finding.tier() == 2 ? tokens.threshold(finding.type()) : 0,
                Identifies.of(finding.type()),
                follows,
                decisive,
                allowEntry);
    }

    private Reasons.Sought sought(Finding finding, Reasons reasons) {
        if (finding.tier() != 1) {
            return Reasons.Sought.without(finding.tier() == 2 ? Basis.NETWORK : Basis.LAST_LOOK);
        }
        if (rules.isListed(finding)) {
            return Reasons.Sought.without(Basis.WORD_LIST);
        }
        if (finding.recognizer().equals(EARLIER)) {
            return Reasons.Sought.without(Basis.EARLIER_NAME);
        }
        boolean own = finding.recognizer().startsWith(CUSTOM);
        Function<String, List<Finding>> detector = own
                ? part -> custom.scan(part).findings()
                : part -> patterns.scan(part).findings();
        return reasons.of(
                finding,
                detector,
                recognizer(finding).map(CustomRecognizer::words).orElse(Set.of()));
    }

    private List<AppliedChecks.Applied> checks(String text, Finding finding) {
        if (finding.tier() != 1) {
            return List.of();
        }
        if (finding.recognizer().startsWith(CUSTOM)) {
            String value = text.substring(finding.start(), finding.end());
            return recognizer(finding).flatMap(CustomRecognizer::checksum).stream()
                    .map(check -> AppliedChecks.of(check, value))
                    .toList();
        }
        return AppliedChecks.of(finding, text);
    }

    private Optional<CustomRecognizer> recognizer(Finding finding) {
        return rules.recognizers().stream()
                .filter(one -> finding.recognizer().equals(CUSTOM + one.name()))
                .findFirst();
    }

    /** No category asks for more than two kinds of findings, so pairs tell everything. */
    private static Set<Category> follows(Finding finding, Map<FindingType, Integer> types) {
        Set<Category> follows = EnumSet.noneOf(Category.class);
        follows.addAll(Category.of(List.of(finding)));
        for (FindingType other : types.keySet()) {
            Finding beside = example(other);
            Set<Category> together = EnumSet.noneOf(Category.class);
            together.addAll(Category.of(List.of(finding, beside)));
            together.removeAll(Category.of(List.of(beside)));
            follows.addAll(together);
        }
        return follows;
    }

    private static Set<Category> decisive(Finding finding, Map<FindingType, Integer> types) {
        if (types.getOrDefault(finding.type(), 0) != 1) {
            return Set.of();
        }
        Collection<Finding> all =
                types.keySet().stream().map(Explainer::example).toList();
        Collection<Finding> others =
                all.stream().filter(other -> other.type() != finding.type()).toList();
        Set<Category> decisive = EnumSet.noneOf(Category.class);
        decisive.addAll(Category.of(all));
        decisive.removeAll(Category.of(others));
        return decisive;
    }

    private static Finding example(FindingType type) {
        return new Finding(type, null, 0, 1, 1, "example", 1);
    }
}
