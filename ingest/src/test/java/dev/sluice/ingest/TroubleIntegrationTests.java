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
        IngestSettings shared = IngestSettings.of(claims, station.topic())
                .withGroup(station.settings().group())
                .withWork(50, 4, 2, 1)
                .withTimes(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMinutes(20));
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
