package dev.sluice.ingest.query;

import dev.sluice.ingest.IngestException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of quarantine are meant: those that are all of what is said.
 *
 * @param ids quarantine ids; empty: any
 * @param cause the newest reason they are there
 * @param batch the batch that set them aside
 * @param topic the topic's name
 */
public record QuarantineSelection(Set<UUID> ids, Optional<String> cause, Optional<UUID> batch, Optional<String> topic) {
    /** All of them. */
    public static final QuarantineSelection ALL =
            new QuarantineSelection(Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The condition on rows of {@code sluice.quarantined} that are meant, by the names of {@link #parameters()}. */
    public static final String PREDICATE = """
            (cardinality(cast(:ids as uuid[])) = 0 or quarantine_id = any (:ids))
             and (cast(:cause as text) is null or reason = :cause)
             and (cast(:batch as uuid) is null or batch_id = :batch)
             and (cast(:topic as text) is null or topic = :topic)""";

    private static final Pattern CAUSE = Pattern.compile("[A-Z0-9_]{1,64}");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    /**
     * Checks that they are codes, since records name them.
     *
     * @throws IngestException if cause or topic is none
     */
    public QuarantineSelection {
        ids = Set.copyOf(ids);
        if (cause.isPresent() && !CAUSE.matcher(cause.get()).matches()) {
            throw new IngestException("the reason of a quarantine is a code like TENANT_NOT_ALLOWED");
        }
        if (topic.isPresent() && !TOPIC.matcher(topic.get()).matches()) {
            throw new IngestException("a topic's name is of letters, digits and . _ -");
        }
    }

    /** What fills {@link #PREDICATE}. */
    public Map<String, @Nullable Object> parameters() {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("ids", ids.toArray(UUID[]::new));
        parameters.put("cause", cause.orElse(null));
        parameters.put("batch", batch.orElse(null));
        parameters.put("topic", topic.orElse(null));
        return parameters;
    }

    /** Whether it says nothing: every message is meant. */
    public boolean everything() {
        return equals(ALL);
    }
}
