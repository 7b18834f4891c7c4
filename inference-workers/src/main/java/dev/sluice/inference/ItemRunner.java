package dev.sluice.inference;

import dev.sluice.audit.AuditException;
import dev.sluice.db.WorkItem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * Runs one item until it has an ending. While the database is away it waits as long as it takes, since nothing can be
 * sent without it; an item that fails again and again for another reason ends as an error of ours, and is set aside where not
 * even that can be written down.
 */
final class ItemRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ItemRunner.class);
    private static final int MOST_ERRORS = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Dispatcher dispatcher;
    private final BooleanSupplier stopping;

    ItemRunner(Dispatcher dispatcher, BooleanSupplier stopping) {
        this.dispatcher = dispatcher;
        this.stopping = stopping;
    }

    /** Whether the record is done with; false when the pool stops first, and then it is delivered again. */
    boolean run(ConsumerRecord<byte[], byte[]> message) throws InterruptedException {
        Optional<WorkItem> item = parse(message);
        int errors = 0;
        for (int failures = 0; !stopping.getAsBoolean(); failures++) {
            try {
                Ending ending = item.isEmpty() ? new Ending.Unusable("NOT_A_WORK_ITEM") : work(item.get(), errors);
                if (ending instanceof Ending.Unusable unusable) {
                    dispatcher.setAside(message, unusable.reason());
                    LOG.warn(
                            "set aside: partition={} offset={} reason={}",
                            message.partition(),
                            message.offset(),
                            unusable.reason());
                } else {
                    log(item.orElseThrow(), ending);
                }
                return true;
            } catch (RuntimeException e) {
                // The class only: a driver's message can hold a row.
                LOG.warn(
                        "work item failed: partition={} offset={} error={}",
                        message.partition(),
                        message.offset(),
                        e.getClass().getSimpleName());
                errors += ours(e) ? 1 : 0;
                Duration pause = Duration.ofMillis(250L << Math.min(failures, 10));
                Thread.sleep(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
            }
        }
        return false;
    }

    /** Whatever stands in the record: one that breaks the reader would come back for ever. */
    private static Optional<WorkItem> parse(ConsumerRecord<byte[], byte[]> message) {
        byte[] value = message.value();
        try {
            return value == null ? Optional.empty() : Optional.of(WorkItem.parse(value));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private Ending work(WorkItem item, int errors) throws InterruptedException {
        if (errors < MOST_ERRORS) {
            return dispatcher.dispatch(item);
        }
        return errors < 2 * MOST_ERRORS ? dispatcher.giveUp(item) : new Ending.Unusable("WORKER_ERROR");
    }

    /** Whether trying again cannot help: not where a database is away or full, also when the log says so in its words. */
    private static boolean ours(RuntimeException failure) {
        RuntimeException e = failure instanceof AuditException
                        && failure.getCause() instanceof org.springframework.dao.DataAccessException cause
                ? cause
                : failure;
        boolean unreachable = e instanceof NonTransientDataAccessResourceException;
        boolean statement = e instanceof NonTransientDataAccessException && !unreachable;
        boolean database = e instanceof org.springframework.dao.DataAccessException
                || e instanceof org.springframework.transaction.TransactionException;
        return statement || !database;
    }

    private static void log(WorkItem item, Ending ending) {
        switch (ending) {
            case Ending.Completed completed ->
                LOG.info("completed: documentId={} attempt={}", item.documentId(), item.attempt());
            case Ending.AlreadyDone done ->
                LOG.info(
                        "already done: documentId={} attempt={} reason={}",
                        item.documentId(),
                        item.attempt(),
                        done.reason());
            case Ending.Waiting waiting ->
                LOG.info(
                        "waits: documentId={} attempt={} reason={}",
                        item.documentId(),
                        item.attempt(),
                        waiting.reason());
            case Ending.Ended ended ->
                LOG.info(
                        "ended: documentId={} attempt={} state={} reason={}",
                        item.documentId(),
                        item.attempt(),
                        ended.state(),
                        ended.reason());
            case Ending.Unusable unusable ->
                LOG.warn(
                        "of no use: documentId={} attempt={} reason={}",
                        item.documentId(),
                        item.attempt(),
                        unusable.reason());
            case Ending.Refused refused ->
                LOG.warn(
                        "refused: documentId={} attempt={} reason={}",
                        item.documentId(),
                        item.attempt(),
                        refused.reason());
        }
    }
}
