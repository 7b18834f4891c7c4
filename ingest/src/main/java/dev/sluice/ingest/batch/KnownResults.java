package dev.sluice.ingest.batch;

import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes note of new results, so that they are recognised. A result is stored before anybody can send it back. */
final class KnownResults {
    private static final Logger log = LoggerFactory.getLogger(KnownResults.class);
    private static final int PAGE = 1000;

    private final JdbcClient jdbc;
    private final ContentStore contents;
    private final Origins origins;

    KnownResults(DataSource dataSource, ContentStore contents, Origins origins) {
        this.jdbc = JdbcClient.create(dataSource);
        this.contents = contents;
        this.origins = origins;
    }

    private record NewResult(
            UUID resultId, UUID documentId, int attempt, String compartment, OffsetDateTime createdAt) {}

    /**
     * Notes every result that is not noted yet. Oldest first, so that an end halfway loses none: the next call begins ten
     * minutes before the newest that is noted, for transactions that took long.
     */
    void note() {
        OffsetDateTime after = jdbc.sql("""
                        select coalesce(max(r.created_at) - interval '10 minutes', 'epoch')
                          from sluice.result_lookup l join sluice.result r using (result_id)
                        """).query(OffsetDateTime.class).single();
        UUID last = new UUID(0, 0);
        List<NewResult> page;
        do {
            page = page(after, last);
            page.forEach(this::note);
            if (!page.isEmpty()) {
                after = page.getLast().createdAt();
                last = page.getLast().resultId();
            }
        } while (page.size() == PAGE);
    }

    private List<NewResult> page(OffsetDateTime after, UUID last) {
        return jdbc.sql("""
                        select r.result_id, r.document_id, r.attempt, r.compartment, r.created_at from sluice.result r
                         where (r.created_at, r.result_id) > (:after, :last)
                           and not exists (select from sluice.result_lookup l where l.result_id = r.result_id)
                         order by r.created_at, r.result_id limit :page
                        """)
                .param("after", after)
                .param("last", last)
                .param("page", PAGE)
                .query((row, number) -> new NewResult(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getInt(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class)))
                .list();
    }

    private void note(NewResult result) {
        Optional<byte[]> output = output(result);
        if (output.isEmpty()) {
            log.warn("result without readable output resultId={}", result.resultId());
            return;
        }
        jdbc.sql("""
                        insert into sluice.result_lookup (result_id, document_id, lookup_digest, text_digest)
                        values (:result, :document, :digest, :text) on conflict do nothing
                        """)
                .param("result", result.resultId())
                .param("document", result.documentId())
                .param("digest", origins.lookup(output.get()))
                .param("text", origins.textLookup(new String(output.get(), StandardCharsets.UTF_8)))
                .update();
    }

    /** One that was altered cannot come back as it was made: it is passed over, and stops nothing. */
    private Optional<byte[]> output(NewResult result) {
        try {
            return contents.get(
                    Compartment.valueOf(result.compartment()), result.resultId(), ContentKind.RESULT, result.attempt());
        } catch (DataAccessException database) {
            throw database;
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}
