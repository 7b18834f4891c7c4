package dev.sluice.ingest.batch;

import dev.sluice.ingest.intake.IncomingDocument;
import dev.sluice.ingest.intake.QuarantineReason;
import dev.sluice.policy.Declarations;
import dev.sluice.policy.MinimumSensitivity;
import java.util.Optional;
import java.util.UUID;

/** What a chunk writes for one item of a batch. */
sealed interface Prepared {
    /** Offsets without a record. */
    record NoRecord(SourceItem.Gap gap) implements Prepared {}

    /** What a message turned out to be. */
    sealed interface OfMessage extends Prepared {
        Arrival arrival();
    }

    /** A record that is no document. */
    record Refused(Arrival arrival, QuarantineReason reason) implements OfMessage {
        @Override
        public String toString() {
            return "Refused[" + reason + "]";
        }
    }

    /**
     * A record whose upstream id is known: a duplicate or a conflict, as the digests say.
     *
     * @param least the sensitivity that it declares this time
     */
    record Known(
            Arrival arrival, UUID documentId, boolean sameContent, Optional<UUID> ownClaim, MinimumSensitivity least)
            implements OfMessage {
        @Override
        public String toString() {
            return "Known[" + documentId + "]";
        }
    }

    /** A new document. */
    @SuppressWarnings("ArrayRecordComponent")
    record NewDocument(
            Arrival arrival,
            IncomingDocument incoming,
            Declarations declared,
            byte[] upstreamDigest,
            byte[] payloadDigest,
            Evaluation evaluation)
            implements OfMessage {
        @Override
        public String toString() {
            return "NewDocument[" + evaluation + "]";
        }
    }

    /** A document done again. */
    record Repeated(SourceItem.Again item, String task, Evaluation evaluation) implements Prepared {
        @Override
        public String toString() {
            return "Repeated[" + item.documentId() + ", " + evaluation + "]";
        }
    }
}
