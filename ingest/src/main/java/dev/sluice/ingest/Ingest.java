package dev.sluice.ingest;

import dev.sluice.classifier.Classifier;
import dev.sluice.db.KeyRing;
import dev.sluice.ingest.batch.BatchEngine;
import dev.sluice.ingest.extract.Extractor;
import dev.sluice.ingest.rerun.QuarantineReruns;
import dev.sluice.ingest.rerun.RerunPlans;
import dev.sluice.policy.PolicyEngine;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The role {@code ingest}: from the documents topics to work items. Several nodes may run it against one database and one
 * cluster: Kafka spreads the partitions, leases in the database the batches.
 */
public final class Ingest implements AutoCloseable {
    private final BatchEngine engine;
    private final RerunPlans reruns;
    private final QuarantineReruns quarantine;

    /**
     * Wires the parts; nothing runs before {@link #start()}.
     *
     * @param settings what to read and how
     * @param asIngest the database as role INGEST, with room for at least {@code jobs + 5} connections
     * @param keys a ring that holds both content keys, CLEARANCE and LOOKUP
     * @param clientProperties bootstrap servers and security of Kafka clients
     * @param policy decides
     * @param classifier finds what is sensitive
     * @param extractor reads documents; stays the caller's to close, after {@link #stop()}
     */
    public Ingest(
            IngestSettings settings,
            DataSource asIngest,
            KeyRing keys,
            Map<String, Object> clientProperties,
            PolicyEngine policy,
            Classifier classifier,
            Extractor extractor) {
        this.engine = new BatchEngine(settings, asIngest, keys, clientProperties, policy, classifier, extractor);
        this.reruns = new RerunPlans(asIngest, policy.bundle().digest(), engine::routeNow, engine::nudge);
        this.quarantine = new QuarantineReruns(asIngest, engine::nudge);
    }

    /** Starts planning, running batches, relaying and redispatching. */
    public void start() {
        engine.start();
    }

    /** Ends after the chunks in hand; what they wrote is published. Batches that are not done go on at the next start. */
    public void stop() {
        engine.stop();
    }

    /**
     * Plans and starts reruns; usable as long as this object is not closed, whether or not it was started.
     *
     * @return the plans
     */
    public RerunPlans reruns() {
        return reruns;
    }

    /**
     * Plans and starts reruns of messages in quarantine; usable as {@link #reruns()} is.
     *
     * @return the plans
     */
    public QuarantineReruns quarantine() {
        return quarantine;
    }

    @Override
    public void close() {
        stop();
    }
}
