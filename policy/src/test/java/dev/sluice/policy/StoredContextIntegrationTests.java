package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.UuidV7;
import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Needs PostgreSQL. What is missing or unknown in the stored rows counts as the strictest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class StoredContextIntegrationTests {
    private final PolicyEngine engine = new PolicyEngine(TestBundle.defaultFilled(), Contexts.CLOCK);
    private TestDatabase database;
    private StoredRows rows;

    @BeforeAll
    void open() {
        database = TestServices.database();
        rows = new StoredRows(database.dataSource(DatabaseRole.INGEST));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void readsWhatWasStored() {
        UUID document = rows.document("");
        rows.extraction(document, true, true);
        UUID classification = rows.classification(document, "EXHAUSTIVE", "HEALTH_INFO");
        StoredContext stored = StoredContext.load(database.dataSource(DatabaseRole.WORKER_SOVEREIGN), document, 1)
                .orElseThrow();
        assertThat(stored.classificationId()).contains(classification);
        assertThat(stored.classificationDigest()).contains("02fe");
        assertThat(stored.textDigest()).contains("01ff");
        assertThat(stored.held() || stored.erased()).isFalse();
        DocumentContext context = stored.context();
        assertThat(context.complete() && context.anythingRead()).isTrue();
        assertThat(context.categories()).containsExactly(Category.HEALTH_INFO);
        assertThat(context.exhaustiveness()).isEqualTo(Exhaustiveness.EXHAUSTIVE);
        assertThat(context.textLength()).isEqualTo(321);
        assertThat(context.jurisdiction()).isEqualTo("eu");
        assertThat(context.maxCost())
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo(new BigDecimal("0.5")));
        assertThat(engine.decide(context).cleared()).isTrue();
    }

    @Test
    void whatWasNotDecidedOutsideIsTheWorstToAnExternalWorker() {
        UUID document = rows.document("");
        rows.extraction(document, true, true);
        rows.classification(document, "EXHAUSTIVE");
        StoredContext stored = StoredContext.load(database.dataSource(DatabaseRole.WORKER_EXTERNAL), document, 1)
                .orElseThrow();
        assertThat(stored.classificationId()).isEmpty();
        assertThat(stored.context().exhaustiveness()).isEqualTo(Exhaustiveness.FAILED);
        assertThat(engine.decide(stored.context()).cleared()).isFalse();
    }

    @Test
    void countsTheNewestClassification() {
        UUID document = rows.document("");
        rows.extraction(document, true, true);
        rows.classification(document, "EXHAUSTIVE");
        rows.classification(document, "EXHAUSTIVE", "PHI");
        assertThat(load(document).context().categories()).containsExactly(Category.PHI);
    }

    @Test
    void countsAnUnknownCategoryAsEveryCategory() {
        UUID document = rows.document("");
        rows.extraction(document, true, true);
        rows.classification(document, "EXHAUSTIVE", "HEALTH_INFO", "TOP_SECRET");
        DocumentContext context = load(document).context();
        assertThat(context.categories()).containsExactlyInAnyOrder(Category.values());
        assertThat(context.exhaustiveness()).isEqualTo(Exhaustiveness.FAILED);
        assertThat(engine.decide(context).cleared()).isFalse();
    }

    @Test
    void countsAMissingClassificationAsTheWorst() {
        UUID document = rows.document("");
        rows.extraction(document, true, true);
        DocumentContext context = load(document).context();
        assertThat(context.exhaustiveness()).isEqualTo(Exhaustiveness.FAILED);
        assertThat(engine.decide(context).cleared()).isFalse();
    }

    @Test
    void countsAMissingExtractionAsNothingRead() {
        UUID document = rows.document("");
        rows.classification(document, "EXHAUSTIVE");
        assertThat(engine.decide(load(document).context()).reason()).isEqualTo("NOTHING_READ");
    }

    @Test
    void countsAnUnknownSensitivityAsRestricted() {
        UUID document = rows.document("cosmic");
        rows.extraction(document, true, true);
        rows.classification(document, "EXHAUSTIVE");
        assertThat(load(document).context().minSensitivity()).isEqualTo(MinimumSensitivity.RESTRICTED);
    }

    @Test
    void countsTheStricterOfTheDocumentsAndTheAttemptsSensitivity() {
        UUID raised = rows.document("internal", "RESTRICTED");
        assertThat(load(raised).context().minSensitivity()).isEqualTo(MinimumSensitivity.RESTRICTED);
        assertThat(load(rows.document("internal")).context().minSensitivity()).isEqualTo(MinimumSensitivity.INTERNAL);
    }

    @Test
    void knowsNothingOfAnAttemptThatIsNot() {
        assertThat(StoredContext.load(database.dataSource(DatabaseRole.INGEST), UuidV7.next(), 1))
                .isEmpty();
    }

    @Test
    void whatStoppedEarlyCountsForItsBundleAloneAndWithoutOneForNone() {
        String digest = engine.bundle().digest();
        assertThat(counts("PARTIAL", digest, null, "PII")).isTrue();
        assertThat(counts("PARTIAL", "0".repeat(64), null, "PII")).isFalse();
        assertThat(counts("PARTIAL", digest, null, "PII", "TOP_SECRET")).isFalse();
        UUID without = rows.document("");
        rows.extraction(without, true, true);
        rows.classification(without, "PARTIAL", "PII");
        assertThat(engine.counts(load(without).context())).isFalse();
        assertThat(engine.decide(load(without).context()).reason()).isEqualTo("NOT_EXHAUSTIVE");
    }

    @Test
    void whatAnAllowEntryTookAwayCountsAgainOnAnotherDay() {
        String digest = engine.bundle().digest();
        LocalDate today = LocalDate.ofInstant(Contexts.NOON, ZoneOffset.UTC);
        assertThat(counts("EXHAUSTIVE", digest, today, "PII")).isTrue();
        assertThat(counts("EXHAUSTIVE", digest, today.minusDays(1), "PII")).isFalse();
        assertThat(counts("EXHAUSTIVE", "0".repeat(64), today, "PII")).isFalse();
    }

    private boolean counts(String exhaustiveness, String bundle, @Nullable LocalDate day, String... atMost) {
        UUID document = rows.document("");
        rows.extraction(document, true, true);
        rows.bound(document, exhaustiveness, bundle, day, atMost);
        return engine.counts(load(document).context());
    }

    private StoredContext load(UUID document) {
        return StoredContext.load(database.dataSource(DatabaseRole.WORKER_SOVEREIGN), document, 1)
                .orElseThrow();
    }
}
