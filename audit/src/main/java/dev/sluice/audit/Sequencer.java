package dev.sluice.audit;

import dev.sluice.audit.SequencerState.Phase;
import dev.sluice.db.KeyRing;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Gives committed events their leaves, extends the tree and signs. Any number may run; one is active for each log,
 * the others stand by. A crash at any moment loses nothing: what was not committed is done again, and the file
 * catches up from the database.
 */
public final class Sequencer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final KeyRing keys;
    private final String origin;
    private final CheckpointFile file;
    private final Duration tick;
    private final Consumer<SignedCheckpoint> listener;
    private final Map<String, String> deployment;
    private @Nullable Connection connection;
    private @Nullable Sequencing active;
    private @Nullable YearMonth partitionsMade;
    private @Nullable Thread thread;
    private boolean started;
    private volatile boolean closing;
    private volatile SequencerState state = new SequencerState(Phase.STOPPED, 0, Optional.empty());

    /** As the other, with nobody to tell and nothing to say about its deployment. */
    public Sequencer(DataSource asSequencer, KeyRing keys, String origin, Path checkpointFile, Duration tick) {
        this(asSequencer, keys, origin, checkpointFile, tick, checkpoint -> {}, Map.of());
    }

    /**
     * A sequencer that holds one connection of the data source while it is active.
     *
     * @param asSequencer the role sluice_sequencer
     * @param keys holds the checkpoint key
     * @param origin names the log in its checkpoints, for example {@code sluice.example.org/audit}; never changes
     * @param checkpointFile the newest signed checkpoint, outside the database; kept with care, it is the evidence
     * @param tick the pause between two turns, 200 ms to 1 s
     * @param listener told each signed checkpoint once it is in the file; when it throws, that is logged, and the next
     *     checkpoint, which covers everything of this one, is the next try
     * @param deployment what log.started and log.stopped say about the process, beside the log: identifiers only
     * @throws ValueRefusedException when something of it is not an identifier
     */
    public Sequencer(
            DataSource asSequencer,
            KeyRing keys,
            String origin,
            Path checkpointFile,
            Duration tick,
            Consumer<SignedCheckpoint> listener,
            Map<String, String> deployment) {
        if (!tick.isPositive()) {
            throw new IllegalArgumentException("a tick is longer than nothing, found " + tick);
        }
        this.dataSource = asSequencer;
        this.keys = keys;
        this.origin = Values.identifier("origin", origin);
        this.file = new CheckpointFile(checkpointFile);
        this.tick = tick;
        this.listener = listener;
        Values.map(deployment);
        this.deployment = Map.copyOf(deployment);
    }

    /** Ticks in a thread of its own until it is closed; failures are logged, shown in the state, and tried again. */
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().name("sluice-sequencer").daemon(true).start(this::run);
        }
    }

    /**
     * One turn: everything that waits and is behind the oldest running transaction gets its leaf.
     *
     * @return how many leaves were added; 0 while another sequencer is active
     * @throws LogInconsistentException when the database does not continue what was signed; nothing was signed
     * @throws RuntimeException when the turn failed; nothing of what was not committed remains
     */
    public synchronized int tick() {
        try {
            Sequencing turn = active();
            if (turn == null) {
                state = new SequencerState(Phase.STANDBY, 0, Optional.empty());
                return 0;
            }
            makePartitions(turn);
            int added = 0;
            int one;
            do {
                one = turn.turn();
                added += one;
                if (!started) {
                    turn.record(AuditEvents.LOG_STARTED);
                    started = true;
                    one = Sequencing.MOST_LEAVES;
                }
            } while (one == Sequencing.MOST_LEAVES);
            state = new SequencerState(Phase.ACTIVE, turn.size(), Optional.empty());
            return added;
        } catch (LogInconsistentException refused) {
            refuse(refused);
            throw refused;
        } catch (RuntimeException failed) {
            state = new SequencerState(
                    Phase.FAILED, state.size(), Optional.of(failed.getClass().getSimpleName()));
            disconnect();
            throw failed;
        }
    }

    /** What it is doing. */
    public SequencerState state() {
        return state;
    }

    /** Gives what waits its leaf, records log.stopped, and lets another take over. */
    @Override
    public void close() {
        stopThread();
        synchronized (this) {
            if (active != null && state.phase() == Phase.ACTIVE) {
                try {
                    active.record(AuditEvents.LOG_STOPPED);
                    tick();
                } catch (RuntimeException failed) {
                    LOG.warn(
                            "the sequencer stopped without its last turn: {}",
                            failed.getClass().getSimpleName());
                }
            }
            disconnect();
            state = new SequencerState(Phase.STOPPED, state.size(), Optional.empty());
        }
    }

    private void run() {
        while (!closing) {
            Phase before = state.phase();
            try {
                tick();
                if (state.phase() != before) {
                    LOG.info("sequencer phase={} size={}", state.phase(), state.size());
                }
            } catch (LogInconsistentException told) {
                LOG.trace("refused again: {}", told.kind());
            } catch (RuntimeException failed) {
                if (before != Phase.FAILED) {
                    LOG.warn(
                            "sequencer turn failed, it is tried again: {}",
                            failed.getClass().getSimpleName());
                }
            }
            try {
                Thread.sleep(tick);
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    private @Nullable Sequencing active() {
        if (active == null) {
            try {
                connection = dataSource.getConnection();
            } catch (SQLException failed) {
                throw new AuditException("the sequencer gets no connection", failed);
            }
            Sequencing candidate = new Sequencing(connection, origin, keys, file, listener, deployment);
            if (!candidate.begin()) {
                disconnect();
                return null;
            }
            active = candidate;
            started = false;
        }
        return active;
    }

    /** Ahead of their time. Without them the default partition takes what comes, so a failure stops nothing. */
    private void makePartitions(Sequencing turn) {
        YearMonth month = YearMonth.now(ZoneOffset.UTC);
        if (month.equals(partitionsMade)) {
            return;
        }
        partitionsMade = month;
        try {
            turn.ensurePartitions();
        } catch (DataAccessException failed) {
            LOG.error(
                    "the audit log's partitions were not made: {}",
                    failed.getClass().getSimpleName());
        }
    }

    private void refuse(LogInconsistentException refused) {
        Optional<String> kind = Optional.of(refused.kind().name());
        boolean told = state.phase() == Phase.REFUSED && state.reason().equals(kind);
        state = new SequencerState(Phase.REFUSED, refused.databaseSize(), kind);
        if (told || active == null) {
            return;
        }
        LOG.error("the audit log refuses to sign: {}", refused.getMessage());
        try {
            active.raiseAlarm(refused);
        } catch (RuntimeException failed) {
            refused.addSuppressed(failed);
        }
    }

    /** The lock goes with its connection: a pooled connection is unlocked, one that cannot be is broken. */
    private void disconnect() {
        Connection held = connection;
        Sequencing holder = active;
        connection = null;
        active = null;
        if (held == null) {
            return;
        }
        try (held) {
            if (holder != null) {
                holder.release();
            }
        } catch (RuntimeException | SQLException broken) {
            try {
                held.abort(Runnable::run);
            } catch (SQLException gone) {
                LOG.debug("the sequencer's connection was gone already");
            }
        }
    }

    private void stopThread() {
        closing = true;
        Thread running = thread;
        if (running != null) {
            try {
                running.join(LONGEST_STOP);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
