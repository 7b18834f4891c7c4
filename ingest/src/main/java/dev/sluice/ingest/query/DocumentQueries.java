package dev.sluice.ingest.query;

import dev.sluice.ingest.extract.UnreadPart;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where documents stand. */
public final class DocumentQueries {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** What belongs to an attempt {@code a}: what was read, the newest classification and decision, the result. */
    private static final String OF_ATTEMPT = """
            left join sluice.extraction e on e.document_id = a.document_id and e.attempt = a.attempt
            left join lateral (select * from sluice.classification x
                                where x.document_id = a.document_id and x.attempt = a.attempt
                                order by x.classified_at desc, x.classification_id desc limit 1) c on true
            left join lateral (select * from sluice.decision x
                                where x.document_id = a.document_id and x.attempt = a.attempt
                                order by x.decided_at desc, x.decision_id desc limit 1) n on true
            left join sluice.result r on r.document_id = a.document_id and r.attempt = a.attempt
            """;

    private static final String NEWEST = """
            left join lateral (select * from sluice.attempt x where x.document_id = d.document_id
                                order by x.attempt desc limit 1) a on true
            left join lateral (select * from sluice.dispatch x
                                where x.document_id = a.document_id and x.attempt = a.attempt
                                order by x.intent_at desc, x.dispatch_id desc limit 1) s on true
            """ + OF_ATTEMPT;
    private static final String COLUMNS = """
            d.document_id, d.task, a.attempt, a.state, a.reason, a.process_ms, e.media_type, e.complete, e.unread,
            c.categories, c.exhaustiveness, n.cleared, n.route, n.reason as decision_reason, n.policies, n.bundle_digest,
            s.endpoint, r.model, r.result_id
            """;

    /** Counts are objects, so that a type that is added needs no column here. */
    private static final String ATTEMPTS = """
            select a.*, d.task, e.media_type, e.complete, e.unread, c.categories, c.exhaustiveness, c.degraded, n.route,
                   n.cleared, n.reason as decision_reason, n.policies, n.bundle_digest, r.model,
                   (select jsonb_object_agg(state, n) from (
                      select part ->> 'state' as state, count(*) as n
                        from jsonb_array_elements(e.coverage) part group by 1) p) as parts,
                   (select jsonb_agg(part order by place) from jsonb_array_elements(e.coverage) with ordinality c (part, place)
                      where part ->> 'state' = 'UNREAD') as unread_parts,
                   (select jsonb_object_agg(type, n) from (
                      select finding ->> 'type' as type, count(*) as n
                        from jsonb_array_elements(c.findings) finding
                        where finding->>'suppressed' is null group by 1) f) as findings,
                   array(select s.endpoint || ' ' || s.state || coalesce('(' || s.reason || ')', '')
                           from sluice.dispatch s
                          where s.document_id = a.document_id and s.attempt = a.attempt
                          order by s.intent_at, s.dispatch_id) as dispatches
              from sluice.attempt a
              join sluice.document d on d.document_id = a.document_id
            """ + OF_ATTEMPT + """
             where a.document_id = :document
             order by a.attempt
            """;

    private final JdbcClient jdbc;

    /**
     * Asks as role OPERATOR.
     *
     * @param asOperator the database as role OPERATOR
     */
    public DocumentQueries(DataSource asOperator) {
        this.jdbc = JdbcClient.create(asOperator);
    }

    /**
     * One document.
     *
     * @param documentId our id
     * @return where it stands, if there is such a document
     */
    public Optional<DocumentStatus> find(UUID documentId) {
        return jdbc.sql("select 'DOCUMENT' as outcome, null as outcome_reason, " + COLUMNS + " from sluice.document d "
                        + NEWEST + " where d.document_id = :document")
                .param("document", documentId)
                .query(DocumentQueries::status)
                .optional();
    }

    /**
     * One document, by what its upstream system calls it.
     *
     * @param upstreamDigest the keyed digest of source and id
     * @return where it stands, if there is such a document
     */
    public Optional<DocumentStatus> byUpstream(byte[] upstreamDigest) {
        return jdbc.sql("select 'DOCUMENT' as outcome, null as outcome_reason, " + COLUMNS + " from sluice.document d "
                        + NEWEST + " where d.upstream_digest = :digest")
                .param("digest", upstreamDigest)
                .query(DocumentQueries::status)
                .optional();
    }

