package dev.sluice.ingest.batch;

import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads what is left of one batch, in order; read by one thread. */
interface BatchReader extends ItemStreamReader<SourceItem> {
    /** Where the next chunk begins, in the execution context. The rows decide, not this. */
    String NEXT = "sluice.next";

    /** How many items are left to read, if that is known. */
    default int left() {
        return Integer.MAX_VALUE;
    }
}
