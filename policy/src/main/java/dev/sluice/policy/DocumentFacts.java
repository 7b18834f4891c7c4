package dev.sluice.policy;

import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.Value;
import dev.sluice.classifier.Category;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What policies may know about a document, in the words of a schema: the key under which verdicts are cached. */
public record DocumentFacts(
        boolean complete,
        Exhaustiveness exhaustiveness,
        Set<Category> categories,
        MinimumSensitivity minSensitivity,
        String purpose,
        String jurisdiction,
        Residency residency) {
    public DocumentFacts {
        categories = Set.copyOf(categories);
    }

    /** What a context says, in the words of a schema. */
    public static DocumentFacts of(DocumentContext context, Vocabulary vocabulary) {
        return new DocumentFacts(
                context.complete() && context.anythingRead(),
                context.exhaustiveness(),
                context.categories(),
                context.minSensitivity(),
                vocabulary.declared("Purpose", context.purpose()),
                vocabulary.declared("Jurisdiction", context.jurisdiction()),
                Residency.of(context.residency(), vocabulary));
    }

    /** The attributes of a request that speak of the document. */
    public Map<String, Value> context() {
        Map<String, Value> context = new HashMap<>();
        context.put("everythingWasRead", new PrimBool(complete));
        context.put("detectors", CedarPolicies.word("Detectors", exhaustiveness.name()));
        context.put("holdsAnyCategory", new PrimBool(!categories.isEmpty()));
        for (Category category : Category.values()) {
            context.put(attribute(category), new PrimBool(categories.contains(category)));
        }
        context.put("minimumSensitivity", CedarPolicies.word("Sensitivity", minSensitivity.name()));
        context.put("purpose", CedarPolicies.word("Purpose", purpose));
        context.put("jurisdiction", CedarPolicies.word("Jurisdiction", jurisdiction));
        return context;
    }

    /** The attribute that says whether a category was found. */
    public static String attribute(Category category) {
        return switch (category) {
            case PHI -> "holdsHealthRecords";
            case PII -> "holdsPersonalData";
            case PCI -> "holdsCardData";
            case FINANCIAL -> "holdsFinancialData";
            case CREDENTIALS -> "holdsCredentials";
            case LEGAL_PRIVILEGED -> "isLegallyPrivileged";
            case EXPORT_CONTROLLED -> "isExportControlled";
            case CONFIDENTIAL -> "isConfidential";
            case HEALTH_INFO -> "holdsHealthInformation";
        };
    }
}
