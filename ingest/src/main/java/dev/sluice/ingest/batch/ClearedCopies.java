package dev.sluice.ingest.batch;

import dev.sluice.db.Compartment;
import dev.sluice.db.ContentStore;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Destroys the copies that the external pool can read as soon as nothing is left to do with them. */
final class ClearedCopies {
    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final ContentStore contents;
    private final TransactionTemplate transaction;

    ClearedCopies(DataSource dataSource, ContentStore contents, TransactionTemplate transaction) {
        this.jdbc = JdbcClient.create(dataSource);
        this.contents = contents;
        this.transaction = transaction;
    }

    /** Copies of documents whose every attempt has ended; another clearance would make another copy. */
    int destroyEnded() {
        List<UUID> ended = jdbc.sql("""
                        select k.owner from content.cleared_key k
                         where exists (select from sluice.attempt a where a.document_id = k.owner)
                           and not exists (select from sluice.attempt a
                                            where a.document_id = k.owner and a.ended_at is null)
                         limit :most
                        """)
                .param("most", MOST)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        for (UUID document : ended) {
            transaction.executeWithoutResult(status -> {
                // The newest attempt is locked, so that no rerun makes a copy between this look and the end. One that
                // was
                // made while the lock was waited for is seen by the second statement only.
                jdbc.sql("""
                                select attempt from sluice.attempt where document_id = :document
                                 order by attempt desc limit 1 for update
                                """).param("document", document).query(Integer.class).single();
                boolean open = jdbc.sql("""
                                select exists (select from sluice.attempt
                                                where document_id = :document and ended_at is null)
                                """)
                        .param("document", document)
                        .query(Boolean.class)
                        .single();
                if (!open) {
                    contents.destroyKey(Compartment.CLEARED, document);
                }
            });
        }
        return ended.size();
    }
}
