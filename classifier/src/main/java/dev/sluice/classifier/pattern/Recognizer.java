package dev.sluice.classifier.pattern;

/**
 * Looks closer at the tokens that wake it and reports what it recognises. Stateless and thread-safe. It looks a bounded
 * number of tokens around, so the work stays linear in the text.
 */
public interface Recognizer {
    /** Unique name, kept in every finding. */
    String name();

    /** Version; raised whenever the recognizer answers differently. */
    default String version() {
        return "1";
    }

    /** The bits of the cues that wake it; a token with any of them is shown to it. */
    long triggers();

    /** Looks at the token and emits findings to the scan. */
    void look(Scan scan, int token);
}
