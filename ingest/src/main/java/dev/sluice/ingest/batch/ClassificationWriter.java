package dev.sluice.ingest.batch;

import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.Outcome;
import dev.sluice.classifier.Category;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Degraded;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Exhaustive;
import dev.sluice.classifier.Partial;
import dev.sluice.classifier.Suppression;
import dev.sluice.db.UuidV7;
import dev.sluice.policy.Exhaustiveness;
import java.sql.Types;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes a classification of an attempt, which is then its newest, and its event; joins the caller's transaction. */
final class ClassificationWriter {
    private final JdbcClient jdbc;
    private final Ledger ledger;

    ClassificationWriter(DataSource dataSource, Ledger ledger) {
        this.jdbc = JdbcClient.create(dataSource);
        this.ledger = ledger;
    }

    /** Which attempt at which document. */
    record Place(UUID documentId, int attempt, UUID batchId, String tenant) {}

    /**
     * What was found.
     *
     * @param categories those of the classification, and those that the document has otherwise
     * @param day the day (UTC) for which allow entries held
     * @param bundleDigest the bundle whose rules held
     */
    record Classified(
            DocumentText text,
            Classification classification,
            Set<Category> categories,
            LocalDate day,
            String bundleDigest) {}

    /** Its digest in lower-case hex. */
    record Written(UUID classificationId, String digest) {}

    /** What it counts for, if not for any bundle on any day. */
    private record Counts(
            @Nullable String bundleDigest,
            @Nullable LocalDate day,
            @Nullable List<String> atMost) {
        static Counts of(Classified classified) {
            Classification classification = classified.classification();
            boolean suppresses = !classification.suppressed().isEmpty();
            return suppresses || classification instanceof Partial
                    ? new Counts(
                            classified.bundleDigest(),
                            suppresses ? classified.day() : null,
                            names(classification.atMost()))
                    : new Counts(null, null, null);
        }

        String form() {
            return bundleDigest + " " + day + " " + atMost;
        }
    }

    Written write(Place place, Classified classified) {
        Classification classification = classified.classification();
        UUID id = UuidV7.next();
        String exhaustiveness = Exhaustiveness.of(classification).name();
        List<String> categories = names(classified.categories());
        List<String> degraded = classification instanceof Degraded low
                ? low.reasons().stream().map(DegradedReason::name).toList()
                : List.of();
        String findings = StoredForms.findings(classified.text(), classification);
        String detectors = classification.detectors().digest();
        Counts counts = Counts.of(classified);
        byte[] digest = StoredForms.digest(exhaustiveness, categories, degraded, detectors, counts.form(), findings);
        List<String> atMost = counts.atMost();
        jdbc.sql("""
                        insert into sluice.classification (classification_id, document_id, attempt, exhaustiveness,
                          categories, degraded, findings, detectors, digest, bundle_digest, holds_on, at_most)
                        values (:id, :document, :attempt, :exhaustiveness, :categories, :degraded,
                          cast(:findings as jsonb), :detectors, :digest, :bundle, :day, :most)
                        """)
                .param("id", id)
                .param("document", place.documentId())
                .param("attempt", place.attempt())
                .param("exhaustiveness", exhaustiveness)
                .param("categories", categories.toArray(String[]::new))
                .param("degraded", degraded.toArray(String[]::new))
                .param("findings", findings)
                .param("detectors", detectors)
                .param("digest", digest)
                .param("bundle", counts.bundleDigest(), Types.VARCHAR)
                .param("day", counts.day(), Types.DATE)
                .param("most", atMost == null ? null : atMost.toArray(String[]::new), Types.ARRAY)
                .update();
        Map<String, Object> body = new TreeMap<>(Map.of(
                "classification", id,
                "exhaustiveness", exhaustiveness,
                "categories", categories,
                "degraded", degraded,
                "found", found(classification),
                "detectors", detectors,
                "digest", HexFormat.of().formatHex(digest)));
        addTiers(classification, body);
        if (!classification.suppressed().isEmpty()) {
            body.put("suppressed", suppressed(classification));
        }
        ledger.record(Ledger.event(
                        classification instanceof Degraded
                                ? AuditEvents.CLASSIFICATION_DEGRADED
                                : AuditEvents.CLASSIFICATION_COMPLETED)
                .outcome(
                        classification instanceof Degraded ? Outcome.FAILURE : Outcome.SUCCESS,
                        degraded.isEmpty() ? null : degraded.getFirst())
                .document(place.documentId(), place.attempt())
                .batch(place.batchId())
                .tenant(place.tenant())
                .with(body));
        return new Written(id, HexFormat.of().formatHex(digest));
    }

    /** The tiers that ran to their end, and where one did not, for which bundle the others were enough. */
    private static void addTiers(Classification classification, Map<String, Object> body) {
        switch (classification) {
            case Exhaustive whole -> body.put("tiers", whole.tiers());
            case Partial stopped -> {
                body.put("tiers", stopped.tiers());
                body.put("enoughFor", stopped.bundleDigest());
            }
            case Degraded doubtful -> {
                // The reasons say what failed.
            }
        }
    }

    /** How often each allow entry kept a finding from counting. */
    private static Map<String, Object> suppressed(Classification classification) {
        return new TreeMap<>(classification.suppressed().stream()
                .collect(Collectors.groupingBy(Suppression::entry, Collectors.counting())));
    }

    private static Map<String, Object> found(Classification classification) {
        return new TreeMap<>(classification.findings().stream()
                .collect(Collectors.groupingBy(finding -> finding.type().name(), Collectors.counting())));
    }

    private static List<String> names(Set<Category> categories) {
        return categories.stream().map(Enum::name).sorted().toList();
    }
}