    /**
     * The result of the newest attempt that has one.
     *
     * @param documentId our id
     * @return the result without its content, if there is one
     */
    public Optional<ResultRow> result(UUID documentId) {
        return jdbc.sql("""
                        select result_id, attempt, compartment, task, endpoint, model, partial
                          from sluice.result where document_id = :document order by attempt desc limit 1
                        """)
                .param("document", documentId)
                .query((row, number) -> new ResultRow(
                        row.getObject("result_id", UUID.class),
                        row.getInt("attempt"),
                        row.getString("compartment"),
                        row.getString("task"),
                        row.getString("endpoint"),
                        row.getString("model"),
                        row.getBoolean("partial")))
                .optional();
    }

    /**
     * What became of one offset; a duplicate and a conflict tell of the document they repeat.
     *
     * @param topic the topic's name; of several topics that had it, the newest
     * @param partition the partition
     * @param offset the offset
     * @return its outcome, if it has one yet
     */
    public Optional<DocumentStatus> atOffset(String topic, int partition, long offset) {
        return jdbc.sql("select o.outcome, o.reason as outcome_reason, " + COLUMNS
                        + " from sluice.offset_outcome o left join sluice.document d on d.document_id = o.document_id "
                        + NEWEST + """
                         where o.topic_key = (select max(b.topic_key) from sluice.batch b join sluice.source_topic s using (topic_key)
                                              where s.name = :topic and b.partition = :partition)
                           and o.partition = :partition and o.record_offset = :offset
                        """)
                .param("topic", topic)
                .param("partition", partition)
                .param("offset", offset)
                .query(DocumentQueries::status)
                .optional();
    }

    /**
     * Every attempt at a document, oldest first.
     *
     * @param documentId our id
     * @return its attempts; empty if there is no such document
     */
    public List<AttemptRow> attempts(UUID documentId) {
        return jdbc.sql(ATTEMPTS)
                .param("document", documentId)
                .query(DocumentQueries::attempt)
                .list();
    }

    private static DocumentStatus status(ResultSet row, int number) throws SQLException {
        return new DocumentStatus(
                row.getString("outcome"),
                Optional.ofNullable(row.getString("outcome_reason")),
                Optional.ofNullable(row.getObject("document_id", UUID.class)),
                row.getInt("attempt"),
                Optional.ofNullable(row.getString("state")),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("media_type")),
                row.getBoolean("complete"),
                strings(row.getArray("unread")),
                strings(row.getArray("categories")),
                Optional.ofNullable(row.getString("exhaustiveness")),
                row.getBoolean("cleared"),
                Optional.ofNullable(row.getString("route")),
                Optional.ofNullable(row.getString("decision_reason")),
                strings(row.getArray("policies")),
                Optional.ofNullable(row.getString("bundle_digest")),
                Optional.ofNullable(row.getString("endpoint")),
                Optional.ofNullable(row.getString("model")),
                Optional.ofNullable(row.getObject("result_id", UUID.class)),
                Optional.ofNullable(row.getString("task")),
                row.getLong("process_ms"));
    }

    private static AttemptRow attempt(ResultSet row, int number) throws SQLException {
        return new AttemptRow(
                row.getInt("attempt"),
                row.getString("task"),
                row.getObject("batch_id", UUID.class),
                row.getString("state"),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("media_type")),
                row.getBoolean("complete"),
                strings(row.getArray("unread")),
                unreadParts(row.getString("unread_parts")),
                counts(row.getString("parts")),
                strings(row.getArray("categories")),
                Optional.ofNullable(row.getString("exhaustiveness")),
                strings(row.getArray("degraded")),
                counts(row.getString("findings")),
                Optional.ofNullable(row.getString("route")),
                row.getBoolean("cleared"),
                Optional.ofNullable(row.getString("decision_reason")),
                strings(row.getArray("policies")),
                Optional.ofNullable(row.getString("bundle_digest")),
                strings(row.getArray("dispatches")),
                Optional.ofNullable(row.getString("model")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static SortedMap<String, Long> counts(@Nullable String json) {
        SortedMap<String, Long> counts = new TreeMap<>();
        if (json != null) {
            JsonNode stored = JSON.readTree(json);
            stored.propertyNames()
                    .forEach(name -> counts.put(name, stored.get(name).longValue()));
        }
        return counts;
    }

    private static List<UnreadPart> unreadParts(@Nullable String json) {
        List<UnreadPart> parts = new ArrayList<>();
        if (json != null) {
            for (JsonNode part : JSON.readTree(json)) {
                parts.add(new UnreadPart(
                        part.get("path").stringValue(), part.get("reason").stringValue()));
            }
        }
        return parts;
    }

    private static List<String> strings(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
