package dev.sluice.ingest.batch;

import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Prepares the items of a batch over which nodes ended again and again. Each is noted before it begins, so that the one that
 * ends the node is known to whoever takes the batch next; that one is set aside. Its chunk is to have a turn of its own.
 */
final class LoneItems implements Function<SourceItem, Prepared> {
    private static final Logger log = LoggerFactory.getLogger(LoneItems.class);

    private final Batch batch;
    private final Batches batches;
    private final DocumentProcessor processor;

    LoneItems(Batch batch, Batches batches, DocumentProcessor processor) {
        this.batch = batch;
        this.batches = batches;
        this.processor = processor;
    }

    @Override
    public Prepared apply(SourceItem item) {
        OptionalLong place = place(item);
        if (place.isPresent() && place.equals(batch.suspect())) {
            log.error(
                    "an item is set aside: the node ended while nothing else was under way batchId={} partition={} place={}; "
                            + "see the node's log and memory, then `sluice quarantine list --cause NODE_ENDED`",
                    batch.batchId(),
                    batch.partition(),
                    place.getAsLong());
            return processor.setAside(item);
        }
        place.ifPresent(this::note);
        return processor.process(item);
    }

    private void note(long place) {
        try {
            batches.alone(batch, place);
        } catch (DataAccessException failure) {
            throw DatabaseFailures.scrubbed("noting what is under way", failure);
        }
    }

    private static OptionalLong place(SourceItem item) {
        return switch (item) {
            case SourceItem.Gap gap -> OptionalLong.empty();
            case SourceItem.Message message -> OptionalLong.of(message.message().offset());
            case SourceItem.OfPlan listed -> OptionalLong.of(listed.position());
        };
    }
}
