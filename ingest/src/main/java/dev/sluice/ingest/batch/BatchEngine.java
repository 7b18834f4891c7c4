package dev.sluice.ingest.batch;

import dev.sluice.audit.AuditLog;
import dev.sluice.classifier.Classifier;
import dev.sluice.db.ContentStore;
import dev.sluice.db.KafkaProducers;
import dev.sluice.db.KeyRing;
import dev.sluice.db.Outbox;
import dev.sluice.db.UuidV7;
import dev.sluice.ingest.IngestSettings;
import dev.sluice.ingest.extract.Extractor;
import dev.sluice.ingest.intake.Intake;
import dev.sluice.ingest.rerun.Foreseen;
import dev.sluice.policy.ClearanceSigner;
import dev.sluice.policy.DecisionStore;
import dev.sluice.policy.PolicyEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything that runs between a documents topic and the outbox's way out, wired and threaded. */
public final class BatchEngine {
    private static final Duration CHUNKS_IN_HAND = Duration.ofSeconds(20);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final IngestSettings settings;
    private final Map<String, Object> clientProperties;
    private final DataSource dataSource;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final ContentStore contents;
    private final StoredDocuments stored;
    private final StoredEvaluator again;
    private final Redispatch redispatch;
    private final Housekeeping housekeeping;
    private final Intake intake;
    private final Batches batches;
    private final Signal plannedWork = new Signal();
    private final Signal outboxWork = new Signal();
    private final ExecutorService processors;
    private final BatchRunner runner;
    private final SourceTopics topics;
    private final LogCuts logCuts;
    private final List<Loop> loops = new ArrayList<>();
    private volatile boolean stopping;
    private @Nullable KafkaConsumer<byte[], byte[]> member;
    private @Nullable Planner planner;
    private @Nullable Loop relayLoop;
    private @Nullable KafkaProducer<String, byte[]> producer;
    private volatile boolean relayStopping;
    private long redispatchAt = System.nanoTime();

    /**
     * Wires the parts; nothing runs yet.
     *
     * @param settings what to read and how
     * @param asIngest the database as role INGEST
     * @param keys a ring that holds both content keys, CLEARANCE and LOOKUP
     * @param clientProperties bootstrap servers and security of Kafka clients
     * @param policy decides
     * @param classifier finds what is sensitive
     * @param extractor reads documents; closed by whoever made it
     */
    public BatchEngine(
            IngestSettings settings,
            DataSource asIngest,
            KeyRing keys,
            Map<String, Object> clientProperties,
            PolicyEngine policy,
            Classifier classifier,
            Extractor extractor) {
        this.settings = settings;
        this.clientProperties = Map.copyOf(clientProperties);
        // A chunk's transaction begins before its documents are processed: a connection is taken at its first statement
        // only.
        this.dataSource = new LazyConnectionDataSourceProxy(asIngest);
        JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.audit = new AuditLog(dataSource);
        Outbox outbox = new Outbox(dataSource);
        this.contents = new ContentStore(dataSource, keys);
        Ledger ledger = new Ledger(audit, outbox);
        Origins origins = new Origins(dataSource, keys);
        Identities identities = new Identities(dataSource, keys, origins);
        DecisionStore decisions = new DecisionStore(dataSource, audit);
        WorkItems workItems = new WorkItems(contents, new ClearanceSigner(keys, Clock.systemUTC()), policy);
        this.stored = new StoredDocuments(dataSource, contents, origins);
        Evaluator evaluator = new Evaluator(extractor, classifier, policy, origins);
        this.again = new StoredEvaluator(
                stored,
                contents,
                evaluator,
                new EarlierReadings(dataSource, contents, Extractor.version(), extractor.limits()));
        ClassificationWriter classifications = new ClassificationWriter(dataSource, ledger);
        ReviewQueue reviews = new ReviewQueue(dataSource, policy.bundle(), ledger);
        this.redispatch = new Redispatch(
                dataSource,
                transaction,
                policy,
                decisions,
                workItems,
                new StaleClassifications(contents, stored, classifier, policy, classifications),
                reviews,
                ledger,
                settings.redispatchEvery(),
                settings.overdueAfter());
        SpentClaims spentClaims = new SpentClaims(dataSource, settings.rules().own());
        this.intake = new Intake(settings);
        this.batches = new Batches(
                dataSource, UuidV7.next(), settings.lease(), policy.bundle().digest());
        this.topics = new SourceTopics(clientProperties, dataSource);
        this.logCuts = new LogCuts(dataSource, transaction, ledger);
        this.processors = Executors.newFixedThreadPool(
                settings.processors(),
                Thread.ofPlatform().name("sluice-process-", 1).daemon(true).factory());
        AttemptWriter attempts = new AttemptWriter(
                dataSource,
                contents,
                new ReadingWriter(dataSource, contents, ledger, classifications),
                decisions,
                workItems,
                reviews,
                ledger);
        Quarantine quarantine = new Quarantine(dataSource, contents, ledger);
        OffsetOutcomes offsets = new OffsetOutcomes(dataSource);
        ArrivalOutcomes arrivals = new ArrivalOutcomes(offsets, quarantine);
        this.runner = new BatchRunner(new BatchRunner.Parts(
                dataSource,
                transactions,
                JobRepositories.open(dataSource, transactions),
                batches,
                this::reader,
                new DocumentProcessor(intake, identities, origins, evaluator, stored, again, quarantine),
                new ChunkWriter.Writers(
                        new DocumentWriter(dataSource, contents, identities, arrivals, attempts, ledger, spentClaims),
                        new RerunWriter(dataSource, attempts, stored, ledger),
                        arrivals,
                        offsets,
                        ledger),
                new KnownResults(dataSource, contents, origins),
                ledger,
                new TaskExecutorAdapter(processors),
                new ChunkReader.Bounds(settings.chunkSize(), settings.limits().chunkBytes(), settings.processors()),
                new Turns(settings.jobs()),
                settings.limits().tries(),
                () -> stopping,
                outboxWork::raise));
        this.housekeeping = new Housekeeping(
                runner,
                new ClearedCopies(dataSource, contents, transaction),
                outbox,
                spentClaims,
                settings.redispatchEvery(),
                settings.outboxKept());
    }

