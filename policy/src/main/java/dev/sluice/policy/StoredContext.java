package dev.sluice.policy;

import dev.sluice.classifier.Category;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is stored about an attempt, for deciding again. What is missing or unknown counts as the strictest: no extraction
 * is nothing read, no classification is a failed one, an unknown category is every category.
 *
 * @param classificationId the newest classification
 * @param classificationDigest its digest, lower-case hex
 * @param detectors digest of the detectors that it ran
 * @param textDigest HMAC of the canonical text under the document's salt, lower-case hex
 */
public record StoredContext(
        DocumentContext context,
        Optional<UUID> classificationId,
        Optional<String> classificationDigest,
        Optional<String> detectors,
        Optional<String> textDigest,
        boolean held,
        boolean erased) {

    /** Reads in the caller's transaction, as the role of the data source; empty if there is no such attempt. */
    public static Optional<StoredContext> load(DataSource dataSource, UUID documentId, int attempt) {
        return load(JdbcClient.create(dataSource), documentId, attempt);
    }

    /** As {@link #load(DataSource, UUID, int)}. */
    public static Optional<StoredContext> load(JdbcClient jdbc, UUID documentId, int attempt) {
        return jdbc.sql("""
                        select d.tenant, d.task, d.purpose, d.jurisdiction, d.residency, d.min_sensitivity, d.deadline,
                               d.max_cost, d.hold, d.erased_at, a.min_sensitivity as attempt_min_sensitivity,
                               e.complete, e.any_read, e.text_length, e.text_digest,
                               c.classification_id, c.exhaustiveness, c.categories, c.digest, c.detectors,
                               c.bundle_digest, c.holds_on, c.at_most
                          from sluice.attempt a
                          join sluice.document d on d.document_id = a.document_id
                          left join sluice.extraction e on e.document_id = a.document_id and e.attempt = a.attempt
                          left join lateral (
                                 select * from sluice.classification n
                                  where n.document_id = a.document_id and n.attempt = a.attempt
                                  order by n.classified_at desc, n.classification_id desc
                                  limit 1) c on true
                         where a.document_id = :document and a.attempt = :attempt
                        """)
                .param("document", documentId)
                .param("attempt", attempt)
                .query(StoredContext::read)
                .optional();
    }

    private static StoredContext read(ResultSet row, int number) throws SQLException {
        Optional<UUID> classification = Optional.ofNullable(row.getObject("classification_id", UUID.class));
        Optional<Set<Category>> known =
                classification.isPresent() ? categories(strings(row.getArray("categories"))) : Optional.empty();
        Exhaustiveness exhaustiveness =
                known.isPresent() ? Exhaustiveness.parse(row.getString("exhaustiveness")) : Exhaustiveness.FAILED;
        OffsetDateTime deadline = row.getObject("deadline", OffsetDateTime.class);
        DocumentContext context = new DocumentContext(
                row.getBoolean("complete"),
                row.getBoolean("any_read"),
                exhaustiveness,
                known.orElseGet(() -> EnumSet.allOf(Category.class)),
                row.getString("tenant"),
                row.getString("task"),
                row.getString("purpose"),
                row.getString("jurisdiction"),
                row.getString("residency"),
                MinimumSensitivity.parse(row.getString("min_sensitivity"))
                        .max(MinimumSensitivity.parse(row.getString("attempt_min_sensitivity"))),
                row.getLong("text_length"),
                Optional.ofNullable(deadline).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getBigDecimal("max_cost")),
                validity(row, exhaustiveness));
        return new StoredContext(
                context,
                classification,
                hex(row.getBytes("digest")),
                Optional.ofNullable(row.getString("detectors")),
                hex(row.getBytes("text_digest")),
                row.getBoolean("hold"),
                row.getObject("erased_at") != null);
    }

    /** One that stopped early and does not say for what counts for nothing. */
    private static Optional<Validity> validity(ResultSet row, Exhaustiveness level) throws SQLException {
        String bundle = row.getString("bundle_digest");
        Array most = row.getArray("at_most");
        if (bundle == null || most == null) {
            return level == Exhaustiveness.PARTIAL
                    ? Optional.of(new Validity("", Optional.empty(), EnumSet.allOf(Category.class)))
                    : Optional.empty();
        }
        return Optional.of(new Validity(
                bundle,
                Optional.ofNullable(row.getObject("holds_on", LocalDate.class)),
                categories(strings(most)).orElseGet(() -> EnumSet.allOf(Category.class))));
    }

    /** Empty if one of the words is no category: then nothing can be said about the document. */
    static Optional<Set<Category>> categories(List<String> words) {
        Set<Category> categories = EnumSet.noneOf(Category.class);
        for (String word : words) {
            try {
                categories.add(Category.valueOf(word));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(categories);
    }

    static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Optional<String> hex(byte @Nullable [] bytes) {
        return bytes == null ? Optional.empty() : Optional.of(HexFormat.of().formatHex(bytes));
    }
}
