package dev.sluice.classifier.custom;

import java.util.regex.Pattern;

/** The form of the names that rules have. */
final class RuleName {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private RuleName() {}

    static String checked(String name) {
        if (!FORM.matcher(name).matches()) {
            throw new RefusedRuleException(
                    "found the name \"" + name + "\"", "Write lower-case letters, digits and hyphens, a letter first");
        }
        return name;
    }

    static double confidence(double confidence) {
        if (!(confidence > 0 && confidence <= 1)) {
            throw new RefusedRuleException(
                    "found the confidence " + confidence, "Write a number above 0, at most 1, such as 0.9");
        }
        return confidence;
    }
}
