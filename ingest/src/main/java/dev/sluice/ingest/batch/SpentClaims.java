package dev.sluice.ingest.batch;

import dev.sluice.ingest.IngestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Claim checks of our own making whose document is stored. They are noted in the chunk's transaction and deleted after
 * it, so that a crash before the commit loses nothing and one after it leaves no file for ever.
 */
final class SpentClaims {
    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final List<Path> directories;

    /** @param directories where claim checks may lie; one that this node does not have is left to the node that does */
    SpentClaims(DataSource dataSource, List<Path> directories) {
        this.jdbc = JdbcClient.create(dataSource);
        this.directories = List.copyOf(directories);
    }

    /** Notes one in the caller's transaction. */
    void add(UUID claim) {
        jdbc.sql("insert into sluice.spent_claim (claim_id) values (:claim) on conflict do nothing")
                .param("claim", claim)
                .update();
    }

    /**
     * Deletes the files of committed notes, then the notes.
     *
     * @return how many were deleted
     * @throws IngestException if a file cannot be deleted; it is tried again at the next call
     */
    int delete() {
        if (directories.stream().noneMatch(Files::isDirectory)) {
            return 0;
        }
        List<UUID> spent = jdbc.sql("select claim_id from sluice.spent_claim limit :most")
                .param("most", MOST)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        for (UUID claim : spent) {
            for (Path directory : directories) {
                try {
                    Files.deleteIfExists(directory.resolve(claim + ".claim"));
                } catch (IOException failure) {
                    throw new IngestException("claim check " + claim + " could not be deleted ("
                            + failure.getClass().getSimpleName() + "); may this process write in the claims folder?");
                }
            }
            jdbc.sql("delete from sluice.spent_claim where claim_id = :claim")
                    .param("claim", claim)
                    .update();
        }
        return spent.size();
    }
}
