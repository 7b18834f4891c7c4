package dev.sluice.classifier.explanation;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.pattern.Neighbourhood.Kind;
import dev.sluice.classifier.pattern.Neighbourhood.Part;
import dev.sluice.classifier.pattern.NeutralWords;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Has a detector look at an excerpt again and again, each time with other words replaced by neutral ones. */
final class Trial {
    private final Excerpt excerpt;
    private final Finding finding;
    private final Function<String, List<Finding>> detector;

    Trial(Excerpt excerpt, Finding finding, Function<String, List<Finding>> detector) {
        this.excerpt = excerpt;
        this.finding = finding;
        this.detector = detector;
    }

    /** How sure the detector is of the finding as the text stands. */
    double asItStands() {
        return excerpt.confidence(detector.apply(excerpt.text()), finding);
    }

    /**
     * How sure it is without some parts, which lie in the excerpt: of the answers with each choice of neutral words the one
     * that is nearest to the answer with them, so that a neutral word has no effect of its own.
     */
    double without(Collection<Part> parts) {
        double nearest = without(parts, 0);
        for (int choice = 1; choice < NeutralWords.CHOICES && nearest != finding.confidence(); choice++) {
            double other = without(parts, choice);
            nearest =
                    Math.abs(other - finding.confidence()) < Math.abs(nearest - finding.confidence()) ? other : nearest;
        }
        return nearest;
    }

    private double without(Collection<Part> parts, int choice) {
        StringBuilder text = new StringBuilder(excerpt.text());
        for (Part part : parts) {
            String written = excerpt.text().substring(part.start(), part.end());
            text.replace(
                    part.start(),
                    part.end(),
                    part.kind() == Kind.WORD
                            ? NeutralWords.inPlaceOf(written, choice)
                            : NeutralWords.inPlaceOfSign(written, choice));
        }
        return excerpt.confidence(detector.apply(text.toString()), finding);
    }
}
