package dev.sluice.audit;

import java.util.List;

/**
 * What an officer's question found.
 *
 * @param records in the order they were recorded
 * @param complete false when there is more than the limit allowed: narrow the time, or raise the limit
 */
public record QueryAnswer(List<AuditRecord> records, boolean complete) {
    /** Copies the list. */
    public QueryAnswer {
        records = List.copyOf(records);
    }
}
