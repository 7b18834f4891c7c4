package dev.sluice.ingest.batch;

import dev.sluice.ingest.IngestException;
import dev.sluice.ingest.intake.OwnClaims;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Claim checks of our own command line whose document is stored. They are noted in the chunk's transaction and deleted after
 * it, so that a crash before the commit loses nothing and one after it leaves no file for ever. Only the node whose they are
 * deletes them, in its own folder.
 */
final class SpentClaims {
    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final Optional<OwnClaims> own;

    SpentClaims(DataSource dataSource, Optional<OwnClaims> own) {
        this.jdbc = JdbcClient.create(dataSource);
        this.own = own;
    }

    /** Notes one of our own in the caller's transaction. */
    void add(UUID claim) {
        jdbc.sql("insert into sluice.spent_claim (claim_id, source) values (:claim, :source) on conflict do nothing")
                .param("claim", claim)
                .param("source", own.map(OwnClaims::source).orElse(null))
                .update();
    }

    /**
     * Deletes the files of committed notes, then the notes.
     *
     * @return how many were deleted
     * @throws IngestException if a file cannot be deleted, after all that can be; it is tried again at the next call
     */
    int delete() {
        if (own.isEmpty() || !Files.isDirectory(own.get().directory())) {
            return 0;
        }
        List<UUID> spent = jdbc.sql("""
                        select claim_id from sluice.spent_claim where source = :source or source is null
                        order by random() limit :most
                        """)
                .param("source", own.get().source())
                .param("most", MOST)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        Optional<IngestException> failed = Optional.empty();
        for (UUID claim : spent) {
            try {
                Files.deleteIfExists(own.get().file(claim));
            } catch (IOException failure) {
                failed = Optional.of(new IngestException("claim check " + claim + " could not be deleted ("
                        + failure.getClass().getSimpleName() + "); may this process write in the claims folder?"));
                continue;
            }
            jdbc.sql("delete from sluice.spent_claim where claim_id = :claim")
                    .param("claim", claim)
                    .update();
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
        return spent.size();
    }
}
