package dev.sluice.ingest.batch;

import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.ingest.IngestException;
import dev.sluice.ingest.intake.IncomingDocument;
import dev.sluice.ingest.intake.Intake;
import dev.sluice.ingest.intake.Received;
import dev.sluice.policy.Declarations;
import dev.sluice.policy.MinimumSensitivity;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.dao.DataAccessException;

/** Prepares one item for its chunk: everything that needs no transaction. Runs on several threads. */
final class DocumentProcessor implements ItemProcessor<SourceItem, Prepared> {
    private final Intake intake;
    private final Identities identities;
    private final Origins origins;
    private final Evaluator evaluator;
    private final ContentStore contents;
    private final StoredDocuments stored;

    DocumentProcessor(
            Intake intake,
            Identities identities,
            Origins origins,
            Evaluator evaluator,
            ContentStore contents,
            StoredDocuments stored) {
        this.intake = intake;
        this.identities = identities;
        this.origins = origins;
        this.evaluator = evaluator;
        this.contents = contents;
        this.stored = stored;
    }

    @Override
    public Prepared process(SourceItem item) {
        try {
            return switch (item) {
                case SourceItem.Gap gap -> new Prepared.NoRecord(gap);
                case SourceItem.Message message -> message(message.message());
                case SourceItem.Again again -> again(again);
            };
        } catch (DataAccessException failure) {
            throw DatabaseFailures.scrubbed("preparing a document", failure);
        }
    }

    private Prepared message(ConsumerRecord<byte[], byte[]> record) {
        return switch (intake.read(record.headers(), record.value())) {
            case Received.Quarantined refused -> new Prepared.Refused(record, refused.reason());
            case Received.Accepted accepted -> accepted(record, accepted.document());
        };
    }

    private Prepared accepted(ConsumerRecord<byte[], byte[]> record, IncomingDocument document) {
        byte[] upstream = identities.upstream(document);
        byte[] payload = identities.payload(document);
        Optional<Identities.Known> known = identities.find(upstream);
        if (known.isPresent()) {
            return new Prepared.Known(
                    record, known.get().documentId(), known.get().sameContent(payload));
        }
        Origins.Raise raise = origins.declared(document.origin(), document.originUnreadable())
                .and(origins.ofContent(origins.lookup(document.content()), Optional.empty()));
        Declarations declared = declared(document, raise);
        Evaluation evaluation = evaluator.evaluate(new Subject(
                document.content(),
                document.parameters(),
                document.contentType(),
                document.fileName(),
                declared,
                raise));
        return new Prepared.NewDocument(record, document, declared, upstream, payload, evaluation);
    }

    private static Declarations declared(IncomingDocument document, Origins.Raise raise) {
        MinimumSensitivity least = MinimumSensitivity.parse(
                        document.minSensitivity().orElse(""))
                .max(MinimumSensitivity.parse(document.sourceMinSensitivity().orElse("")))
                .max(raise.restricted() ? MinimumSensitivity.RESTRICTED : MinimumSensitivity.NONE);
        return new Declarations(
                document.tenant(),
                document.task(),
                document.purpose(),
                document.jurisdiction(),
                document.residency(),
                least,
                document.deadline(),
                document.maxCost());
    }

    private Prepared again(SourceItem.Again item) {
        StoredDocuments.Stored document = stored.load(item.documentId());
        Optional<byte[]> original = contents.get(Compartment.RESTRICTED, item.documentId(), ContentKind.ORIGINAL, 0);
        if (original.isEmpty()) {
            return new Prepared.Repeated(item, document.declared().task(), new Evaluation.Failed("ORIGINAL_GONE", 0));
        }
        return new Prepared.Repeated(item, document.declared().task(), evaluate(item, document, original.get()));
    }

    private Evaluation evaluate(SourceItem.Again item, StoredDocuments.Stored document, byte[] original) {
        try {
            return evaluator.evaluate(stored.subject(document, original));
        } catch (IngestException failure) {
            throw failure;
        } catch (RuntimeException failure) {
            if (failure instanceof DataAccessException database) {
                throw database;
            }
            return new Evaluation.Failed("PROCESSING_FAILED", 0);
        }
    }
}
