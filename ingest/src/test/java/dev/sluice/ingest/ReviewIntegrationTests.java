package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.Topics;
import dev.sluice.ingest.rerun.RerunPlan;
import dev.sluice.ingest.rerun.RerunPolicy;
import dev.sluice.ingest.review.ReviewAnswer;
import dev.sluice.ingest.review.ReviewQueries;
import dev.sluice.ingest.review.ReviewRow;
import dev.sluice.ingest.review.Reviews;
import dev.sluice.policy.PolicyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewIntegrationTests {
    private static final Actor PERSON = Actor.user("mary.poe", "local");

    @TempDir
    private Path claims;

    private Station station;
    private UUID memo;

    @BeforeEach
    void processAMemo() {
        station = new Station(claims, true);
        station.publish(Station.document("memo", "The meeting moves to the large room."));
        station.runUntil(1);
        memo = station.at(0).documentId().orElseThrow();
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void whatModelsRefusedWaitsForAPersonAndSaysWhy() {
        inReview();
        assertThat(station.at(0).state()).contains("IN_REVIEW");
        assertThat(events("review.opened")).isOne();
        assertThat(station.count("select count(*) from content.cleared_key"))
                .as("nothing of it is left for the external pool")
                .isZero();
        ReviewRow row = queries().find(memo).orElseThrow();
        assertThat(queries().waiting(10)).containsExactly(row);
        assertThat(row.reason()).isEqualTo("MODEL_REFUSED");
        assertThat(row.sentence())
                .contains("All of it was read")
                .contains("external-1 CONTENT_BLOCKED")
                .contains("approving does not clear it")
                .doesNotContain("meeting");
    }

    @Test
    void whatIsApprovedGoesOnInsideAndIsNotCleared() {
        inReview();
        assertThat(reviews().approve(memo, "LOOKED_AT", PERSON)).isEqualTo(ReviewAnswer.APPROVED);
        assertThat(reviews().approve(memo, "LOOKED_AT", PERSON)).isEqualTo(ReviewAnswer.DECIDED_BEFORE);
        redispatch(() -> workItems(Topics.WORK_SOVEREIGN) == 1);
        assertThat(station.at(0).state()).contains("DECIDED");
        assertThat(station.at(0).route()).contains("SOVEREIGN");
        assertThat(station.at(0).cleared()).isFalse();
        assertThat(workItems(Topics.WORK_EXTERNAL)).as("the first one").isOne();
        assertThat(queries().waiting(10)).isEmpty();
        assertThat(station.count("""
                        select count(*) from audit.event where type = 'review.approved'
                           and convert_from(body, 'UTF8')::jsonb #>> '{actor,id}' = 'mary.poe'""")).isOne();
        // A model inside refuses it too: it was looked at once, and ends.
        move("DECIDED", "WAITING", "MODEL_REFUSED");
        redispatch(() -> station.at(0).state().orElseThrow().equals("FAILED"));
        assertThat(station.at(0).reason()).contains("MODEL_REFUSED");
        assertThat(events("review.opened")).isOne();
    }

    @Test
    void approvingADoubtfulDocumentDoesNotClearIt() {
        station.sql("update sluice.extraction set complete = false, unread = '{IMAGE_WITHOUT_OCR}'");
        inReview();
        ReviewRow row = queries().find(memo).orElseThrow();
        assertThat(row.doubtful()).isTrue();
        assertThat(row.sentence())
                .contains("Not all of it was read")
                .contains("does not mean that nothing more is in it");
        reviews().approve(memo, "LOOKED_AT", PERSON);
        // Even if all of it had been read in the meantime, and nothing had been found.
        station.sql("update sluice.extraction set complete = true, unread = '{}'");
        redispatch(() -> workItems(Topics.WORK_SOVEREIGN) == 1);
        assertThat(station.at(0).cleared()).isFalse();
        assertThat(station.at(0).route()).contains("SOVEREIGN");
    }

    @Test
    void whatIsInReviewOrRejectedIsLeftOutOfReruns() {
        inReview();
        assertThat(plan("IN_REVIEW").leftOut()).containsOnly(Map.entry("IN_REVIEW", 1));
        assertThat(reviews().reject(memo, "NOT_OURS", PERSON)).isEqualTo(ReviewAnswer.REJECTED);
        redispatch(() -> station.at(0).state().orElseThrow().equals("WITHHELD"));
        RerunPlan rejected = plan("WITHHELD");
        assertThat(rejected.leftOut()).containsOnly(Map.entry("REJECTED", 1));
        assertThat(rejected.items()).isZero();
    }

    @Test
    void whatIsRejectedEndsWithheld() {
        inReview();
        assertThat(reviews().reject(memo, "NOT_OURS", PERSON)).isEqualTo(ReviewAnswer.REJECTED);
        redispatch(() -> station.at(0).state().orElseThrow().equals("WITHHELD"));
        assertThat(station.at(0).reason()).contains("REJECTED");
        assertThat(events("review.rejected")).isOne();
        assertThat(events("document.withheld")).isOne();
        assertThat(station.count("select count(*) from sluice.outbox where topic like 'sluice.results.%'"))
                .isOne();
    }

    private RerunPlan plan(String state) {
        Ingest node = station.node();
        try {
            return node.reruns()
                    .freeze(Selections.selection(Set.of(state), null, null, null), RerunPolicy.ACTIVE, false, PERSON);
        } finally {
            node.close();
        }
    }

    /** A person looks at it after the list was frozen and before the plan came to it. */
    @Test
    void whatCameIntoReviewSinceAListWasFrozenIsNotRunAgain() {
        RerunPlan plan = plan("DECIDED");
        assertThat(plan.items()).isOne();
        inReview();
        Ingest node = station.node(hasty());
        node.start();
        try {
            node.reruns().control().start(plan.planId(), "TRY_AGAIN", Optional.empty(), PERSON);
            Station.await(
                    "the plan to end",
                    () -> node.reruns()
                            .find(plan.planId())
                            .orElseThrow()
                            .state()
                            .equals("ENDED"));
        } finally {
            node.stop();
        }
        assertThat(station.documents().attempts(memo)).hasSize(1);
        assertThat(station.at(0).state()).contains("IN_REVIEW");
    }

    @Test
    void whatNoEndpointIsEligibleForIsInTheSameListAndCanBeRejected() {
        move("DECIDED", "WAITING", "NO_ELIGIBLE_ENDPOINT");
        ReviewRow row = queries().find(memo).orElseThrow();
        assertThat(row.state()).isEqualTo("WAITING");
        assertThat(row.sentence()).contains("waits until an endpoint is eligible");
        assertThat(reviews().approve(memo, "LOOKED_AT", PERSON)).isEqualTo(ReviewAnswer.NOT_IN_REVIEW);
        assertThat(reviews().reject(memo, "NOT_OURS", PERSON)).isEqualTo(ReviewAnswer.REJECTED);
        redispatch(() -> station.at(0).state().orElseThrow().equals("WITHHELD"));
        assertThat(station.at(0).reason()).contains("REJECTED");
    }

    @Test
    void aRejectedDocumentWhoseTextIsGoneEndsAllTheSame() {
        inReview();
        station.sql("update content.restricted set ciphertext = 'altered'::bytea where kind = 'TEXT'");
        station.sql("update sluice.classification set detectors = 'others'");
        reviews().reject(memo, "NOT_OURS", PERSON);
        redispatch(() -> station.at(0).state().orElseThrow().equals("WITHHELD"));
        assertThat(station.at(0).reason()).contains("REJECTED");
    }

    @Test
    void whatAPolicyAsksAPersonAboutGoesToNoModelBefore() throws IOException {
        PolicyBundle asking = asking();
        station.publish(Station.document("letter", "Patient Jane Roe, SSN 219-09-9999, has diabetes."));
        redispatch(station.node(hasty(), asking), () -> queries().waiting(10).size() == 1);
        UUID letter = station.at(1).documentId().orElseThrow();
        assertThat(station.at(1).state()).contains("IN_REVIEW");
        assertThat(station.at(1).reason()).contains("POLICY_REVIEW");
        assertThat(workItems(Topics.WORK_SOVEREIGN)).isZero();
        reviews().approve(letter, "LOOKED_AT", PERSON);
        redispatch(station.node(hasty(), asking), () -> workItems(Topics.WORK_SOVEREIGN) == 1);
        assertThat(station.at(1).state()).contains("DECIDED");
        assertThat(station.at(1).cleared()).isFalse();
        assertThat(events("review.opened")).isOne();
    }

    @Test
    void whatIsApprovedForOneReasonIsAskedAboutForAnother() throws IOException {
        inReview();
        reviews().approve(memo, "LOOKED_AT", PERSON);
        PolicyBundle asking = asking("declared-sensitivity-stays-inside");
        redispatch(
                station.node(hasty(), asking),
                () -> station.at(0).reason().orElse("").equals("POLICY_REVIEW"));
        assertThat(workItems(Topics.WORK_SOVEREIGN)).isZero();
        assertThat(events("review.opened")).isEqualTo(2);
        assertThat(reviews().approve(memo, "LOOKED_AT", PERSON)).isEqualTo(ReviewAnswer.APPROVED);
        redispatch(station.node(hasty(), asking), () -> workItems(Topics.WORK_SOVEREIGN) == 1);
        assertThat(events("review.opened")).isEqualTo(2);
        assertThat(station.at(0).cleared()).isFalse();
    }

    @Test
    void whatWaitsGoesToAPersonOnceThePolicyAsksForIt() throws IOException {
        station.publish(Station.document("letter", "Patient Jane Roe, SSN 219-09-9999, has diabetes."));
        station.runUntil(2);
        station.sql("update sluice.attempt set state = 'WAITING', reason = 'ENDPOINT_DOWN' where document_id = '"
                + station.at(1).documentId().orElseThrow() + "'");
        redispatch(
                station.node(hasty(), asking()),
                () -> station.at(1).state().orElseThrow().equals("IN_REVIEW"));
        assertThat(workItems(Topics.WORK_SOVEREIGN)).as("the first one").isOne();
    }

    /** The default bundle, where a person looks at personal data before any model does. */
    private PolicyBundle asking() throws IOException {
        return asking("personal-data-stays-inside");
    }

    private PolicyBundle asking(String policy) throws IOException {
        Path defaults = Path.of("../policy/bundles/default");
        Path copy = Files.createTempDirectory(claims, "bundle");
        try (Stream<Path> files = Files.walk(defaults)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(defaults.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path policies = copy.resolve("20-never-outside.cedar");
        String id = "@id(\"" + policy + "\")";
        String text = Files.readString(policies);
        assertThat(text).contains(id);
        Files.writeString(policies, text.replace(id, id + "\n@obligation(\"review\")"));
        return PolicyBundle.load(copy).fill(station.fills());
    }

    @Test
    void onlyAPersonDecidesForAReasonThatIsACode() {
        inReview();
        assertThatThrownBy(() -> reviews().approve(memo, "Jane said so", PERSON))
                .isInstanceOf(IngestException.class)
                .hasMessageNotContaining("Jane");
        assertThatThrownBy(() -> reviews().approve(memo, "SEEN", Actor.system("console")))
                .isInstanceOf(IngestException.class);
        assertThat(reviews().approve(UUID.randomUUID(), "SEEN", PERSON)).isEqualTo(ReviewAnswer.NO_SUCH_DOCUMENT);
    }

    /** As a worker leaves it whose last candidate refused, having asked outside first. */
    private void inReview() {
        station.admin().sql("""
                        insert into sluice.dispatch (dispatch_id, document_id, attempt, decision_id, endpoint, endpoint_kind,
                          pool, state, reason, ended_at)
                        select gen_random_uuid(), document_id, attempt, decision_id, 'external-1', 'CLOSED_API', 'EXTERNAL',
                               'FAILED', 'CONTENT_BLOCKED', clock_timestamp()
                          from sluice.decision where document_id = :document""").param("document", memo).update();
        move("DECIDED", "WAITING", "MODEL_REFUSED");
        redispatch(() -> station.at(0).state().orElseThrow().equals("IN_REVIEW"));
    }

    private void redispatch(Callable<Boolean> condition) {
        redispatch(station.node(hasty()), condition);
    }

    private IngestSettings hasty() {
        return station.settings().withTimes(Duration.ofSeconds(60), Duration.ofMillis(100), Duration.ofHours(1));
    }

    private static void redispatch(Ingest node, Callable<Boolean> condition) {
        node.start();
        try {
            Station.await("a person's decision to be carried out", condition);
        } finally {
            node.stop();
        }
    }

    private void move(String from, String state, String reason) {
        assertThat(station.admin()
                        .sql("""
                                select sluice.move_attempt(document_id, attempt, array[:from], :state, :reason)
                                  from sluice.attempt where document_id = :document""")
                        .param("document", memo)
                        .param("from", from)
                        .param("state", state)
                        .param("reason", reason)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private long workItems(String topic) {
        return station.count("select count(*) from sluice.outbox where topic = '" + topic + "'");
    }

    private long events(String type) {
        return station.count("select count(*) from audit.event where type = '" + type + "'");
    }

    private ReviewQueries queries() {
        return new ReviewQueries(station.database().dataSource(DatabaseRole.OPERATOR));
    }

    private Reviews reviews() {
        return new Reviews(station.database().dataSource(DatabaseRole.OPERATOR));
    }
}
