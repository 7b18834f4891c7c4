package dev.sluice.inference;

import dev.sluice.audit.SequencingLag;
import dev.sluice.classifier.Classifier;
import dev.sluice.db.KeyRing;
import dev.sluice.db.WorkItem;
import dev.sluice.policy.ClearanceVerifier;
import dev.sluice.policy.ClearedItem;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import dev.sluice.policy.Pool;
import dev.sluice.policy.Verification;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes one work item from its clearance to its result: the only caller of models, and the only owner of retries.
 *
 * <p>Read {@link #dispatch} and {@link #work} from top to bottom. Each call has its own intent, committed before its
 * first byte leaves. Thread-safe.
 */
final class Dispatcher implements AutoCloseable {
    private static final Duration BUSY_PAUSE = Duration.ofMillis(500);
    private static final Duration LEASE_PAUSE = Duration.ofMillis(200);
    private static final int OUTCOME_TRIES = 6;

    private final Pool pool;
    private final PoolSettings settings;
    private final ClearanceVerifier verifier;
    private final Leases leases;
    private final TransactionTemplate transaction;
    private final ModelClients clients;
    private final Stations stations;
    private final Gate gate;
    private final Outcomes outcomes;
    private final SequencingLag lag;
    private final WorkQuarantine quarantine;

    Dispatcher(
            Pool pool,
            DataSource dataSource,
            KeyRing keys,
            PolicyBundle bundle,
            Classifier classifier,
            PoolSettings settings,
            Clock clock) {
        this.pool = pool;
        this.settings = settings;
        this.verifier = new ClearanceVerifier(keys, clock);
        this.leases = new Leases(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.clients = new ModelClients(bundle.catalog(), pool, settings.limits(), clock);
        this.stations = Stations.of(pool, dataSource, keys);
        this.gate = new Gate(
                stations,
                new PolicyEngine(bundle, clock),
                classifier.detectors().digest(),
                clients,
                settings.mostUnknown());
        this.outcomes = new Outcomes(stations, classifier);
        this.lag = new SequencingLag(dataSource);
        this.quarantine = new WorkQuarantine(stations);
    }

    /**
     * Works on one item until it has ended, waits, or opens nothing. Doing the same item again does nothing twice.
     *
     * @throws DataAccessException when the database cannot be reached; the item is to be delivered again
     * @throws InterruptedException when the pool stops while somebody else is working on the attempt
     */
    Ending dispatch(WorkItem item) throws InterruptedException {
        Optional<String> refusal = refusal(item, verifier.verify(item.clearance(), pool));
        if (refusal.isPresent()) {
            return refuse(item, refusal.get());
        }
        try (Leases.Lease lease = lease(item)) {
            return work(item);
        }
    }

    /** Why the clearance opens nothing of this item; empty where it is this item's, also when its time is over. */
    private static Optional<String> refusal(WorkItem item, Verification verification) {
        Optional<ClearedItem> signedFor = switch (verification) {
            case Verification.Verified verified ->
                Optional.of(verified.clearance().item());
            case Verification.Refused refused -> refused.signedFor();
        };
        if (signedFor.isEmpty()) {
            return Optional.of("CLEARANCE_"
                    + ((Verification.Refused) verification).reason().name());
        }
        return signedFor.get().equals(new ClearedItem(item.documentId(), item.attempt(), item.decisionId()))
                ? Optional.empty()
                : Optional.of("CLEARANCE_OF_ANOTHER_ITEM");
    }

    /** Gives up on an item that fails for a reason that is ours: the attempt ends, so that nothing waits for it for ever. */
    Ending giveUp(WorkItem item) {
        return inTransaction(() -> gate.giveUp(item));
    }

    /** Sets a record of the pool's topic aside that nobody can work on; the same one twice is one. */
    void setAside(ConsumerRecord<byte[], byte[]> message, String reason) {
        inTransaction(() -> {
            quarantine.add(message, reason);
            return true;
        });
    }

    private Ending work(WorkItem item) throws InterruptedException {
        Tried tried = new Tried();
        while (true) {
            // Waiting for the lease or for a busy endpoint takes minutes, and the clearance may end meanwhile.
            if (!(verifier.verify(item.clearance(), pool) instanceof Verification.Verified verified)) {
                return inTransaction(() -> gate.expired(item));
            }
            Step step = inTransaction(() -> gate.pass(verified.clearance(), tried));
            if (step instanceof Step.Stop stop) {
                return stop.ending();
            }
            Intent intent = ((Step.Send) step).intent();
            if (pool == Pool.EXTERNAL && lag.oldestUnsequenced().compareTo(settings.longestLag()) > 0) {
                return inTransaction(() -> outcomes.lagging(intent));
            }
            ModelAnswer answer = clients.of(intent.endpoint()).orElseThrow().ask(intent.request());
            Optional<Ending> ending = record(intent, answer, tried);
            if (ending.isPresent()) {
                return ending.get();
            }
        }
    }

    /** Records the outcome of a call; empty when the item goes on: the same endpoint again, or the next candidate. */
    private Optional<Ending> record(Intent intent, ModelAnswer answer, Tried tried) throws InterruptedException {
        String endpoint = intent.endpoint().id();
        return switch (answer) {
            case ModelAnswer.Answered answered -> answered(intent, answered, tried);
            case ModelAnswer.Unknown unknown -> persistently(() -> outcomes.unknown(intent, unknown.reason()));
            case ModelAnswer.Violated violated -> {
                persistently(() -> {
                    outcomes.violated(intent, violated);
                    return true;
                });
                tried.rejected(endpoint, violated.reason());
                yield Optional.empty();
            }
            case ModelAnswer.Busy busy -> {
                failed(intent, busy.reason());
                waitFor(busy, endpoint, tried);
                yield Optional.empty();
            }
            case ModelAnswer.Down down -> {
                failed(intent, down.reason());
                tried.down(endpoint, down.reason());
                yield Optional.empty();
            }
            case ModelAnswer.Rejected rejected -> rejected(intent, rejected.reason(), tried);
            case ModelAnswer.Refused refused -> rejected(intent, refused.reason(), tried);
        };
    }

    private Optional<Ending> answered(Intent intent, ModelAnswer.Answered answered, Tried tried) {
        Optional<Outcomes.Checked> checked = outcomes.check(intent, answered.output());
        return checked.isEmpty()
                ? rejected(intent, "OUTPUT_INVALID", tried)
                : Optional.of(persistently(() -> outcomes.completed(intent, answered, checked.get())));
    }

    private Optional<Ending> rejected(Intent intent, String reason, Tried tried) {
        failed(intent, reason);
        tried.rejected(intent.endpoint().id(), reason);
        return Optional.empty();
    }

    private void failed(Intent intent, String reason) {
        persistently(() -> {
            outcomes.failed(intent, reason);
            return true;
        });
    }

    private void waitFor(ModelAnswer.Busy busy, String endpoint, Tried tried) throws InterruptedException {
        int calls = tried.busy(endpoint);
        Duration wait = busy.retryAfter().orElse(BUSY_PAUSE.multipliedBy(1L << Math.min(calls, 6)));
        if (calls >= settings.tries() || wait.compareTo(settings.longestWait()) > 0) {
            tried.down(endpoint, busy.reason());
        } else {
            Thread.sleep(wait);
        }
    }

    private Ending refuse(WorkItem item, String reason) {
        inTransaction(() -> {
            stations.audit().append(List.of(stations.events().refusedItem(item, reason)));
            return true;
        });
        return new Ending.Unusable(reason);
    }

    private Leases.Lease lease(WorkItem item) throws InterruptedException {
        while (true) {
            Optional<Leases.Lease> lease = leases.take(item.documentId(), item.attempt());
            if (lease.isPresent()) {
                return lease.get();
            }
            Thread.sleep(LEASE_PAUSE);
        }
    }

    /** An outcome that is known is worth more than one try to write it down. */
    private <T> T persistently(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return inTransaction(work);
            } catch (DataAccessException | TransactionException e) {
                if (attempt == OUTCOME_TRIES || !pauseQuietly(Duration.ofMillis(100L << attempt))) {
                    throw e;
                }
            }
        }
    }

    private static boolean pauseQuietly(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    @Override
    public void close() {
        clients.close();
        leases.close();
    }
}
