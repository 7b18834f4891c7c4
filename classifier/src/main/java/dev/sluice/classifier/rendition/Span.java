package dev.sluice.classifier.rendition;

import dev.sluice.classifier.FindingType;

/**
 * A stretch of the source that is to be replaced.
 *
 * @param start first UTF-16 unit
 * @param end one past the last
 * @param identity what all mentions of one value have in common; a value, never to be written
 */
record Span(int start, int end, FindingType type, Action action, String identity) {
    /** What a value is known by: the parts of a name, else its letters and digits, else itself. */
    static String identity(FindingType type, String value) {
        if (type == FindingType.PERSON) {
            String parts = String.join(" ", PersonName.parts(value));
            if (!parts.isBlank()) {
                return parts;
            }
        }
        String folded = FoldedText.fold(value);
        return folded.isEmpty() ? value : folded;
    }

    @Override
    public String toString() {
        return "Span[" + start + ", " + end + ", " + type + ", " + action + "]";
    }
}
