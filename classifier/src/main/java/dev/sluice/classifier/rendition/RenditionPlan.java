package dev.sluice.classifier.rendition;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of each type of finding; data of a policy. A type that the plan doesn't name is masked, or withheld if it
 * speaks of the whole document (a marking, a clinical record, an amount beside a word for pay): a mark that is
 * painted over has not been lifted.
 *
 * @param actions an action for every type
 */
public record RenditionPlan(Map<FindingType, Action> actions) {
    private static final Set<Category> OF_A_SPAN = Set.of(Category.CREDENTIALS, Category.PCI, Category.HEALTH_INFO);
    private static final Set<Category> IMPERSONAL = Set.of(Category.HEALTH_INFO);
    private static final Set<FindingType> DATES = Set.of(FindingType.DATE, FindingType.DATE_OF_BIRTH);

    /** Numbers long enough to be encrypted. Others have a surrogate, which is such a number too where there is one. */
    private static final Set<FindingType> OF_FIXED_FORM = Set.of(
            FindingType.PHONE,
            FindingType.FAX,
            FindingType.SSN,
            FindingType.NATIONAL_ID,
            FindingType.TAX_ID,
            FindingType.PASSPORT,
            FindingType.CARD,
            FindingType.IBAN,
            FindingType.ROUTING_NUMBER);

    /**
     * Completes and checks the actions.
     *
     * @throws IllegalArgumentException if a type that identifies or protects somebody is kept, or a type that speaks of
     *     the whole document has another action than {@link Action#WITHHOLD}
     */
    public RenditionPlan {
        Map<FindingType, Action> all = new EnumMap<>(FindingType.class);
        for (FindingType type : FindingType.values()) {
            boolean whole = isOfWholeDocument(type);
            Action action = actions.getOrDefault(type, whole ? Action.WITHHOLD : Action.MASK);
            if (whole && action != Action.WITHHOLD) {
                throw new IllegalArgumentException(
                        "RenditionPlan: expected WITHHOLD for " + type + ", found " + action);
            }
            if (action == Action.KEEP && !isImpersonal(type)) {
                throw new IllegalArgumentException("RenditionPlan: expected " + type + " to be replaced, found KEEP");
            }
            all.put(type, action);
        }
        actions = Map.copyOf(all);
    }

    /**
     * The safe default: placeholders for what identifies, three digits of a postal code, years of dates, {@code 90+};
     * secrets are masked; health terms stay, and {@link Category#HEALTH_INFO} with them.
     */
    public static RenditionPlan standard() {
        Map<FindingType, Action> actions = new EnumMap<>(FindingType.class);
        for (FindingType type : FindingType.values()) {
            if (type.letter().isPresent()) {
                actions.put(type, Action.PLACEHOLDER);
            }
        }
        for (FindingType type : List.of(
                FindingType.POSTAL_CODE, FindingType.AGE_OVER_89, FindingType.DATE, FindingType.DATE_OF_BIRTH)) {
            actions.put(type, Action.GENERALISE);
        }
        actions.put(FindingType.HEALTH, Action.KEEP);
        return new RenditionPlan(actions);
    }

    /** Masks all that can be masked. */
    public static RenditionPlan strictest() {
        return new RenditionPlan(Map.of());
    }

    /**
     * For texts that are to read as ever and whose people can still be told apart: dates are moved, numbers of a fixed form are
     * encrypted in place, whatever else identifies has a surrogate; all other types as in {@link #standard()}. What one value
     * became is linkable within its scope.
     */
    public static RenditionPlan pseudonym() {
        Map<FindingType, Action> actions = new EnumMap<>(standard().actions());
        actions.replaceAll((type, action) -> action == Action.PLACEHOLDER ? Action.PSEUDONYM : action);
        DATES.forEach(type -> actions.put(type, Action.SHIFT_DATE));
        OF_FIXED_FORM.forEach(type -> actions.put(type, Action.FORMAT_PRESERVING));
        return new RenditionPlan(actions);
    }

    /**
     * This plan with another action for one type.
     *
     * @throws IllegalArgumentException if the type can't have that action
     */
    public RenditionPlan with(FindingType type, Action action) {
        Map<FindingType, Action> changed = new EnumMap<>(actions);
        changed.put(type, action);
        return new RenditionPlan(changed);
    }

    /** The action for a type. */
    public Action action(FindingType type) {
        return actions.getOrDefault(type, Action.MASK);
    }

    private static boolean isOfWholeDocument(FindingType type) {
        return type.letter().isEmpty() && !OF_A_SPAN.containsAll(categories(type));
    }

    private static boolean isImpersonal(FindingType type) {
        return type.letter().isEmpty() && categories(type).equals(IMPERSONAL);
    }

    private static Set<Category> categories(FindingType type) {
        return Category.of(List.of(new Finding(type, type.letter().orElse(null), 0, 1, 1, "plan", 1)));
    }
}
