package dev.sluice.classifier.rendition;

import java.util.List;

/**
 * An answer with values in the place of what stood for them. It is as sensitive as the document.
 */
public final class Reidentification {
    /**
     * A placeholder in the answer, as it came, that stands for nothing of the document.
     *
     * @param start first UTF-16 unit in the answer
     * @param end one past the last
     */
    public record UnknownPlaceholder(int start, int end) {}

    private final String text;
    private final int replaced;
    private final List<UnknownPlaceholder> unknown;

    Reidentification(String text, int replaced, List<UnknownPlaceholder> unknown) {
        this.text = text;
        this.replaced = replaced;
        this.unknown = List.copyOf(unknown);
    }

    /** The answer with values. */
    public String text() {
        return text;
    }

    /** How many places were filled. */
    public int replaced() {
        return replaced;
    }

    /** Placeholders that a model made up, or that the document itself held; they stay in the text. */
    public List<UnknownPlaceholder> unknown() {
        return unknown;
    }

    @Override
    public String toString() {
        return "Reidentification[" + replaced + " replaced, " + unknown.size() + " unknown]";
    }
}
