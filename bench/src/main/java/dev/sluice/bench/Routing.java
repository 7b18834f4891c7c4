package dev.sluice.bench;

import dev.sluice.classifier.AllowScope;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.CodePoints;
import dev.sluice.classifier.DocumentText;
import dev.sluice.policy.Decision;
import dev.sluice.policy.Declarations;
import dev.sluice.policy.DocumentContext;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * How a document on its way is classified and decided: the token classifier is left out where the policy says that nothing
 * it could find would change the decision. Extraction and storage are left out. Thread-safe.
 */
final class Routing {
    /** What was found and what follows. */
    record Decided(Classification classification, Decision decision) {}

    private static final Declarations ORDINARY = Declarations.ordinary("summarise");

    private final PolicyEngine policy;
    private final Classifier classifier;

    /** With the installed default bundle. */
    Routing() {
        PolicyBundle bundle = PolicyBundle.installedDefault();
        policy = new PolicyEngine(bundle, Clock.systemUTC());
        classifier = Classifier.standard().with(bundle.customRules());
    }

    /** Classifies and decides a document of which nothing but its text is known. */
    Decided decided(String text) {
        DocumentText document = DocumentText.of(text);
        DocumentContext known = DocumentContext.beforeClassification(
                true, !document.isBlank(), CodePoints.length(document), Set.of(), ORDINARY);
        AllowScope scope = new AllowScope(ORDINARY.tenant(), "", LocalDate.now(ZoneOffset.UTC));
        Classification classification = classifier.classify(document, scope, policy.stop(known));
        return new Decided(classification, policy.decide(known.with(classification)));
    }
}
