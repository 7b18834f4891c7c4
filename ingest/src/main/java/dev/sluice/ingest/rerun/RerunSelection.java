package dev.sluice.ingest.rerun;

import dev.sluice.classifier.Category;
import dev.sluice.ingest.IngestException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which documents are meant, by their newest attempt: those that are all of what is said. Without a state those that have
 * ended. Never an erased or a held one; and one with a call outside of no known outcome only where its cause is said, since
 * that is not repeated by the way.
 *
 * @param states states of the attempt; empty: any in which it has ended
 * @param cause the attempt's reason
 * @param batch the batch that made the attempt
 * @param since it ended then or later, or where it has not ended began then or later
 * @param until before this
 * @param tenant the document's tenant
 * @param category a category that was found
 * @param endpoint an endpoint that was called, or that the newest decision lists
 * @param detectors digest of the detectors that classified it, or its first eight or more digits
 * @param bundle digest of the bundle of its newest decision, or its first eight or more digits
 */
public record RerunSelection(
        Set<String> states,
        Optional<String> cause,
        Optional<UUID> batch,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<String> tenant,
        Optional<Category> category,
        Optional<String> endpoint,
        Optional<String> detectors,
        Optional<String> bundle) {
    /** States that a newest attempt can have and that can be run again. */
    public static final Set<String> STATES =
            Set.of("RECEIVED", "DECIDED", "DISPATCHED", "WAITING", "IN_REVIEW", "COMPLETED", "WITHHELD", "FAILED");

    private static final Pattern CAUSE = Pattern.compile("[A-Z0-9_]{1,80}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/@+=-]{1,200}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{8,64}");

    /**
     * Checks that they are codes, since records name them.
     *
     * @throws IngestException if one is none, or the end is not after the beginning
     */
    public RerunSelection {
        states = Set.copyOf(states);
        for (String state : states) {
            require(
                    STATES.contains(state),
                    "a state is one of COMPLETED, WITHHELD, FAILED, WAITING, IN_REVIEW and so on");
        }
        require(cause.map(CAUSE.asMatchPredicate()::test).orElse(true), "a cause is a code like ENDPOINT_DOWN");
        require(tenant.map(NAME.asMatchPredicate()::test).orElse(true), "a tenant is named without blanks");
        require(endpoint.map(NAME.asMatchPredicate()::test).orElse(true), "an endpoint is named as in the bundle");
        require(
                detectors.map(DIGEST.asMatchPredicate()::test).orElse(true)
                        && bundle.map(DIGEST.asMatchPredicate()::test).orElse(true),
                "a version is a digest's first eight or more digits, in lower case");
        require(
                since.isEmpty() || until.isEmpty() || since.get().isBefore(until.get()),
                "the end of a time lies after its beginning");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IngestException(otherwise);
        }
    }

    /** Whether it says nothing. */
    public boolean everything() {
        return said().isEmpty();
    }

    /** What it says, as codes by name, for records. */
    public SortedMap<String, Object> said() {
        SortedMap<String, Object> said = new TreeMap<>();
        if (!states.isEmpty()) {
            said.put("states", states.stream().sorted().toList());
        }
        Map.of(
                        "cause", cause,
                        "batch", batch,
                        "since", since,
                        "until", until,
                        "tenant", tenant,
                        "category", category,
                        "endpoint", endpoint,
                        "detectors", detectors,
                        "bundle", bundle)
                .forEach((name, value) -> value.ifPresent(one -> said.put(name, one.toString())));
        return said;
    }
}