    private BatchReader reader(Batch batch) {
        return batch.plan().isPresent()
                ? new PlanReader(dataSource, batch)
                : new RangeReader(
                        batch,
                        batches,
                        topics,
                        logCuts,
                        () -> KafkaConsumers.reader(clientProperties, settings.chunkSize()));
    }

    /** Starts every part. */
    public void start() {
        if (settings.soleNode()) {
            batches.releaseAll();
        }
        KafkaProducer<String, byte[]> toTopics = KafkaProducers.durable(clientProperties, "sluice-relay");
        producer = toTopics;
        OutboxRelay relay = new OutboxRelay(dataSource, contents, toTopics, Clock.systemUTC());
        loops.add(new Loop("planner", this::plan, () -> stopping));
        for (int i = 1; i <= settings.jobs(); i++) {
            loops.add(new Loop("batch-" + i, this::runBatch, () -> stopping));
        }
        loops.add(new Loop("redispatch", this::decideAgain, () -> stopping));
        loops.add(new Loop("housekeeping", housekeeping::run, () -> stopping));
        loops.forEach(Loop::start);
        Loop relayed = new Loop("relay", () -> relay(relay), () -> relayStopping);
        relayed.start();
        relayLoop = relayed;
    }

    /**
     * Stops after the chunks in hand, publishes what they wrote, and returns within some forty seconds: a chunk that
     * takes longer is given up without a trace, and is the first of the next start.
     */
    public void stop() {
        stopping = true;
        plannedWork.raise();
        long until = System.nanoTime() + CHUNKS_IN_HAND.toNanos();
        loops.forEach(loop -> loop.join(Duration.ofNanos(Math.max(1, until - System.nanoTime()))));
        processors.shutdownNow();
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        loops.forEach(loop -> loop.join(Duration.ofNanos(Math.max(1, end - System.nanoTime()))));
        runner.putBackAll();
        relayStopping = true;
        outboxWork.raise();
        if (relayLoop != null) {
            relayLoop.join(LAST_WORDS);
        }
        leaveGroup();
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
        topics.close();
        intake.close();
    }

    /** Wakes whoever waits for a batch: after a rerun plan was started. */
    public void nudge() {
        plannedWork.raise();
        outboxWork.raise();
    }

    /**
     * What the policy in force would decide about a stored document, read and classified anew. Nothing is written.
     *
     * @param documentId a document
     * @param retryCrashed whether it is read again even if it ended child processes before
     * @return what would be decided
     */
    public Foreseen routeNow(UUID documentId, boolean retryCrashed) {
        return switch (again.evaluate(stored.load(documentId), retryCrashed)) {
            case Evaluation.Decided decided -> Foreseen.of(decided.decision());
            case Evaluation.Failed failed -> Foreseen.failed();
        };
    }

    private void plan() {
        if (member == null) {
            member = KafkaConsumers.member(clientProperties, settings.group(), settings.soleNode());
            planner = new Planner(
                    member,
                    topics,
                    dataSource,
                    transaction,
                    audit,
                    logCuts,
                    settings.rangeRecords(),
                    settings.rangeAge(),
                    plannedWork::raise);
            planner.subscribe(settings.topics());
        }
        try {
            Objects.requireNonNull(planner).tick(Duration.ofMillis(50));
        } catch (KafkaException failure) {
            // Fenced, or out of the group beyond repair: another member is made at the next round.
            leaveGroup();
            throw failure;
        }
    }

    private void leaveGroup() {
        if (member != null) {
            member.close(CloseOptions.timeout(Duration.ofSeconds(2)));
            member = null;
        }
    }

    private void runBatch() throws InterruptedException {
        if (runner.runNext()) {
            plannedWork.raise();
        } else {
            plannedWork.await(Duration.ofMillis(200));
        }
    }

    private void relay(OutboxRelay relay) throws InterruptedException {
        if (relay.publish() == 0) {
            outboxWork.await(settings.relayPoll());
        }
    }

    /** Not among the housekeeping: what is classified anew takes its time, and the leases of batches must not run out. */
    private void decideAgain() throws InterruptedException {
        Thread.sleep(Housekeeping.EVERY);
        if (System.nanoTime() - redispatchAt >= 0) {
            redispatchAt = System.nanoTime() + settings.redispatchEvery().toNanos();
            if (redispatch.tick() > 0) {
                outboxWork.raise();
            }
        }
    }
}
