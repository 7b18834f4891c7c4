package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.node.ExtractionFile;
import dev.sluice.app.node.PolicyFile;
import dev.sluice.app.node.Services;
import dev.sluice.app.output.Rows;
import dev.sluice.audit.SequencingLag;
import dev.sluice.db.DatabaseRole;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice status}: where everything stands. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Documents by state and reason, batches, messages in quarantine, how reading went, and how far the audit log is behind.")
final class StatusCommand implements Callable<Integer> {
    private static final String COUNTS = """
            select 'document' what, state, coalesce(reason, '') reason, count(*) n from sluice.attempt a
             where attempt = (select max(attempt) from sluice.attempt b where b.document_id = a.document_id)
             group by state, reason
            union all
            select 'batch', state, coalesce(reason, ''), count(*) from sluice.batch group by state, reason
            union all
            select 'offset', outcome, coalesce(reason, ''), count(*) from sluice.offset_outcome group by outcome, reason
            union all
            select 'quarantine', state, reason, count(*) from sluice.quarantined where state = 'OPEN' group by state, reason
            union all
            select 'quarantine', 'WORK_ITEM', reason, count(*) from sluice.work_quarantine group by reason
            union all
            select 'topic', 'LOG_CUT', s.name || '-' || c.partition, count(*)
              from sluice.log_cut c join sluice.source_topic s on s.topic_key = c.topic_key group by s.name, c.partition
            union all
            select 'dispatch', endpoint || ' ' || state, coalesce(reason, ''), count(*) from sluice.dispatch
             group by endpoint, state, reason
            union all
            select 'classification', 'DEGRADED', reason, count(*) from sluice.classification, unnest(degraded) reason
             group by reason
            union all
            select 'outbox', case when failed_reason is null then 'waiting' else 'failed' end, coalesce(failed_reason, ''),
                   count(*) from sluice.outbox where published_at is null group by failed_reason
             order by 1, 2, 3
            """;

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private static SequencedMap<String, Object> extraction(ExtractionFile.Count count) {
        SequencedMap<String, Object> line = new LinkedHashMap<>();
        line.put("what", "extraction");
        line.put("state", count.state());
        line.put("reason", count.reason());
        line.put("count", count.count());
        return line;
    }

    private static long newlyOut(DataSource asOperator) {
        return JdbcClient.create(asOperator)
                .sql("select count(*) from sluice.attempt where state = 'WAITING' and reason = 'NEWLY_OUT'")
                .query(Long.class)
                .single();
    }

    private static String inForce(Services services) {
        return NamedBundle.register(services).bundles().stream()
                .filter(one -> one.state().equals("IN_FORCE"))
                .map(one -> one.name() + " " + Rows.printable(one.version()) + " " + one.digest() + ", in force since "
                        + one.from().map(Instant::toString).orElse("?"))
                .findFirst()
                .orElse("none in force yet: the first node that decides puts one in force");
    }

    @Override
    public Integer call() {
        DataFolder folder = machine.dataFolder();
        try (Services services = Services.databaseOnly(folder, machine.services());
                Rows rows = output.rows()) {
            var asOperator = services.database().dataSource(DatabaseRole.OPERATOR);
            Map<String, Long> counts = new LinkedHashMap<>();
            List.of("document", "batch", "offset", "quarantine", "dispatch").forEach(what -> counts.put(what, 0L));
            JdbcClient.create(asOperator)
                    .sql(COUNTS)
                    .query((row, number) -> {
                        SequencedMap<String, Object> line = new LinkedHashMap<>();
                        line.put("what", row.getString("what"));
                        line.put("state", row.getString("state"));
                        line.put("reason", row.getString("reason"));
                        line.put("count", row.getLong("n"));
                        return line;
                    })
                    .list()
                    .forEach(line -> {
                        rows.add(line);
                        counts.merge((String) line.get("what"), (Long) line.get("count"), Long::sum);
                    });
            long kept = newlyOut(asOperator);
            ExtractionFile.read(folder).forEach(count -> rows.add(extraction(count)));
            rows.close();
            System.err.println(
                    "node          " + (services.attached() ? "running" : "not running") + " on " + folder.root());
            System.err.println("policy        " + inForce(services));
            PolicyFile.read(folder.root())
                    .filter(node -> services.attached())
                    .ifPresent(node -> System.err.println("in the node   " + node.state() + " " + node.digest()));
            long behind = new SequencingLag(asOperator).oldestUnsequenced().toMillis();
            System.err.println("audit behind  " + behind + " ms"
                    + (behind > 0 && !services.attached() ? " (no sequencer runs; the next node catches up)" : ""));
            if (kept > 0) {
                System.err.println("kept inside   " + kept + " documents: " + OpenDocuments.NEWLY_OUT);
            }
            System.err.println("isolation     none: a node runs both pools in one process");
            System.err.println(counts.entrySet().stream()
                    .map(count -> count.getKey() + " " + count.getValue())
                    .collect(Collectors.joining(", ")));
            return ExitCode.OK;
        }
    }
}
