package dev.sluice.ingest.batch;

import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads what is left of one batch, in order; read by one thread. */
interface BatchReader extends ItemStreamReader<SourceItem> {
    /** Where the next chunk begins, in the execution context. It is shown to operators; the rows decide. */
    String NEXT = "sluice.next";
}
