package dev.sluice.db;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The default topics and their retention. */
public final class Topics {
    /** Documents of upstream systems. */
    public static final String DOCUMENTS = "sluice.documents";
    /** Work items of the sovereign pool. */
    public static final String WORK_SOVEREIGN = "sluice.work.sovereign";
    /** Work items of the external pool. */
    public static final String WORK_EXTERNAL = "sluice.work.external";
    /** Ends of documents that stayed inside, were withheld or quarantined. */
    public static final String RESULTS_SOVEREIGN = "sluice.results.sovereign";
    /** Ends of documents whose route is EXTERNAL. */
    public static final String RESULTS_EXTERNAL = "sluice.results.external";
    /** Messages that could not be taken as documents. */
    public static final String QUARANTINE = "sluice.quarantine";
    /** Signed checkpoints of the audit log. */
    public static final String CHECKPOINTS = "sluice.checkpoints";

    /**
     * A topic as it is made where it is missing.
     *
     * @param name its name
     * @param partitions how many partitions, at least 1
     * @param retention how long records are kept
     */
    public record Definition(String name, int partitions, Duration retention) {
        /** @throws IllegalArgumentException if there is no partition or no retention */
        public Definition {
            Objects.requireNonNull(name, "name");
            if (partitions < 1 || !retention.isPositive()) {
                throw new IllegalArgumentException("a topic has a partition and a retention");
            }
        }
    }

    private static final List<Definition> DEFAULTS = List.of(
            new Definition(DOCUMENTS, 4, Duration.ofDays(7)),
            new Definition(WORK_SOVEREIGN, 4, Duration.ofDays(7)),
            new Definition(WORK_EXTERNAL, 4, Duration.ofDays(7)),
            new Definition(RESULTS_SOVEREIGN, 4, Duration.ofDays(7)),
            new Definition(RESULTS_EXTERNAL, 4, Duration.ofDays(7)),
            new Definition(QUARANTINE, 1, Duration.ofDays(30)),
            new Definition(CHECKPOINTS, 1, Duration.ofDays(365)));

    private Topics() {}

    /** Every default topic. */
    public static List<Definition> defaults() {
        return DEFAULTS;
    }
}
