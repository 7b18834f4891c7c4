package dev.sluice.app;

import dev.sluice.classifier.AllowScope;
import dev.sluice.classifier.Category;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.CodePoints;
import dev.sluice.classifier.DocumentText;
import dev.sluice.policy.Decision;
import dev.sluice.policy.Declarations;
import dev.sluice.policy.DocumentContext;
import dev.sluice.policy.PolicyEngine;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * The decision on a document of which nothing but its text is known: no envelope declares anything, and the task is an
 * ordinary one. What {@code classify} and {@code evaluate} call cleared comes from here.
 */
public final class OrdinaryTask {
    private static final String NAME = "summarise";

    /** It comes from nowhere: allow entries of one source do not hold for it. */
    private static final String NO_SOURCE = "";

    private OrdinaryTask() {}

    /** Where such a document stands today, for the bundle's allow entries. */
    public static AllowScope scope() {
        return new AllowScope(Declarations.ordinary(NAME).tenant(), NO_SOURCE, LocalDate.now(ZoneOffset.UTC));
    }

    /** Whether a document of these categories, all of which was read by every detector, would be cleared. */
    public static boolean clears(PolicyEngine policy, DocumentText text, Set<Category> categories) {
        return policy.decide(DocumentContext.wholly(categories, CodePoints.length(text), Declarations.ordinary(NAME)))
                .cleared();
    }

    /** Whether the policies let an endpoint read a document of these categories. */
    public static boolean mayRead(PolicyEngine policy, String endpoint, Set<Category> categories) {
        return policy.decide(DocumentContext.wholly(categories, 0, Declarations.ordinary(NAME))).candidates().stream()
                .anyMatch(candidate -> candidate.endpoint().equals(endpoint) && candidate.permitted());
    }

    /**
     * Decides under the engine's bundle.
     *
     * @param complete everything in the document was read
     * @param anythingRead some text was read
     */
    public static Decision decide(
            PolicyEngine policy,
            DocumentText text,
            boolean complete,
            boolean anythingRead,
            Classification classification) {
        return policy.decide(DocumentContext.of(
                complete, anythingRead, CodePoints.length(text), classification, Declarations.ordinary(NAME)));
    }
}
