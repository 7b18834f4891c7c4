package dev.sluice.audit;

import dev.sluice.audit.VerificationReport.ProblemKind;
import dev.sluice.audit.verify.NoteException;
import dev.sluice.audit.verify.NoteKey;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Recomputes the log from the stored bodies and holds it against everything that was signed. Trusts no stored hash:
 * a log whose verifier does misses an edited value. Memory is bounded by forty tiles of events. Thread-safe.
 */
public final class AuditVerifier {
    private static final int MOST_STRAYS = 1_000;

    private final PublicKey key;
    private final CheckpointFile file;
    private final VerifierTables tables;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate transaction;
    private final AuditLog log;

    /**
     * @param asVerifier the role sluice_verifier
     * @param key the public half of the key that signs checkpoints
     * @param checkpointFile the newest signed checkpoint, outside the database
     */
    public AuditVerifier(DataSource asVerifier, PublicKey key, Path checkpointFile) {
        this.key = key;
        this.file = new CheckpointFile(checkpointFile);
        this.tables = new VerifierTables(asVerifier);
        JdbcTransactionManager transactions = new JdbcTransactionManager(asVerifier);
        this.transaction = new TransactionTemplate(transactions);
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
        this.log = new AuditLog(asVerifier);
    }

    /**
     * Verifies the whole log as it is now, and records that it did. Whatever is wrong is in the report.
     *
     * @throws RuntimeException when the log could not be read to its end; then nothing is known
     */
    public VerificationReport verify() {
        long start = System.nanoTime();
        Problems problems = new Problems();
        // The file first: the sequencer may write a newer one while the snapshot is read, never an older one.
        SignedCheckpoint outside = outside(problems);
        VerificationReport report =
                Objects.requireNonNull(snapshot.execute(status -> verify(problems, outside, start)), "a report");
        transaction.executeWithoutResult(status -> log.append(completed(report)));
        return report;
    }

    private VerificationReport verify(Problems problems, @Nullable SignedCheckpoint outside, long start) {
        tables.joinByIndex();
        CheckpointPass checkpoints = new CheckpointPass(tables, problems, key, outside);
        StoredCheckpoint stored = tables.newestCheckpoint().orElse(null);
        long size = stored == null ? 0 : stored.size();
        long end = Math.max(size, tables.leafEnd());
        List<Tile> edge = tables.edge();
        LeafPass leaves = new LeafPass(tables, problems, edge);

        boolean whole = leaves.run(end, checkpoints::stopsAfter, checkpoints::atStop);
        if (end > size) {
            problems.add(
                    ProblemKind.LEAF_WITHOUT_CHECKPOINT,
                    size,
                    null,
                    "leaves " + size + " to " + (end - 1) + " are under no checkpoint");
        }
        if (whole) {
            compareEdge(problems, leaves.tree(), edge);
        }
        Optional<SignedCheckpoint> newest = checkpoints.newest(stored);
        checkpoints.compareWithOutside(size, whole);
        StoredCheckpoint.Mark mark = stored == null ? StoredCheckpoint.Mark.BEGINNING : stored.mark();
        tables.strays(mark, MOST_STRAYS)
                .forEach(stray -> problems.add(
                        ProblemKind.EVENT_WITHOUT_LEAF,
                        null,
                        stray.eventId(),
                        "event " + stray.eventId() + " of type " + stray.type()
                                + " has no leaf though the log has passed it"));
        tables.neverWritten(mark, MOST_STRAYS)
                .forEach(stray -> problems.add(
                        ProblemKind.EVENT_WITHOUT_LEAF,
                        null,
                        stray.eventId(),
                        "event " + stray.eventId() + " of type " + stray.type()
                                + " stands under a transaction that has not begun, so no leaf will ever be its own"));
        return new VerificationReport(
                leaves.hashed(),
                tables.unsequenced(mark),
                newest.map(SignedCheckpoint::checkpoint).orElse(null),
                newest.map(signed -> new NoteKey(signed.checkpoint().origin(), key).toString())
                        .orElse(""),
                newest.map(signed -> signed.note()
                                .signaturesBeside(
                                        new NoteKey(signed.checkpoint().origin(), key)))
                        .orElse(0),
                problems.first(),
                problems.count(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private @Nullable SignedCheckpoint outside(Problems problems) {
        try {
            return file.read().orElse(null);
        } catch (NoteException unreadable) {
            problems.add(ProblemKind.OUTSIDE_FORGED, "the file of the checkpoint outside does not hold one");
            return null;
        }
    }

    private void compareEdge(Problems problems, GrowingTree tree, List<Tile> stored) {
        List<Tile> computed = tree.edge();
        long tiles = 0;
        for (int level = 0; level < computed.size(); level++) {
            Tile expected = computed.get(level);
            tiles += expected.index();
            boolean same = level < stored.size()
                    && stored.get(level).index() == expected.index()
                    && stored.get(level).level() == level
                    && MessageDigest.isEqual(stored.get(level).hashes(), expected.hashes());
            if (!same) {
                problems.add(ProblemKind.TILE_EDITED, "the edge of level " + level + " is not what the leaves give");
            }
        }
        if (stored.size() > computed.size() || tables.tileCount() > tiles) {
            problems.add(ProblemKind.TILE_EDITED, "there are tiles that no leaf belongs to");
        }
    }

    private static AuditEvent completed(VerificationReport report) {
        AuditEvent event = AuditEvent.of(AuditEvents.VERIFY_COMPLETED, Actor.system("verifier"))
                .with("leaves", report.leaves())
                .with("problems", report.problemCount())
                .with("unchecked", report.unchecked())
                .with("milliseconds", report.took().toMillis());
        if (report.checkpoint() != null) {
            event = event.with("size", report.checkpoint().size())
                    .with("root", HexFormat.of().formatHex(report.checkpoint().root()));
        }
        if (report.firstBadLeaf().isPresent()) {
            event = event.with("firstBadLeaf", report.firstBadLeaf().getAsLong());
        }
        return report.intact() ? event : event.outcome(Outcome.FAILURE, "NOT_INTACT");
    }
}
