package dev.sluice.app.evaluation;

import java.util.Comparator;

/**
 * What is reported by itself.
 *
 * @param corpus name of the file without its ending
 * @param source where the document came from
 * @param language its declared language
 */
record SourceKey(String corpus, String source, String language) implements Comparable<SourceKey> {
    private static final Comparator<SourceKey> ORDER = Comparator.comparing(SourceKey::corpus)
            .thenComparing(SourceKey::source)
            .thenComparing(SourceKey::language);

    @Override
    public int compareTo(SourceKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return corpus + " " + source + " (" + language + ")";
    }
}
