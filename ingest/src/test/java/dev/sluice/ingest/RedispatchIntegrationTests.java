package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.Topics;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts that wait, and those whose call has no outcome. Needs PostgreSQL and Kafka. */
class RedispatchIntegrationTests {
    private static final String MEMO = "The meeting moves to the large room; bring the printed agenda.";

    @TempDir
    private Path claims;

    private Station station;

    @BeforeEach
    void open() {
        station = new Station(claims, true);
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void sendsAWaitingAttemptAgainWithAFreshClearance() {
        station.publish(Station.document("memo", MEMO));
        station.runUntil(1);
        UUID document = station.at(0).documentId().orElseThrow();
        move(document, "WAITING", "ENDPOINT_DOWN");
        redispatch(() -> workItems() == 2);
        assertThat(station.at(0).state()).contains("DECIDED");
        assertThat(station.count("select count(*) from sluice.decision")).isEqualTo(2);
        assertThat(station.count(
                        "select count(distinct payload) from sluice.outbox where topic = 'sluice.work.external'"))
                .isEqualTo(2);
    }

    @Test
    void neverRepeatsACallOutsideWhoseOutcomeIsUnknown() {
        station.publish(Station.document("memo", MEMO));
        station.runUntil(1);
        UUID document = station.at(0).documentId().orElseThrow();
        move(document, "DISPATCHED", null);
        station.admin()
                .sql("""
                        insert into sluice.dispatch
                          (dispatch_id, document_id, attempt, decision_id, endpoint, endpoint_kind, pool, state)
                        select gen_random_uuid(), document_id, attempt, decision_id, 'external-1', 'CLOSED_API', :pool,
                               'INTENT' from sluice.decision where document_id = :document""")
                .param("pool", Pool.EXTERNAL.name())
                .param("document", document)
                .update();
        station.sql("update sluice.attempt set changed_at = now() - interval '1 hour'");
        redispatch(() -> station.at(0).state().orElseThrow().equals("FAILED"));
        assertThat(station.at(0).reason()).contains("DISPATCH_UNKNOWN");
        assertThat(workItems()).isEqualTo(1);
        assertThat(station.count("select count(*) from audit.event where type = 'dispatch.unknown'"))
                .isEqualTo(1);
        assertThat(station.count("""
                        select count(*) from audit.event e join sluice.dispatch d
                            on convert_from(e.body, 'UTF8')::jsonb -> 'detail' ->> 'dispatch' = d.dispatch_id::text
                         where e.type = 'dispatch.unknown' and d.state = 'UNKNOWN' and d.ended_at is not null""")).isEqualTo(1);
        assertThat(station.count("""
                        select count(*) from audit.event e join sluice.document d using (document_id)
                         where e.type = 'document.ended'
                           and convert_from(e.body, 'UTF8')::jsonb ->> 'reason' = 'DISPATCH_UNKNOWN'
                           and convert_from(e.body, 'UTF8')::jsonb ->> 'tenant' = d.tenant""")).isEqualTo(1);
        assertThat(station.count("""
                        select count(*) from sluice.outbox join sluice.document d on message_key = document_id::text
                         where topic like 'sluice.results.%'
                           and convert_from(payload, 'UTF8')::jsonb ->> 'task' = d.task""")).isEqualTo(1);
    }

    @Test
    void whatWentOutsideAsOftenAsItMayGoesOnInside() {
        station.publish(Station.document("memo", MEMO));
        station.runUntil(1);
        UUID document = station.at(0).documentId().orElseThrow();
        move(document, "WAITING", "ENDPOINT_DOWN");
        station.admin()
                .sql("""
                        insert into sluice.dispatch (dispatch_id, document_id, attempt, decision_id, endpoint,
                          endpoint_kind, pool, state, reason, ended_at)
                        select gen_random_uuid(), document_id, attempt, decision_id, 'external-1', 'CLOSED_API', :pool,
                               'FAILED', 'OVERLOADED', now()
                          from sluice.decision, generate_series(1, 3) where document_id = :document""")
                .param("pool", Pool.EXTERNAL.name())
                .param("document", document)
                .update();
        redispatch(() -> workItems() == 2);
        assertThat(station.count("select count(*) from sluice.outbox where topic = '" + Topics.WORK_SOVEREIGN + "'"))
                .isOne();
        assertThat(station.count("select count(*) from content.cleared_key")).isZero();
    }

    @Test
    void whatCouldNotBeSentOutsideTwiceGoesOnInside() {
        UUID document = waiting();
        called(document, "FAILED", "KEY_UNREADABLE");
        called(document, "FAILED", "TLS_FAILED");
        redispatch(() -> workItems() == 2);
        assertThat(workItems(Topics.WORK_SOVEREIGN)).isOne();
        assertThat(station.count("select count(*) from content.cleared_key")).isZero();
    }

    @Test
    void whatCouldNotBeSentOnceIsSentOutsideAgain() {
        called(waiting(), "FAILED", "NOT_REACHED");
        redispatch(() -> workItems() == 2);
        assertThat(workItems(Topics.WORK_EXTERNAL)).isEqualTo(2);
    }

    @Test
    void whatOthersDidNotReachThreeTimesInARowIsNotTried() {
        station.publish(Station.document("other", MEMO));
        UUID document = waiting();
        UUID other = station.at(0).documentId().orElseThrow();
        assertThat(other).isNotEqualTo(document);
        for (int call = 0; call < 3; call++) {
            called(other, "FAILED", "NOT_REACHED");
        }
        redispatch(() -> workItems() == 3);
        assertThat(workItems(Topics.WORK_SOVEREIGN)).isOne();
    }

    @Test
    void oneCallThatGotThroughClosesTheCircuit() {
        station.publish(Station.document("other", MEMO));
        waiting();
        UUID other = station.at(0).documentId().orElseThrow();
        for (int call = 0; call < 3; call++) {
            called(other, "FAILED", "NOT_REACHED");
        }
        called(other, "SUCCEEDED", "");
        redispatch(() -> workItems() == 3);
        assertThat(workItems(Topics.WORK_SOVEREIGN)).isZero();
    }

    @Test
    void whatWasDeclinedOutsideGoesOnInsideAndNeverOutsideAgain() {
        UUID document = waiting();
        called(document, "FAILED", "CONTENT_BLOCKED");
        redispatch(() -> workItems() == 2);
        assertThat(workItems(Topics.WORK_SOVEREIGN)).isOne();
        move(document, "WAITING", "ENDPOINT_DOWN");
        station.sql("update sluice.dispatch set ended_at = ended_at - interval '1 day'");
        redispatch(() -> workItems() == 3);
        assertThat(workItems(Topics.WORK_SOVEREIGN)).isEqualTo(2);
    }

    @Test
    void whatNobodyInsideMayDoWaitsWhileTheEndpointIsDownAndIsTriedAgain() throws Exception {
        UUID document = waiting();
        for (int call = 0; call < 4; call++) {
            called(document, "FAILED", "NOT_REACHED");
        }
        PolicyBundle closedOnly = closedOnly();
        long seen = milliseconds();
        redispatch(closedOnly, () -> milliseconds() > seen + 1500);
        assertThat(station.at(0).state()).contains("WAITING");
        assertThat(workItems()).isOne();
        station.sql("update sluice.dispatch set ended_at = ended_at - interval '31 seconds'");
        redispatch(closedOnly, () -> workItems() == 2);
        assertThat(workItems(Topics.WORK_EXTERNAL)).isEqualTo(2);
    }

    @Test
    void whatWasDeclinedAndNobodyInsideMayDoEndsWithThatReason() throws Exception {
        UUID document = waiting();
        called(document, "FAILED", "OUTPUT_INVALID");
        redispatch(closedOnly(), () -> station.at(0).state().orElseThrow().equals("FAILED"));
        assertThat(station.at(0).reason()).contains("OUTPUT_INVALID");
        assertThat(workItems()).isOne();
    }

    @Test
    void whatAModelRefusedAndNobodyInsideMayDoWaitsForAPerson() throws Exception {
        UUID document = waiting();
        called(document, "FAILED", "CONTENT_BLOCKED");
        redispatch(closedOnly(), () -> station.at(0).state().orElseThrow().equals("IN_REVIEW"));
        assertThat(station.at(0).reason()).contains("MODEL_REFUSED");
        assertThat(station.count("select count(*) from sluice.review")).isOne();
        assertThat(workItems()).isOne();
    }

    @Test
    void whatMustStayInsideWaitsThereWhateverIsDown() throws Exception {
        station.publish(Station.document("memo", MEMO));
        station.runUntil(1);
        UUID document = station.at(0).documentId().orElseThrow();
        station.sql("update sluice.document set min_sensitivity = 'restricted'");
        // Only the slot is permitted, and nothing fills it.
        PolicyBundle sovereignOnly = routed("      - [in-process-minilm]\n", "");
        move(document, "WAITING", "ENDPOINT_DOWN");
        long seen = milliseconds();
        redispatch(sovereignOnly, () -> milliseconds() > seen + 1500);
        assertThat(station.at(0).state()).contains("WAITING");
        assertThat(workItems()).isOne();
        assertThat(station.count("select count(*) from content.cleared_key")).isZero();
    }

    /** A cleared document that has been sent outside and waits; the last one published. */
    private UUID waiting() {
        long offset = station.publish(Station.document("memo", MEMO + " Today."));
        station.runUntil((int) offset + 1);
        UUID document = station.at(offset).documentId().orElseThrow();
        move(document, "WAITING", "ENDPOINT_DOWN");
        return document;
    }

    private void called(UUID document, String state, String reason) {
        station.admin()
                .sql("""
                        insert into sluice.dispatch (dispatch_id, document_id, attempt, decision_id, endpoint,
                          endpoint_kind, pool, state, reason, ended_at)
                        select gen_random_uuid(), document_id, attempt, decision_id, 'external-1', 'CLOSED_API', 'EXTERNAL',
                               :state, nullif(:reason, ''), clock_timestamp()
                          from sluice.decision where document_id = :document order by decided_at limit 1""")
                .param("document", document)
                .param("state", state)
                .param("reason", reason)
                .update();
    }

    private long milliseconds() {
        return station.count("select (extract(epoch from max(changed_at)) * 1000)::bigint from sluice.attempt");
    }

    /** The default bundle, where no endpoint inside works on cleared documents. */
    private PolicyBundle closedOnly() throws IOException {
        return routed("      - [sovereign-1]\n      - [in-process-minilm]\n    restricted:", "    restricted:");
    }

    private PolicyBundle routed(String from, String to) throws IOException {
        Path defaults = Path.of("../policy/bundles/default");
        Path copy = Files.createTempDirectory(claims, "bundle");
        try (Stream<Path> files = Files.walk(defaults)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(defaults.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path routing = copy.resolve("routing.yaml");
        String text = Files.readString(routing);
        assertThat(text).contains(from);
        Files.writeString(routing, text.replace(from, to));
        return PolicyBundle.load(copy).fill(station.fills());
    }

    @Test
    void sendsNothingThatIsOnHold() throws InterruptedException {
        station.publish(Station.document("memo", MEMO));
        station.runUntil(1);
        move(station.at(0).documentId().orElseThrow(), "WAITING", "ENDPOINT_DOWN");
        station.sql("update sluice.document set hold = true");
        long changed = station.count("select extract(epoch from changed_at)::bigint * 1000 from sluice.attempt");
        redispatch(() -> station.count("select (extract(epoch from changed_at) * 1000)::bigint from sluice.attempt")
                > changed + 1500);
        assertThat(station.at(0).state()).contains("WAITING");
        assertThat(workItems()).isEqualTo(1);
    }

    @Test
    void destroysTheClearedCopyOfWhatHasToStayInsideNow() {
        station.publish(Station.document("memo", MEMO));
        station.runUntil(1);
        move(station.at(0).documentId().orElseThrow(), "WAITING", "ENDPOINT_DOWN");
        station.sql("update sluice.document set min_sensitivity = 'restricted'");
        redispatch(() -> workItems() == 2);
        assertThat(station.at(0).route()).contains("SOVEREIGN");
        assertThat(station.count("select count(*) from content.cleared_key")).isZero();
    }

    @Test
    void anAttemptWhoseTextWasAlteredEndsAndStopsNoOther() {
        station.publish(Station.document("bad", MEMO));
        station.publish(Station.document("good", MEMO + " Twice."));
        station.runUntil(2);
        UUID bad = station.at(0).documentId().orElseThrow();
        UUID good = station.at(1).documentId().orElseThrow();
        move(bad, "WAITING", "ENDPOINT_DOWN");
        move(good, "WAITING", "ENDPOINT_DOWN");
        station.sql("update content.cleared set ciphertext = 'altered'::bytea where owner = '" + bad + "'");
        redispatch(() -> workItems() == 3 && station.at(0).state().orElseThrow().equals("FAILED"));
        assertThat(station.at(0).reason()).contains("TEXT_UNREADABLE");
        assertThat(station.at(1).state()).contains("DECIDED");
    }

    @Test
    void destroysTheClearedCopyWhenTheAttemptHasEnded() {
        station.publish(Station.document("memo", MEMO));
        station.runUntil(1);
        assertThat(station.count("select count(*) from content.cleared")).isEqualTo(1);
        move(station.at(0).documentId().orElseThrow(), "COMPLETED", null);
        redispatch(() -> station.count("select count(*) from content.cleared") == 0);
        assertThat(station.count("select count(*) from content.restricted where kind = 'TEXT'"))
                .isEqualTo(1);
    }

    private void redispatch(java.util.concurrent.Callable<Boolean> until) {
        redispatch(station.node(hasty()), until);
    }

    private void redispatch(PolicyBundle bundle, java.util.concurrent.Callable<Boolean> until) {
        redispatch(station.node(hasty(), bundle), until);
    }

    private IngestSettings hasty() {
        return station.settings().withTimes(Duration.ofSeconds(60), Duration.ofMillis(500), Duration.ofMinutes(20));
    }

    private static void redispatch(Ingest node, java.util.concurrent.Callable<Boolean> until) {
        node.start();
        try {
            Station.await("redispatch", until);
        } finally {
            node.stop();
        }
    }

    private void move(UUID document, String state, @org.jspecify.annotations.Nullable String reason) {
        assertThat(station.admin()
                        .sql("select sluice.move_attempt(:document, 1, array['DECIDED'], :state, :reason)")
                        .param("document", document)
                        .param("state", state)
                        .param("reason", reason, java.sql.Types.VARCHAR)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private long workItems(String topic) {
        return station.count("select count(*) from sluice.outbox where topic = '" + topic + "'");
    }

    private long workItems() {
        return station.count("select count(*) from sluice.outbox where topic like 'sluice.work.%'");
    }
}
