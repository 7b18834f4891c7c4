package dev.sluice.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An officer's questions. Each is put to one database function, which checks the grant and writes {@code audit.queried},
 * and answered by another only once that is committed, so no read goes unrecorded (PCI DSS 10.2.1.3). To be used outside
 * a transaction. Thread-safe.
 */
public final class AuditQueries {
    /** The first instant of any log. */
    public static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");

    /** After the last instant of any log. */
    public static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private static final int DEFAULT_LIMIT = 10_000;
    private static final String ALL_TIME = "-";

    private final JdbcClient jdbc;
    private final Actor actor;
    private final int limit;

    /** Questions of this actor, answered with at most 10,000 records each. */
    public AuditQueries(DataSource asOfficer, Actor actor) {
        this(JdbcClient.create(asOfficer), actor, DEFAULT_LIMIT);
    }

    private AuditQueries(JdbcClient jdbc, Actor actor, int limit) {
        if (limit < 1 || limit == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a limit is at least 1, found " + limit);
        }
        this.jdbc = jdbc;
        this.actor = actor;
        this.limit = limit;
    }

    /** The same questions with another limit on the records of an answer. */
    public AuditQueries limit(int records) {
        return new AuditQueries(jdbc, actor, records);
    }

    /** Everything that happened to a document. @throws QueryRefusedException when the actor is not an officer */
    public QueryAnswer byDocument(UUID documentId) {
        return byDocument(documentId, BEGINNING, END);
    }

    /** What happened to a document and was recorded from the first instant to before the second. */
    public QueryAnswer byDocument(UUID documentId, Instant since, Instant until) {
        return ask("document", documentId.toString(), since, until);
    }

    /** Everything that happened to the documents of a subject, named by the keyed digest of its token. */
    public QueryAnswer bySubject(byte[] subjectDigest) {
        return bySubject(subjectDigest, BEGINNING, END);
    }

    /** The same, recorded from the first instant to before the second. */
    public QueryAnswer bySubject(byte[] subjectDigest, Instant since, Instant until) {
        return ask("subject", HexFormat.of().formatHex(subjectDigest), since, until);
    }

    /** Everything that happened in a batch. */
    public QueryAnswer byBatch(UUID batchId) {
        return byBatch(batchId, BEGINNING, END);
    }

    /** What happened in a batch and was recorded from the first instant to before the second. */
    public QueryAnswer byBatch(UUID batchId, Instant since, Instant until) {
        return ask("batch", batchId.toString(), since, until);
    }

    /** Everything about an endpoint at any time. */
    public QueryAnswer byEndpoint(String endpoint) {
        return byEndpoint(endpoint, BEGINNING, END);
    }

    /** Everything about an endpoint that was recorded from the first instant to before the second. */
    public QueryAnswer byEndpoint(String endpoint, Instant since, Instant until) {
        return ask("endpoint", Values.identifier("endpoint", endpoint), since, until);
    }

    /** Everything that was recorded from the first instant to before the second. */
    public QueryAnswer between(Instant since, Instant until) {
        return ask("time", ALL_TIME, since, until);
    }

    /** One event. */
    public Optional<AuditRecord> event(UUID eventId) {
        return ask("event", eventId.toString(), BEGINNING, END).records().stream()
                .findFirst();
    }

    private QueryAnswer ask(String question, String key, Instant since, Instant until) {
        UUID query = jdbc.sql("select audit.ask(:kind, :id, :authentication, :question, :key, :since, :until, :most)")
                .param("kind", actor.kind())
                .param("id", actor.id())
                .param("authentication", actor.authentication())
                .param("question", question)
                .param("key", key)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("most", limit + 1)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new QueryRefusedException(actor));
        List<AuditRecord> rows = jdbc.sql(
                        "select leaf_index, event_id, recorded_at, type, body from audit.answer(:query)")
                .param("query", query)
                .query((row, number) -> new AuditRecord(
                        row.getObject("event_id", UUID.class),
                        row.getObject("leaf_index", Long.class),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getString("type"),
                        row.getString("body")))
                .list();
        return new QueryAnswer(rows.stream().limit(limit).toList(), rows.size() <= limit);
    }
}
