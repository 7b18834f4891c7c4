package dev.sluice.classifier;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a document is, derived from its findings. */
public enum Category {
    /** Protected health information: an identifier of a person together with health context, anywhere. */
    PHI,
    /** Personal data: an identifier of a person. */
    PII,
    /** Payment card data. */
    PCI,
    /** Transactions, salaries, customers' finances. */
    FINANCIAL,
    /** Keys, tokens, passwords. */
    CREDENTIALS,
    /** Marked as legally privileged. */
    LEGAL_PRIVILEGED,
    /** Marked as export controlled. */
    EXPORT_CONTROLLED,
    /** Marked as confidential. */
    CONFIDENTIAL,
    /** Health context, with or without an identifier. */
    HEALTH_INFO;

    /**
     * A category holds if every role of one of its rules is present. No rule asks for an absence, so a further finding
     * can only add categories.
     */
    private record Rule(Category category, Set<Role> roles) {}

    private static final List<Rule> RULES = List.of(
            new Rule(PHI, Set.of(Role.IDENTIFIER, Role.HEALTH_CONTEXT)),
            new Rule(PHI, Set.of(Role.QUASI_IDENTIFIER, Role.HEALTH_CONTEXT)),
            new Rule(PHI, Set.of(Role.CLINICAL_RECORD)),
            new Rule(PII, Set.of(Role.IDENTIFIER)),
            new Rule(PCI, Set.of(Role.CARD_DATA)),
            new Rule(FINANCIAL, Set.of(Role.FINANCE)),
            new Rule(CREDENTIALS, Set.of(Role.CREDENTIAL)),
            new Rule(LEGAL_PRIVILEGED, Set.of(Role.PRIVILEGE)),
            new Rule(EXPORT_CONTROLLED, Set.of(Role.EXPORT)),
            new Rule(CONFIDENTIAL, Set.of(Role.CONFIDENCE)),
            new Rule(HEALTH_INFO, Set.of(Role.HEALTH_CONTEXT)));

    /**
     * The categories of a document with these findings. Monotone: a superset of findings gives a superset of
     * categories.
     */
    public static Set<Category> of(Collection<Finding> findings) {
        Set<Role> present = EnumSet.noneOf(Role.class);
        findings.forEach(finding -> present.addAll(finding.type().roles()));
        Set<Category> categories = EnumSet.noneOf(Category.class);
        for (Rule rule : RULES) {
            if (present.containsAll(rule.roles())) {
                categories.add(rule.category());
            }
        }
        return Set.copyOf(categories);
    }
}
