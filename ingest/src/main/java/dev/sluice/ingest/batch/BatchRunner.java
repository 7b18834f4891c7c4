package dev.sluice.ingest.batch;

import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.Outcome;
import dev.sluice.ingest.intake.ClaimStoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a batch, runs its job and says how it ended. Safe for use by several threads; each runs its own batch. */
final class BatchRunner {
    private static final Logger log = LoggerFactory.getLogger(BatchRunner.class);
    private static final Duration SHORTEST_REST = Duration.ofMillis(250);
    private static final int MOST_DOUBLINGS = 8;

    private final Parts parts;
    private final Jobs jobs;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate savepoint;
    private final Pace pace;
    private final Set<Batch> running = ConcurrentHashMap.newKeySet();

    BatchRunner(Parts parts) {
        this.parts = parts;
        this.jobs = new Jobs(parts.repository());
        this.jdbc = JdbcClient.create(parts.dataSource());
        this.transaction = new TransactionTemplate(parts.transactions());
        this.savepoint = new TransactionTemplate(parts.transactions());
        this.pace = new Pace(parts.dataSource());
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * What every run uses.
     *
     * @param reader makes the reader of a batch
     * @param bounds when a transaction is full
     * @param turns whose turn it is
     * @param tries after how many losses in a row a batch goes on one item at a time
     * @param stopping whether runs shall end after their chunk
     * @param written called after a batch, when the outbox has something to publish
     */
    record Parts(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            JobRepository repository,
            Batches batches,
            Function<Batch, BatchReader> reader,
            DocumentProcessor processor,
            ChunkWriter.Writers writers,
            KnownResults results,
            Ledger ledger,
            AsyncTaskExecutor processors,
            ChunkReader.Bounds bounds,
            Turns turns,
            int tries,
            BooleanSupplier stopping,
            Runnable written) {}

    /** Runs one batch if there is one to run. */
    boolean runNext() {
        Optional<Batch> taken = parts.batches().claim();
        taken.ifPresent(this::run);
        return taken.isPresent();
    }

    void heartbeat() {
        parts.batches().heartbeat(running);
    }

    /** For a node that is stopping: what its chunks have not written by now they never will. */
    void putBackAll() {
        if (running.isEmpty()) {
            return;
        }
        try {
            parts.batches().putBackAll();
        } catch (DataAccessException | TransactionException lost) {
            // The leases run out by themselves.
            log.warn("batches could not be put back cause={}", lost.getClass().getSimpleName());
        }
    }

    private void run(Batch batch) {
        running.add(batch);
        log.info(
                "batch started batchId={} from={} to={} fence={}",
                batch.batchId(),
                batch.fromOffset(),
                batch.toOffset(),
                batch.fence());
        try {
            parts.results().note();
            AtomicBoolean early = new AtomicBoolean();
            JobExecution execution = jobs.run(job(batch, early), batch);
            conclude(batch, execution, early.get());
        } catch (Exception failure) {
            log.warn(
                    "batch failed batchId={} cause={}",
                    batch.batchId(),
                    failure.getClass().getSimpleName());
            rest(batch, "JOB_NOT_STARTED");
        } finally {
            running.remove(batch);
            parts.written().run();
        }
    }

    private ChunkReader chunks(Batch batch, BatchReader items, int most) {
        if (!batch.oneByOne(parts.tries())) {
            return new ChunkReader(
                    items,
                    parts.processor()::process,
                    parts.processors(),
                    parts.bounds().atMost(most),
                    parts.turns().shared());
        }
        log.warn("nodes ended over a batch, it goes on one item at a time batchId={}", batch.batchId());
        return new ChunkReader(
                items,
                new LoneItems(batch, parts.batches(), parts.processor()),
                parts.processors(),
                parts.bounds().oneByOne(),
                parts.turns().alone());
    }

    /** @param early set where it ends because the turn of its next chunk has not come */
    private Job job(Batch batch, AtomicBoolean early) {
        BatchReader items = parts.reader().apply(batch);
        int most = batch.oneByOne(parts.tries())
                ? 1
                : pace.chunk(batch, parts.bounds().items());
        return new JobBuilder(Jobs.NAME, parts.repository())
                // One item of the step is all that a transaction writes.
                .start(new ChunkOrientedStepBuilder<PreparedChunk, PreparedChunk>("documents", parts.repository(), 1)
                        .reader(chunks(batch, items, most))
                        .writer(new ChunkWriter(batch, parts.batches(), parts.writers(), savepoint))
                        .transactionManager(parts.transactions())
                        .interruptionPolicy(step -> {
                            parts.written().run();
                            int next = Math.min(most, items.left());
                            boolean stopping = parts.stopping().getAsBoolean();
                            early.set(!stopping && next > 0 && !pace.begins(batch, next));
                            if (stopping || early.get()) {
                                // Ending the loop alone would count the step as completed.
                                step.setTerminateOnly();
                            }
                        })
                        .build())
                .build();
    }

    private void conclude(Batch batch, JobExecution execution, boolean early) {
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            end(batch);
        } else if (early) {
            parts.batches().putBack(batch);
            // A slow plan has very many of them, and each is looked at when the batch goes on.
            parts.repository().deleteJobExecution(execution);
        } else if (parts.stopping().getAsBoolean()) {
            parts.batches().putBack(batch);
        } else {
            rest(batch, reason(execution));
        }
    }

