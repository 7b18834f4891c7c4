package dev.sluice.ingest.batch;

import java.util.List;

/**
 * What one transaction writes.
 *
 * @param items in the order in which they were read
 */
record PreparedChunk(List<Prepared> items) {
    PreparedChunk {
        items = List.copyOf(items);
    }
}
