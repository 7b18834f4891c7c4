package dev.sluice.ingest.batch;

import dev.sluice.classifier.DocumentText;
import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.ingest.extract.Extraction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How stored documents were read before, as far as it counts for the extractor and the limits in force now. */
final class EarlierReadings {
    private final JdbcClient jdbc;
    private final ContentStore contents;
    private final String extractor;
    private final String limits;

    /**
     * Readings of others than these don't count.
     *
     * @param extractor name and version of the extractor
     * @param limits digest of the limits it reads under
     */
    EarlierReadings(DataSource dataSource, ContentStore contents, String extractor, String limits) {
        this.jdbc = JdbcClient.create(dataSource);
        this.contents = contents;
        this.extractor = extractor;
        this.limits = limits;
    }

    private record Newest(int attempt, String mediaType, boolean anyRead, String coverage, int kills) {}

    Reading of(UUID document) {
        Optional<Newest> newest = jdbc.sql("""
                        select attempt, media_type, any_read, coverage, kills from
                          (select * from sluice.extraction where document_id = :document order by attempt desc limit 1) e
                         where extractor = :extractor and limits = :limits
                        """)
                .param("document", document)
                .param("extractor", extractor)
                .param("limits", limits)
                .query((row, number) ->
                        new Newest(row.getInt(1), row.getString(2), row.getBoolean(3), row.getString(4), row.getInt(5)))
                .optional();
        if (newest.isEmpty() || newest.get().kills() < Extraction.MOST_KILLS) {
            return new Reading.Tried(newest.map(Newest::kills).orElse(0));
        }
        return new Reading.Spared(outcome(document, newest.get()));
    }

    /** The stored text is of the document and its parameters; of one in which nothing was read there is none. */
    private Extraction outcome(UUID document, Newest stored) {
        Optional<byte[]> text = stored.anyRead()
                ? contents.get(Compartment.RESTRICTED, document, ContentKind.TEXT, stored.attempt())
                : Optional.empty();
        return new Extraction(
                        stored.mediaType(),
                        DocumentText.of(text.map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                                .orElse("")),
                        StoredForms.coverage(stored.coverage()),
                        Duration.ZERO,
                        stored.kills(),
                        limits)
                .notTriedAgain();
    }
}
