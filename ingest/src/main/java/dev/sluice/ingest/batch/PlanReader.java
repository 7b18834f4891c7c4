package dev.sluice.ingest.batch;

import dev.sluice.ingest.IngestException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what a rerun plan names of a batch's range and this batch has not done yet: documents, or messages of quarantine. */
final class PlanReader implements BatchReader {
    private final JdbcClient jdbc;
    private final Batch batch;
    private final ArrayDeque<SourceItem.OfPlan> left = new ArrayDeque<>();
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
                        select position, document_id, from_attempt, coalesce(old_route, 'NONE'), p.retry_crashed
                          from sluice.rerun_item i
                          join sluice.rerun_plan p on p.plan_id = i.plan_id
                          join sluice.document d using (document_id)
                         where i.plan_id = :plan
                           and d.topic_key = :topic and d.partition = :partition
                           and d.record_offset >= :from and d.record_offset < :to
                           and not exists (select from sluice.attempt a
                                            where a.document_id = i.document_id and a.batch_id = :batch)
                         order by position
                        """)
                .param("plan", plan)
                .param("topic", batch.topicKey())
                .param("partition", batch.partition())
                .param("from", batch.fromOffset())
                .param("to", batch.toOffset())
                .param("batch", batch.batchId())
                .query((row, number) -> new SourceItem.Again(
                        row.getInt(1),
                        row.getObject(2, UUID.class),
                        row.getInt(3),
                        row.getString(4),
                        row.getBoolean(5)))
                .list());
        left.addAll(messages(plan));
    }

    private List<SourceItem.Kept> messages(UUID plan) {
        return jdbc.sql("""
                        select m.position, m.quarantine_id
                          from sluice.rerun_message m join sluice.quarantined q on q.quarantine_id = m.quarantine_id
                         where m.plan_id = :plan and q.state = 'OPEN'
                           and q.topic_key = :topic and q.partition = :partition
                           and q.record_offset >= :from and q.record_offset < :to
                           and not exists (select from sluice.quarantine_outcome o
                                            where o.quarantine_id = m.quarantine_id and o.batch_id = :batch)
                         order by m.position
                        """)
                .param("plan", plan)
                .param("topic", batch.topicKey())
                .param("partition", batch.partition())
                .param("from", batch.fromOffset())
                .param("to", batch.toOffset())
                .param("batch", batch.batchId())
                .query((row, number) -> new SourceItem.Kept(row.getInt(1), row.getObject(2, UUID.class)))
                .list();
    }

    @Override
    public int left() {
        return left.size();
    }

    @Override
    public @Nullable SourceItem read() {
        SourceItem.OfPlan item = left.poll();
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
