package dev.sluice.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.DocumentEnded;
import dev.sluice.db.Outbox;
import dev.sluice.db.OutboxMessage;
import dev.sluice.db.Topics;
import dev.sluice.ingest.query.DocumentStatus;
import dev.sluice.policy.Pool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TroubleIntegrationTests {
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
    void nothingLeavesWhileTheAuditLogCannotBeWritten() throws InterruptedException {
        station.sql("""
                create function public.refuse() returns trigger language plpgsql as $$
                begin raise exception 'no space left'; end $$;
                create trigger refuse before insert on audit.event for each row
                  when (new.type = 'policy.evaluated') execute function public.refuse()""");
        station.publish(Station.document("memo", MEMO));
        Ingest node = station.node();
        node.start();
        try {
            Station.await(
                    "the batch to fail", () -> station.count("select coalesce(max(fence), 0) from sluice.batch") >= 2);
            assertThat(station.count("select count(*) from sluice.outbox")).isZero();
            assertThat(station.count("select count(*) from sluice.document")).isZero();
            assertThat(station.count("select count(*) from content.cleared")).isZero();
            station.sql("drop trigger refuse on audit.event");
            station.awaitOffsets(1);
        } finally {
            node.stop();
        }
        assertThat(station.at(0).state()).contains("DECIDED");
        assertThat(station.count("select count(*) from sluice.outbox")).isEqualTo(1);
    }

    @Test
    void setsAsideADocumentThatTheDatabaseRefuses() {
        station.publish(Station.document("good", MEMO));
        long bad = station.publish(Station.document("bad", MEMO + " Twice."));
        station.publish(Station.document("fine", MEMO + " Thrice."));
        station.sql("alter table sluice.document add constraint refused check (record_offset <> " + bad + ")");
        station.runUntil(3);
        assertThat(station.at(0).state()).contains("DECIDED");
        assertThat(station.at(bad).outcomeReason()).contains("NOT_STORABLE");
        assertThat(station.at(2).state()).contains("DECIDED");
    }

    @Test
    void aChunkOfANodeThatLostItsBatchDoesNotCommit() {
        station.publish(Station.document("memo", MEMO));
        // Another node takes the batch while the chunk is being written.
        station.sql("""
                create function public.steal() returns trigger language plpgsql as $$
                begin
                  if new.fence = 1 and old.fence = 1 and new.state = 'RUNNING' then return null; end if;
                  return new;
                end $$;
                create trigger steal before update on sluice.batch for each row execute function public.steal()""");
        Ingest node = station.node(
                station.settings().withTimes(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(20)));
        node.start();
        try {
            Station.await(
                    "the first holder to fail",
                    () -> station.count("select count(*) from batch.batch_job_execution where status = 'FAILED'") >= 1);
            assertThat(station.count("select count(*) from sluice.document")).isZero();
            assertThat(station.count("select count(*) from sluice.outbox")).isZero();
            station.awaitOffsets(1);
        } finally {
            node.stop();
        }
        assertThat(station.count("select count(*) from sluice.document")).isEqualTo(1);
        assertThat(station.count("select count(*) from sluice.attempt")).isEqualTo(1);
    }

    @Test
    void anotherNodeTakesTheBatchOfASilentOneWhenItsLeaseEnds() {
        IngestSettings shared = new IngestSettings(
                station.settings().topics(),
                station.settings().group(),
                Map.of(),
                station.settings().otherSources(),
                Map.of(),
                50,
                Duration.ofMillis(100),
                4,
                2,
                1,
                1 << 20,
                Duration.ofSeconds(3),
                false,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                Duration.ofMinutes(20),
                Duration.ofHours(1));
        station.publish(Station.document("memo", MEMO));
        MortalDataSource mortal =
                new MortalDataSource(station.database().dataSource(DatabaseRole.INGEST), "batch-1", 6, false, true);
        Ingest silent = station.node(shared, mortal);
        silent.start();
        Station.await("the first node to fall silent", mortal::struck);
        Ingest other = station.node(shared);
        other.start();
        try {
            station.awaitOffsets(1);
        } finally {
            silent.stop();
            other.stop();
        }
        assertThat(station.count("select max(fence) from sluice.batch")).isEqualTo(2);
        assertThat(station.count("select count(*) from sluice.attempt")).isEqualTo(1);
    }

    @Test
    void offsetsThatRetentionRemovedAreAccountedFor() throws Exception {
        for (int i = 0; i < 4; i++) {
            station.publish(Station.document("memo" + i, MEMO + i));
        }
        TopicPartition partition = new TopicPartition(station.topic(), 0);
        String cluster;
        String topicId;
        try (Admin admin = Admin.create(station.clients())) {
            cluster = admin.describeCluster().clusterId().get();
            topicId = admin.describeTopics(java.util.List.of(station.topic()))
                    .topicNameValues()
                    .get(station.topic())
                    .get()
                    .topicId()
                    .toString();
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();
        }
        planned(cluster, topicId);
        station.runUntil(4);
        assertThat(station.at(0).outcome()).isEqualTo("EXPIRED_UNREAD");
        assertThat(station.at(1).outcome()).isEqualTo("EXPIRED_UNREAD");
        assertThat(station.at(2).outcome()).isEqualTo("DOCUMENT");
        assertThat(station.at(3).outcome()).isEqualTo("DOCUMENT");
    }

    @Test
    void offsetsOfATopicThatWasMadeAnewAreAccountedFor() throws Exception {
        station.publish(Station.document("memo", MEMO));
        try (Admin admin = Admin.create(station.clients())) {
            planned(admin.describeCluster().clusterId().get(), "an-earlier-topic");
        }
        Ingest node = station.node();
        node.start();
        try {
            Station.await(
                    "both topics to be done",
                    () -> station.count("select count(*) from sluice.offset_outcome") == 5
                            && station.count("select count(*) from sluice.batch where state <> 'ENDED'") == 0);
        } finally {
            node.stop();
        }
        assertThat(station.count("select count(*) from sluice.offset_outcome where outcome = 'EXPIRED_UNREAD'"))
                .isEqualTo(4);
        assertThat(station.at(0).outcome()).isEqualTo("DOCUMENT");
    }

    @Test
    void aTopicMadeAnewUnderARunningPlannerBeginsAtItsBeginning() throws Exception {
        Ingest node = station.node();
        node.start();
        try (Admin admin = Admin.create(station.clients())) {
            station.publish(Station.document("one", MEMO + " One."));
            station.publish(Station.document("two", MEMO + " Two."));
            station.awaitOffsets(2);
            admin.deleteTopics(List.of(station.topic())).all().get();
            Station.await(
                    "the topic to be gone",
                    () -> !admin.listTopics().names().get().contains(station.topic()));
            admin.createTopics(List.of(new NewTopic(station.topic(), 1, (short) 1)))
                    .all()
                    .get();
            station.publish(Station.document("three", MEMO + " Three."));
            Station.await(
                    "the new topic's first offset",
                    () -> station.count("select count(*) from sluice.offset_outcome where outcome = 'DOCUMENT'") == 3);
        } finally {
            node.stop();
        }
        assertThat(station.count("select count(*) from sluice.offset_outcome")).isEqualTo(3);
    }

    private void planned(String cluster, String topicId) {
        long key = station.admin()
                .sql("""
                        insert into sluice.source_topic (cluster_id, topic_id, name) values (:cluster, :id, :name)
                        returning topic_key""")
                .param("cluster", cluster)
                .param("id", topicId)
                .param("name", station.topic())
                .query(Long.class)
                .single();
        station.admin().sql("""
                        insert into sluice.batch (batch_id, topic_key, partition, from_offset, to_offset, state)
                        values (gen_random_uuid(), :key, 0, 0, 4, 'PLANNED')""").param("key", key).update();
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

    private void redispatch(java.util.concurrent.Callable<Boolean> until) {
        Ingest node = station.node(
                station.settings().withTimes(Duration.ofSeconds(60), Duration.ofMillis(500), Duration.ofMinutes(20)));
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

    private long workItems() {
        return station.count("select count(*) from sluice.outbox where topic like 'sluice.work.%'");
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
    void aMessageThatKafkaNeverTakesHoldsUpNothingBehindIt() {
        Outbox outbox = new Outbox(station.database().dataSource(DatabaseRole.INGEST));
        ContentStore contents = new ContentStore(
                station.database().dataSource(DatabaseRole.INGEST),
                station.database().keyRing());
        UUID unnamed = UUID.randomUUID();
        station.database().transaction(DatabaseRole.INGEST).executeWithoutResult(status -> {
            outbox.add(new OutboxMessage(Topics.RESULTS_SOVEREIGN, "large", Map.of(), new byte[3 << 20]));
            outbox.add(new OutboxMessage("no such topic!", "nowhere", Map.of(), new byte[1]));
            contents.createKey(Compartment.RESTRICTED, unnamed);
            contents.put(Compartment.RESTRICTED, unnamed, ContentKind.NAME, 0, "{no names".getBytes(UTF_8));
            outbox.add(DocumentEnded.withoutResult(
                            UUID.randomUUID(), unnamed, 1, DocumentEnded.State.FAILED, "X", null, "summarise", null)
                    .toMessage());
        });
        station.publish(Station.document("memo", MEMO));
        Ingest node = station.node();
        node.start();
        try {
            Station.await(
                    "what is behind them to be published",
                    () -> station.count("select count(*) from sluice.outbox where published_at is not null") == 2);
        } finally {
            node.stop();
        }
        assertThat(station.admin()
                        .sql("select failed_reason from sluice.outbox where published_at is null order by id")
                        .query(String.class)
                        .list())
                .containsExactly("RecordTooLargeException", "InvalidTopicException");
    }

    @Test
    void anIdThatFitsNoMessageIsSetAside() {
        station.publish(Station.document("x".repeat(300_000), MEMO));
        station.publish(Station.document("memo", MEMO));
        station.runUntil(2);
        assertThat(station.at(0).outcomeReason()).contains("ATTRIBUTE_INVALID");
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

    @Test
    void takesAClaimCheckAllTheWay() {
        byte[] large = (MEMO + "\n").repeat(20_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        station.publish(new dev.sluice.ingest.intake.OutgoingDocument(
                Station.SOURCE,
                "large",
                Station.document("x", "").attributes(),
                java.util.Optional.of("text/plain"),
                java.util.Optional.empty(),
                Map.of(),
                large));
        station.runUntil(1);
        DocumentStatus status = station.at(0);
        assertThat(status.state()).contains("DECIDED");
        assertThat(status.complete()).isTrue();
        assertThat(station.count("select payload_bytes from sluice.document")).isEqualTo(large.length);
    }

    @Test
    void classifiesParametersLikeTheDocument() {
        station.publish(Station.document("memo", MEMO)
                .withParameters(Map.of("question", "Is Jane Roe, SSN 219-09-9999, invited?")));
        station.runUntil(1);
        assertThat(station.at(0).cleared()).isFalse();
        assertThat(station.at(0).route()).contains("SOVEREIGN");
    }
}
