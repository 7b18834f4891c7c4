package dev.sluice.ingest.batch;

import dev.sluice.ingest.intake.IncomingDocument;
import dev.sluice.ingest.intake.Intake;
import dev.sluice.ingest.intake.QuarantineReason;
import dev.sluice.ingest.intake.Received;
import dev.sluice.policy.Declarations;
import dev.sluice.policy.MinimumSensitivity;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.dao.DataAccessException;

/** Prepares one item for its chunk: everything that needs no transaction. Runs on several threads. */
final class DocumentProcessor {
    private final Intake intake;
    private final Identities identities;
    private final Origins origins;
    private final Evaluator evaluator;
    private final StoredDocuments stored;
    private final StoredEvaluator again;
    private final Quarantine quarantine;

    DocumentProcessor(
            Intake intake,
            Identities identities,
            Origins origins,
            Evaluator evaluator,
            StoredDocuments stored,
            StoredEvaluator again,
            Quarantine quarantine) {
        this.intake = intake;
        this.identities = identities;
        this.origins = origins;
        this.evaluator = evaluator;
        this.stored = stored;
        this.again = again;
        this.quarantine = quarantine;
    }

    /**
     * Prepares one item.
     *
     * @throws dev.sluice.ingest.IngestException if this node is stopping, which says nothing about the document
     * @throws dev.sluice.ingest.intake.ClaimStoreException if the store of its claim check cannot be asked now
     */
    Prepared process(SourceItem item) {
        try {
            return switch (item) {
                case SourceItem.Gap gap -> new Prepared.NoRecord(gap);
                case SourceItem.Message message -> message(Arrival.fromTopic(message.message()));
                case SourceItem.Kept kept -> kept(kept);
                case SourceItem.Again again -> again(again);
            };
        } catch (DataAccessException failure) {
            throw DatabaseFailures.scrubbed("preparing a document", failure);
        }
    }

    /**
     * Sets one item aside without looking into it: a message goes to quarantine or stays there, a new attempt fails.
     *
     * @throws dev.sluice.ingest.IngestException if the database fails
     */
    Prepared setAside(SourceItem item) {
        try {
            return switch (item) {
                case SourceItem.Gap gap -> new Prepared.NoRecord(gap);
                case SourceItem.Message message ->
                    new Prepared.Refused(Arrival.fromTopic(message.message()), QuarantineReason.NODE_ENDED);
                case SourceItem.Kept kept ->
                    new Prepared.Refused(quarantine.load(kept.quarantineId()).arrival(), QuarantineReason.NODE_ENDED);
                case SourceItem.Again again ->
                    new Prepared.Repeated(
                            again,
                            stored.load(again.documentId()).declared().task(),
                            new Evaluation.Failed(QuarantineReason.NODE_ENDED.name(), 0));
            };
        } catch (DataAccessException failure) {
            throw DatabaseFailures.scrubbed("setting an item aside", failure);
        }
    }

    /** As if it came again, under the settings now in force. */
    private Prepared kept(SourceItem.Kept item) {
        Quarantine.Loaded loaded = quarantine.load(item.quarantineId());
        return loaded.readable()
                ? message(loaded.arrival())
                : new Prepared.Refused(loaded.arrival(), QuarantineReason.MESSAGE_UNREADABLE);
    }

    private Prepared message(Arrival arrival) {
        ConsumerRecord<byte[], byte[]> record = arrival.message();
        return switch (intake.read(record.topic(), record.headers(), record.value())) {
            case Received.Quarantined refused -> new Prepared.Refused(arrival, refused.reason());
            case Received.Accepted accepted -> accepted(arrival, accepted.document());
        };
    }

    private Prepared accepted(Arrival arrival, IncomingDocument document) {
        byte[] upstream = identities.upstream(document);
        byte[] payload = identities.payload(document);
        Optional<Identities.Known> known = identities.find(upstream);
        if (known.isPresent()) {
            return new Prepared.Known(
                    arrival,
                    known.get().documentId(),
                    known.get().sameContent(payload),
                    document.ownClaim(),
                    least(document));
        }
        Origins.Raise raise = origins.declared(document.origin(), document.originUnreadable())
                .and(origins.ofContent(origins.lookup(document.content()), Optional.empty()));
        Declarations declared = declared(document, raise);
        Evaluation evaluation = evaluator.evaluate(new Subject(
                document.content(),
                document.parameters(),
                document.contentType(),
                document.fileName(),
                document.source(),
                declared,
                raise));
        return new Prepared.NewDocument(arrival, document, declared, upstream, payload, evaluation);
    }

    private Declarations declared(IncomingDocument document, Origins.Raise raise) {
        MinimumSensitivity least =
                least(document).max(raise.restricted() ? MinimumSensitivity.RESTRICTED : MinimumSensitivity.NONE);
        return evaluator.inKnownWords(new Declarations(
                identities.tenant(document),
                document.task(),
                document.purpose(),
                document.jurisdiction(),
                document.residency(),
                least,
                document.deadline(),
                document.maxCost()));
    }

    private static MinimumSensitivity least(IncomingDocument document) {
        return MinimumSensitivity.parse(document.minSensitivity().orElse(""))
                .max(MinimumSensitivity.parse(document.sourceMinSensitivity().orElse("")));
    }

    private Prepared again(SourceItem.Again item) {
        StoredDocuments.Stored document = stored.load(item.documentId());
        return new Prepared.Repeated(item, document.declared().task(), again.evaluate(document, item.retryCrashed()));
    }
}
