package dev.sluice.ingest;

import dev.sluice.classifier.Category;
import dev.sluice.ingest.rerun.RerunSelection;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Selections of documents to run again, by what a test says of them. */
final class Selections {
    private Selections() {}

    static RerunSelection failed() {
        return selection(Set.of("FAILED"), null, null, null);
    }

    static RerunSelection selection(
            Set<String> states, @Nullable String cause, @Nullable Category category, @Nullable String endpoint) {
        return new RerunSelection(
                states,
                Optional.ofNullable(cause),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(category),
                Optional.ofNullable(endpoint),
                Optional.empty(),
                Optional.empty());
    }

    static RerunSelection versions(String tenant, String bundle) {
        return new RerunSelection(
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(tenant),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(bundle));
    }

    static RerunSelection times(Instant since, @Nullable Instant until) {
        return new RerunSelection(
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(since),
                Optional.ofNullable(until),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
