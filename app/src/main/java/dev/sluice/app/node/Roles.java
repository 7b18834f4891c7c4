package dev.sluice.app.node;

import dev.sluice.app.DataFolder;
import dev.sluice.app.Detectors;
import dev.sluice.classifier.Classifier;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import dev.sluice.db.Topics;
import dev.sluice.inference.PoolSettings;
import dev.sluice.inference.WorkerPool;
import dev.sluice.ingest.Ingest;
import dev.sluice.ingest.IngestSettings;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.ingest.extract.Extractor;
import dev.sluice.ingest.intake.IntakeLimits;
import dev.sluice.ingest.intake.OwnClaims;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import dev.sluice.policy.Pool;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What decides and what has the work done, under one bundle. Each role gets its own database user and its own view of the
 * key ring, and nothing else: what a role may touch is what stands in this class and in {@link LogRole}. Closing ends the
 * roles in the order in which work flows, so that nothing is left half done.
 */
final class Roles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Roles.class);
    private static final Clock CLOCK = Clock.systemUTC();

    private final List<AutoCloseable> intake = new ArrayList<>();
    private final List<AutoCloseable> workerPools = new ArrayList<>();
    private final Classifier classifier;
    private final Ingest ingest;
    private final Extractor extractor;

    private Roles(
            DataFolder folder,
            Services services,
            PolicyBundle bundle,
            ExtractionSettings extraction,
            Optional<IntakeConfig> config,
            boolean sole) {
        // What comes in and what models answer is classified by the same rules: those of the bundle that decides.
        this.classifier = Detectors.ready(bundle.customRules(), config.flatMap(own -> own.lastLook(bundle)));
        IntakeLimits limits = config.map(IntakeConfig::limits).orElse(IntakeLimits.DEFAULTS);
        // One number: what intake takes is what extraction reads.
        this.extractor = opened(new Extractor(
                extraction.withMaxDocumentBytes(limits.documentBytes()).withHidden(folder.root())));
        OwnClaims claims = new OwnClaims(folder.source().toString(), folder.claims());
        IngestSettings settings = config.map(own -> own.settings(claims))
                .orElseGet(() ->
                        IngestSettings.of(folder.claims(), Topics.DOCUMENTS).withOwnClaims(claims));
        this.ingest = opened(new Ingest(
                sole ? settings.asSoleNode() : settings,
                services.database().dataSource(DatabaseRole.INGEST),
                keys(folder, KeyName.SOVEREIGN_CONTENT, KeyName.EXTERNAL_CONTENT, KeyName.CLEARANCE, KeyName.LOOKUP),
                services.kafkaClient(),
                new PolicyEngine(bundle, CLOCK),
                classifier,
                extractor));
    }

    private void startAll(DataFolder folder, Services services, PolicyBundle bundle, Optional<IntakeConfig> config) {
        config.map(IntakeConfig::ownTopics)
                .filter(own -> !own.isEmpty())
                .ifPresent(own -> Topics.createMissing(services.kafkaClient(), own));
        for (Pool pool : Pool.values()) {
            WorkerPool workers = pool(pool, folder, services, bundle);
            workerPools.add(workers);
            workers.start();
        }
        intake.addLast(ExtractionFile.keep(folder, extractor::health, extractor.measures()));
        ingest.start();
    }

    /**
     * Starts every role on the services, unless a detector does not work: then nothing is taken in.
     *
     * @param config what may come in and from whom; else the default topic, any source and tenant
     * @param sole whether no other process can own a batch of this database
     * @throws dev.sluice.app.ServiceMissingException if a detector does not work; the message says what to do
     */
    static Roles start(
            DataFolder folder,
            Services services,
            PolicyBundle bundle,
            ExtractionSettings extraction,
            Optional<IntakeConfig> config,
            boolean sole) {
        Roles roles = new Roles(folder, services, bundle, extraction, config, sole);
        try {
            roles.startAll(folder, services, bundle, config);
        } catch (RuntimeException failure) {
            roles.close();
            throw failure;
        }
        return roles;
    }

    /** Roles that do not run: they plan for those that run elsewhere. */
    static Roles standby(DataFolder folder, Services services, PolicyBundle bundle, ExtractionSettings extraction) {
        return new Roles(folder, services, bundle, extraction, Optional.empty(), false);
    }

    private WorkerPool pool(Pool pool, DataFolder folder, Services services, PolicyBundle bundle) {
        boolean inside = pool == Pool.SOVEREIGN;
        return new WorkerPool(
                pool,
                services.database().dataSource(inside ? DatabaseRole.WORKER_SOVEREIGN : DatabaseRole.WORKER_EXTERNAL),
                keys(folder, inside ? KeyName.SOVEREIGN_CONTENT : KeyName.EXTERNAL_CONTENT),
                services.kafkaClient(),
                bundle,
                classifier,
                PoolSettings.standard(pool),
                CLOCK);
    }

    private static KeyRing keys(DataFolder folder, KeyName... held) {
        return KeyRing.open(folder.keys(), Set.of(held));
    }

    private <T extends AutoCloseable> T opened(T role) {
        intake.addFirst(role);
        return role;
    }

    Ingest ingest() {
        return ingest;
    }

    /** In the order in which work flows, so that each role can finish what the one before it handed over. */
    @Override
    public void close() {
        for (List<AutoCloseable> part : List.of(intake, workerPools)) {
            for (AutoCloseable role : part) {
                try {
                    role.close();
                } catch (Exception e) {
                    LOG.warn("a role did not stop cleanly", e);
                }
            }
        }
    }
}
