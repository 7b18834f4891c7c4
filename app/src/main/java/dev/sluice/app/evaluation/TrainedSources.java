package dev.sluice.app.evaluation;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The sources that the model learned from: their figures say how well it remembers. A source that is put together of
 * others, {@code A + B}, is one of them if any part is.
 *
 * @param names as documents name their source
 */
record TrainedSources(Set<String> names) {
    private static final Pattern JOINED = Pattern.compile(" + ", Pattern.LITERAL);

    TrainedSources {
        names = Set.copyOf(names);
    }

    boolean include(SourceKey key) {
        return Arrays.stream(JOINED.split(key.source())).anyMatch(names::contains);
    }
}
