package dev.sluice.ingest.batch;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Segment;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Recognises a document that we have seen before in another form, above all a result of ours that comes back, and says what
 * it must at least count as: a model's words are as sensitive as what they were made from.
 */
final class Origins {
    private static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] TEXT = "text".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern PARAGRAPH = Pattern.compile("\\n[ \\t\\r]*\\n");
    /** A part of a document that is shorter says too little to be known by: a label, a cell. */
    private static final int SHORTEST_PART = 40;

    private static final int MOST_PARTS = 500;

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

    /** Of what a text says, however it is set: compatibility forms, case and white space do not count. */
    byte[] textLookup(String text) {
        return lookupFolded(FoldedText.of(text));
    }

    private byte[] lookupFolded(String folded) {
        return keys.mac(KeyName.LOOKUP, TEXT, folded.getBytes(StandardCharsets.UTF_8));
    }

    /** For a document whose text, or a longer part of it, is that of a result. */
    Raise ofText(DocumentText text) {
        if (text.isBlank()) {
            return Raise.NONE;
        }
        Set<String> folded = new LinkedHashSet<>();
        folded.add(FoldedText.of(text.segments().stream().map(Segment::text).collect(Collectors.joining(" "))));
        text.segments().stream()
                .flatMap(segment -> parts(segment.text()))
                .filter(part -> part.length() >= SHORTEST_PART)
                .distinct()
                .limit(MOST_PARTS)
                .forEach(part -> folded.add(FoldedText.of(part)));
        Raise raise = Raise.NONE;
        for (UUID document : jdbc.sql(
                        "select distinct document_id from sluice.result_lookup where text_digest = any (:digests)")
                .param("digests", folded.stream().map(this::lookupFolded).toArray(byte[][]::new))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list()) {
            raise = raise.and(ofDocument(document));
        }
        return raise;
    }

    /** All of it, its paragraphs, and its lines with and without a name before the value, as JSON is rendered. */
    private static Stream<String> parts(String segment) {
        return Stream.concat(
                Stream.concat(Stream.of(segment), PARAGRAPH.splitAsStream(segment)),
                segment.lines().flatMap(Origins::withoutName));
    }

    private static Stream<String> withoutName(String line) {
        int name = line.indexOf(": ");
        return name < 0 ? Stream.of(line) : Stream.of(line, line.substring(name + 1));
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
            raise = raise.and(new Raise(categories(document), keptInside(document)));
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

    /** What was declared about equal bytes, or known of where they come from, holds for whoever sends them again. */
    private boolean keptInside(UUID document) {
        return jdbc.sql("""
                        select exists (select from sluice.attempt a join sluice.document d using (document_id)
                                        where document_id = :document
                                          and (a.min_sensitivity in ('CONFIDENTIAL', 'RESTRICTED')
                                            or d.min_sensitivity in ('CONFIDENTIAL', 'RESTRICTED')))
                        """).param("document", document).query(Boolean.class).single();
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
