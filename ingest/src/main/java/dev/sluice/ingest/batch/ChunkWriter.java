package dev.sluice.ingest.batch;

import dev.sluice.audit.ValueRefusedException;
import dev.sluice.db.ContentException;
import dev.sluice.ingest.intake.QuarantineReason;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes a chunk in the step's transaction, under the batch's fence: all of it, or nothing. */
final class ChunkWriter implements ItemWriter<PreparedChunk> {
    private final Batch batch;
    private final Batches batches;
    private final Writers writers;
    private final TransactionTemplate savepoint;

    ChunkWriter(Batch batch, Batches batches, Writers writers, TransactionTemplate savepoint) {
        this.batch = batch;
        this.batches = batches;
        this.writers = writers;
        this.savepoint = savepoint;
    }

    /** What writes each kind of item, and what is recorded of them. */
    record Writers(
            DocumentWriter documents,
            RerunWriter reruns,
            ArrivalOutcomes arrivals,
            OffsetOutcomes offsets,
            Ledger ledger) {}

    @Override
    public void write(Chunk<? extends PreparedChunk> chunks) {
        try {
            batches.hold(batch);
            for (PreparedChunk chunk : chunks) {
                if (batch.fence() > 1) {
                    chunk.items().forEach(this::writeCarefully);
                } else {
                    writers.ledger().together(() -> chunk.items().forEach(this::write));
                }
            }
        } catch (DataAccessException failure) {
            throw DatabaseFailures.scrubbed("writing a chunk of batch " + batch.batchId(), failure);
        }
    }

    private void write(Prepared item) {
        if (item instanceof Prepared.OfMessage message && writers.arrivals().taken(message.arrival())) {
            return;
        }
        switch (item) {
            case Prepared.NoRecord none -> writers.offsets().record(batch, none.gap());
            case Prepared.Refused refused -> refuse(refused.arrival(), refused.reason());
            case Prepared.Known known -> writers.documents().write(batch, known);
            case Prepared.NewDocument document -> writers.documents().write(batch, document);
            case Prepared.Repeated repeated -> writers.reruns().write(batch, repeated);
        }
    }

    /**
     * On a second run of a batch, one document that cannot be stored must not stop the others: a new one is set aside, a new
     * attempt fails, and everything else of the chunk is kept.
     */
    private void writeCarefully(Prepared item) {
        try {
            savepoint.executeWithoutResult(status -> write(item));
        } catch (DataIntegrityViolationException | ContentException | ValueRefusedException refused) {
            switch (item) {
                case Prepared.NewDocument document -> {
                    // Another plan may have taken the same message between the first look and the write: then it has
                    // its end.
                    if (!writers.arrivals().taken(document.arrival())) {
                        refuse(document.arrival(), QuarantineReason.NOT_STORABLE);
                    }
                }
                case Prepared.Repeated again ->
                    write(new Prepared.Repeated(
                            again.item(),
                            again.task(),
                            new Evaluation.Failed(QuarantineReason.NOT_STORABLE.name(), 0)));
                default -> throw refused;
            }
        }
    }

    private void refuse(Arrival arrival, QuarantineReason reason) {
        writers.arrivals().refused(batch, arrival, reason.name());
    }
}