    /** A store of claim checks that gives no answer is named: an operator can mend it, and the batch waits for that. */
    private static String reason(JobExecution execution) {
        for (Throwable failure : execution.getAllFailureExceptions()) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof ClaimStoreException store) {
                    return "CLAIM_STORE_" + store.trouble().name();
                }
                if (cause instanceof LogEndsEarlyException) {
                    return "LOG_ENDS_EARLY";
                }
            }
        }
        return "JOB_" + execution.getStatus().name();
    }

    private void end(Batch batch) {
        if (batch.plan().isEmpty() && parts.batches().outcomes(batch) != batch.toOffset() - batch.fromOffset()) {
            log.error("batch lacks outcomes batchId={}", batch.batchId());
            rest(batch, "OUTCOMES_MISSING");
            return;
        }
        transaction.executeWithoutResult(status -> {
            if (!parts.batches().end(batch)) {
                return;
            }
            parts.ledger()
                    .record(Ledger.event(AuditEvents.BATCH_ENDED)
                            .batch(batch.batchId())
                            .with(Map.of(
                                    "partition", batch.partition(),
                                    "from", batch.fromOffset(),
                                    "to", batch.toOffset(),
                                    "run", batch.run())));
            batch.plan().ifPresent(plan -> endPlan(batch, plan));
        });
        log.info("batch ended batchId={}", batch.batchId());
    }

    private void endPlan(Batch batch, UUID plan) {
        // Of two batches of a plan that end at the same time, the one that waits here sees the other's end.
        jdbc.sql("select state from sluice.rerun_plan where plan_id = :plan for update")
                .param("plan", plan)
                .query(String.class)
                .single();
        int ended = jdbc.sql("""
                        update sluice.rerun_plan set state = 'ENDED', ended_at = clock_timestamp()
                         where plan_id = :plan and state = 'STARTED'
                           and not exists (select from sluice.batch where run = :run and state <> 'ENDED')
                        """).param("plan", plan).param("run", batch.run()).update();
        if (ended == 0) {
            return;
        }
        parts.ledger()
                .record(Ledger.event(AuditEvents.RERUN_ENDED)
                        .outcome(Outcome.SUCCESS, null)
                        .batch(batch.batchId())
                        .with(Map.of("plan", plan)));
    }

    private void rest(Batch batch, String reason) {
        Duration rest = SHORTEST_REST.multipliedBy(1L << Math.min(batch.fence(), MOST_DOUBLINGS));
        try {
            if (parts.batches().fail(batch, reason, rest)) {
                log.warn("batch rests batchId={} reason={} ms={}", batch.batchId(), reason, rest.toMillis());
            } else {
                log.info("batch was taken away batchId={}", batch.batchId());
            }
        } catch (DataAccessException | TransactionException lost) {
            // The lease runs out by itself, and then it is taken again.
            log.warn("batch could not be put to rest batchId={}", batch.batchId());
        }
    }
}
