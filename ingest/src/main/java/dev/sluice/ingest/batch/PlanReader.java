package dev.sluice.ingest.batch;

import dev.sluice.ingest.IngestException;
import java.util.ArrayDeque;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the documents of a rerun plan that have no attempt of this batch yet. */
final class PlanReader implements BatchReader {
    private final JdbcClient jdbc;
    private final Batch batch;
    private final ArrayDeque<SourceItem.Again> left = new ArrayDeque<>();
    private int next;

    PlanReader(DataSource dataSource, Batch batch) {
        this.jdbc = JdbcClient.create(dataSource);
        this.batch = batch;
    }

    @Override
    public void open(ExecutionContext context) {
        UUID plan = batch.plan()
                .orElseThrow(() -> new IngestException("batch " + batch.batchId() + " carries out no rerun plan"));
        left.clear();
        left.addAll(jdbc.sql("""
                        select position, document_id, from_attempt, coalesce(old_route, 'NONE') from sluice.rerun_item i
                         where plan_id = :plan
                           and not exists (select from sluice.attempt a
                                            where a.document_id = i.document_id and a.batch_id = :batch)
                         order by position
                        """)
                .param("plan", plan)
                .param("batch", batch.batchId())
                .query((row, number) -> new SourceItem.Again(
                        row.getInt(1), row.getObject(2, UUID.class), row.getInt(3), row.getString(4)))
                .list());
    }

    @Override
    public @Nullable SourceItem read() {
        SourceItem.Again item = left.poll();
        if (item != null) {
            next = item.position() + 1;
        }
        return item;
    }

    @Override
    public void update(ExecutionContext context) {
        context.putLong(NEXT, next);
    }
}
