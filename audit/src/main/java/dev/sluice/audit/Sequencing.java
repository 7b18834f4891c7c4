package dev.sluice.audit;

import dev.sluice.audit.OutsideCheck.Continuation;
import dev.sluice.audit.SequencerTables.Pending;
import dev.sluice.audit.StoredCheckpoint.Mark;
import dev.sluice.audit.verify.Checkpoint;
import dev.sluice.audit.verify.NoteKey;
import dev.sluice.audit.verify.SignedNote;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One sequencer's turn at the log: the lock and every transaction are on one connection, so that losing the
 * connection loses the lock and whatever was not committed under it, and nobody else can be fooled about which.
 */
final class Sequencing {
    private static final Logger LOG = LoggerFactory.getLogger(Sequencing.class);
    static final int MOST_LEAVES = 10_000;
    private static final int MONTHS_AHEAD = 3;

    private final String origin;
    private final KeyRing keys;
    private final NoteKey key;
    private final CheckpointFile file;
    private final Consumer<SignedCheckpoint> listener;
    private final Map<String, String> deployment;
    private final SequencerTables tables;
    private final TransactionTemplate transaction;
    private final AuditLog log;
    private long size;

    Sequencing(
            Connection connection,
            String origin,
            KeyRing keys,
            CheckpointFile file,
            Consumer<SignedCheckpoint> listener,
            Map<String, String> deployment) {
        this.origin = origin;
        this.keys = keys;
        this.key = new NoteKey(origin, keys.publicKey(KeyName.CHECKPOINT));
        this.file = file;
        this.listener = listener;
        this.deployment = deployment;
        DataSource oneConnection = new SingleConnectionDataSource(connection, true);
        this.tables = new SequencerTables(oneConnection);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(oneConnection));
        this.log = new AuditLog(oneConnection);
    }

    /** Takes the log if nobody has it. */
    boolean begin() {
        return tables.lock();
    }

    void release() {
        tables.unlock();
    }

    int ensurePartitions() {
        return tables.ensurePartitions(MONTHS_AHEAD);
    }

    long size() {
        return size;
    }

    /** Records an event about the log itself; it gets its leaf in the next turn. */
    void record(String type) {
        AuditEvent event = AuditEvent.of(type, Actor.system("sequencer"))
                .with(deployment)
                .with("origin", origin)
                .with("keyId", keys.keyId(KeyName.CHECKPOINT))
                .with("size", size);
        transaction.executeWithoutResult(status -> log.append(event));
    }

    void raiseAlarm(LogInconsistentException refused) {
        transaction.executeWithoutResult(status -> tables.raiseAlarm(refused));
    }

    /**
     * Gives waiting events their leaves and signs. First the file catches up with the database, so that it is never
     * more than one checkpoint behind.
     *
     * @return how many leaves were added
     * @throws LogInconsistentException when the database is not the continuation of what is outside
     */
    int turn() {
        Continuation now = transaction.execute(status -> new OutsideCheck(origin, key, file).check(tables));
        if (now.newest() != null && now.outsideIsBehind()) {
            publish(SignedCheckpoint.parse(now.newest().note()));
        }
        size = now.tree().size();
        if (now.newest() == null) {
            publish(transaction.execute(status -> sign(now.tree(), Mark.BEGINNING)));
        }
        Mark mark = now.newest() == null ? Mark.BEGINNING : now.newest().mark();
        return extend(now.tree(), mark);
    }

    private int extend(GrowingTree tree, Mark mark) {
        long before = tree.size();
        SignedCheckpoint signed = transaction.execute(status -> {
            List<Pending> events = tables.pending(mark, MOST_LEAVES);
            if (events.isEmpty()) {
                return null;
            }
            events.forEach(event -> tree.append(event.leafHash(), tables::addTile));
            tables.addLeaves(before, events);
            tree.edge().forEach(tables::saveEdge);
            return sign(tree, events.getLast().mark());
        });
        if (signed != null) {
            size = tree.size();
            publish(signed);
        }
        return (int) (tree.size() - before);
    }

    private SignedCheckpoint sign(GrowingTree tree, Mark mark) {
        Checkpoint checkpoint = new Checkpoint(origin, tree.size(), tree.root());
        SignedNote note = SignedNote.sign(checkpoint.text(), key, text -> keys.sign(KeyName.CHECKPOINT, text));
        SignedCheckpoint signed = new SignedCheckpoint(checkpoint, note);
        tables.addCheckpoint(new StoredCheckpoint(tree.size(), checkpoint.root(), mark, signed.text()));
        return signed;
    }

    private void publish(SignedCheckpoint signed) {
        file.write(signed);
        try {
            listener.accept(signed);
        } catch (RuntimeException failed) {
            LOG.warn(
                    "a checkpoint was not passed on, size={}: {}",
                    signed.checkpoint().size(),
                    failed.getClass().getSimpleName());
        }
    }
}
