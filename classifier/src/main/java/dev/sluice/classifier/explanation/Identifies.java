package dev.sluice.classifier.explanation;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.util.List;

/** Whether a finding tells who a person is. */
public enum Identifies {
    /** By itself. */
    ALONE("identifies a person by itself"),
    /** Beside a person or with health context only. */
    BESIDE("identifies only beside a person or with health context"),
    /** Not at all: it counts for another reason. */
    NO("identifies nobody, and counts for what it is");

    private final String meaning;

    Identifies(String meaning) {
        this.meaning = meaning;
    }

    /** What it means, as a sentence that lacks its subject. */
    public String meaning() {
        return meaning;
    }

    /** What holds for a type: read off from the categories that it makes, alone and with health context. */
    public static Identifies of(FindingType type) {
        Finding one = example(type);
        if (Category.of(List.of(one)).contains(Category.PII)) {
            return ALONE;
        }
        boolean beside = Category.of(List.of(one, example(FindingType.HEALTH))).contains(Category.PHI)
                && !Category.of(List.of(one)).contains(Category.PHI);
        return beside ? BESIDE : NO;
    }

    private static Finding example(FindingType type) {
        return new Finding(type, null, 0, 1, 1, "example", 1);
    }
}
