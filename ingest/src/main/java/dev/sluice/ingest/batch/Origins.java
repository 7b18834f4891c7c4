package dev.sluice.ingest.batch;

import dev.sluice.classifier.Category;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Recognises a document that we have seen before in another form, above all a result of ours that comes back, and says what
 * it must at least count as: a model's words are as sensitive as what they were made from.
 */
final class Origins {
    private static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.US_ASCII);

    private final JdbcClient jdbc;
    private final KeyRing keys;

    Origins(DataSource dataSource, KeyRing keys) {
        this.jdbc = JdbcClient.create(dataSource);
        this.keys = keys;
    }

    /**
     * What a document is raised to.
     *
     * @param categories it has at least these
     * @param restricted it never leaves: its origin does not, or cannot be found
     */
    record Raise(Set<Category> categories, boolean restricted) {
        static final Raise NONE = new Raise(Set.of(), false);

        Raise {
            categories = Set.copyOf(categories);
        }

        Raise and(Raise other) {
            Set<Category> both = EnumSet.noneOf(Category.class);
            both.addAll(categories);
            both.addAll(other.categories);
            return new Raise(both, restricted || other.restricted);
        }
    }

    byte[] lookup(byte[] content) {
        return keys.mac(KeyName.LOOKUP, PAYLOAD, content);
    }

    /** For a document that says whose result it is. */
    Raise declared(Optional<UUID> origin, boolean unreadable) {
        if (unreadable) {
            return new Raise(Set.of(), true);
        }
        return origin.map(this::ofDocument).orElse(Raise.NONE);
    }

    /** For a document whose bytes are those of a result or of another document. */
    Raise ofContent(byte[] lookupDigest, Optional<UUID> self) {
        Raise raise = Raise.NONE;
        for (UUID document : jdbc.sql(
                        "select distinct document_id from sluice.result_lookup where lookup_digest = :digest")
                .param("digest", lookupDigest)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list()) {
            raise = raise.and(ofDocument(document));
        }
        for (UUID document : jdbc.sql(
                        "select document_id from sluice.document where payload_digest = :digest and document_id <> :self limit 20")
                .param("digest", lookupDigest)
                .param("self", self.orElse(new UUID(0, 0)))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list()) {
            raise = raise.and(new Raise(categories(document), false));
        }
        return raise;
    }

    private Raise ofDocument(UUID document) {
        List<Boolean> cleared = jdbc.sql("""
                        select coalesce((select n.cleared from sluice.decision n where n.document_id = d.document_id
                                          order by n.decided_at desc, n.decision_id desc limit 1), false)
                          from sluice.document d where d.document_id = :document
                        """)
                .param("document", document)
                .query((row, number) -> row.getBoolean(1))
                .list();
        return new Raise(categories(document), cleared.isEmpty() || !cleared.getFirst());
    }

    private Set<Category> categories(UUID document) {
        List<String> names = jdbc.sql("""
                        select unnest(categories) from sluice.classification where document_id = :document
                         union
                        select unnest(categories) from sluice.result where document_id = :document
                        """)
                .param("document", document)
                .query((row, number) -> row.getString(1))
                .list();
        Set<Category> categories = EnumSet.noneOf(Category.class);
        for (String name : names) {
            try {
                categories.add(Category.valueOf(name));
            } catch (IllegalArgumentException unknown) {
                return EnumSet.allOf(Category.class);
            }
        }
        return categories;
    }
}
