package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.Topics;
import dev.sluice.inference.testing.FakeClosedApi;
import dev.sluice.inference.testing.RecordedRequest;
import dev.sluice.ingest.query.BatchQueries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A machine with a closed API, whose program is made to fail, and what must hold afterwards whatever happened. */
final class CrashedMachine implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestMachine machine;
    private final FakeClosedApi api = FakeClosedApi.start();
    private final Path keyFile;
    private final JdbcClient admin;

    CrashedMachine(Path folder) throws Exception {
        this.machine = TestMachine.fresh(folder);
        this.keyFile = folder.resolve("api-key");
        Files.writeString(keyFile, "sk-of-the-tests");
        Files.setPosixFilePermissions(keyFile, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        this.admin =
                JdbcClient.create(new DriverManagerDataSource(machine.database().adminUrl()));
    }

    TestMachine machine() {
        return machine;
    }

    FakeClosedApi api() {
        return api;
    }

    /** As superuser, for looking at everything and breaking things. */
    JdbcClient admin() {
        return admin;
    }

    private String text(String sql) {
        return admin.sql(sql).query(String.class).single();
    }

    long count(String sql) {
        return admin.sql(sql).query(Long.class).single();
    }

    void execute(String sql) {
        admin.sql(sql).update();
    }

    ChildSluice process(Path documents) throws IOException {
        return ChildSluice.start(
                machine,
                List.of("process"),
                "--external",
                api.url(),
                "--external-model",
                FakeClosedApi.MODEL,
                "--external-key-file",
                keyFile,
                "--output",
                "json",
                documents);
    }

    ChildSluice up(Object... more) throws IOException {
        List<Object> options = new ArrayList<>(List.of(
                "--external", api.url(), "--external-model", FakeClosedApi.MODEL, "--external-key-file", keyFile));
        options.addAll(List.of(more));
        return ChildSluice.start(machine, List.of("up"), options.toArray());
    }

    /** Lets run out at once what a dead process holds for a minute: its leases, and its places in consumer groups. */
    void letTimePass() throws Exception {
        execute("update sluice.batch set lease_until = clock_timestamp() where state = 'RUNNING'");
        try (Admin kafka = Admin.create(machine.kafkaClient())) {
            for (String group : List.of("sluice-ingest", "sluice-worker-sovereign", "sluice-worker-external")) {
                try {
                    kafka.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                            .all()
                            .get();
                } catch (ExecutionException nobodyWasIn) {
                    continue;
                }
            }
        }
    }

    /** Runs a node until nothing is left to do: also for what nobody waits for any more. */
    void finish() throws Exception {
        if (nothingOpen()) {
            return;
        }
        letTimePass();
        try (ChildSluice node = up()) {
            await("nothing to be left to do", Duration.ofMinutes(3), this::nothingOpen);
            assertThat(node.terminate(Duration.ofMinutes(1))).as(node.err()).isEqualTo(130);
        }
    }

    private boolean nothingOpen() throws Exception {
        return count("select count(*) from sluice.batch where state <> 'ENDED'") == 0
                && count("select count(*) from sluice.outbox where published_at is null") == 0
                && count("select count(*) from sluice.attempt where ended_at is null") == 0
                && allOffsets(false);
    }

    private boolean allOffsets(boolean asserted) throws Exception {
        BatchQueries batches = new BatchQueries(machine.database().dataSource(DatabaseRole.OPERATOR));
        boolean complete = true;
        try (Admin kafka = Admin.create(machine.kafkaClient())) {
            int partitions = Topics.defaults().stream()
                    .filter(topic -> topic.name().equals(Topics.DOCUMENTS))
                    .findFirst()
                    .orElseThrow()
                    .partitions();
            var ends = kafka.listOffsets(IntStream.range(0, partitions)
                            .mapToObj(partition -> new TopicPartition(Topics.DOCUMENTS, partition))
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                    .all()
                    .get();
            for (var end : ends.entrySet()) {
                var account = batches.account(
                        Topics.DOCUMENTS,
                        end.getKey().partition(),
                        0,
                        end.getValue().offset());
                complete &= account.complete();
                if (asserted) {
                    assertThat(account.missing())
                            .as("offsets without an outcome of " + end.getKey())
                            .isEmpty();
                    assertThat(account.outcomes().keySet()).isSubsetOf("DOCUMENT", "DUPLICATE");
                }
            }
        }
        return complete;
    }

    /** What holds after any crash and any fault, once the run has ended. */
    void assertNothingLostAndNothingTwice(MixedDocuments documents) throws Exception {
        assertThat(count("select count(*) from sluice.attempt where state not in ('COMPLETED', 'WITHHELD', 'FAILED')"))
                .as("attempts without a terminal state")
                .isZero();
        assertThat(count("select count(*) from sluice.document")).isEqualTo(documents.count());
        assertThat(count("select count(*) from sluice.attempt")).isEqualTo(documents.count());
        allOffsets(true);
        assertThat(count("""
                        select count(*) from sluice.attempt a left join sluice.result r using (document_id, attempt)
                         where (a.state = 'COMPLETED') <> (r.result_id is not null)"""))
                .as("completed attempts without a result, and results of others")
                .isZero();
        assertThat(count("select count(*) from sluice.outbox where published_at is null"))
                .isZero();
        assertThat(text("""
                        select coalesce(string_agg(d.pool || ' ' || a.state || ' ' || coalesce(a.reason, '-'), ', '), '')
                          from sluice.dispatch d join sluice.attempt a using (document_id, attempt)
                         where d.state = 'INTENT'"""))
                .as("calls without an outcome though their attempt has ended")
                .isEmpty();
        Cli verified = machine.run(List.of("audit", "verify"));
        assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
    }

    /** Calls whose answer was lost: never repeated outside, repeated inside until three were lost. */
    void assertUnknownCallsEndAsTheyShould() {
        assertThat(count("""
                        select count(*) from sluice.dispatch d join sluice.attempt a using (document_id, attempt)
                         where d.pool = 'EXTERNAL' and d.state = 'UNKNOWN'
                           and not (a.state = 'FAILED' and a.reason = 'DISPATCH_UNKNOWN')""")).isZero();
        assertThat(count("""
                        select count(*) from sluice.attempt a where a.state = 'FAILED' and not (a.reason = 'DISPATCH_UNKNOWN'
                           and (select count(*) from sluice.dispatch d where d.document_id = a.document_id
                                   and d.attempt = a.attempt and d.state = 'UNKNOWN')
                             >= (select case min(pool) when 'EXTERNAL' then 1 else 3 end from sluice.dispatch d
                                  where d.document_id = a.document_id and d.attempt = a.attempt))"""))
                .as("attempts that failed for another reason than a lost call")
                .isZero();
        assertThat(count("""
                        select count(*) from sluice.dispatch d join sluice.attempt a using (document_id, attempt)
                         where d.pool = 'SOVEREIGN' and d.state = 'UNKNOWN' and a.state not in ('COMPLETED', 'FAILED')""")).isZero();
    }

    /** Each call outside was intended, at most one for each attempt, and only of a document that may leave. */
    void assertNothingWasSentThatShouldNotBe(MixedDocuments documents, List<JsonNode> lines) {
        assertThat(count("""
                        select count(*) from (select 1 from sluice.dispatch where endpoint_kind = 'CLOSED_API'
                          and state <> 'BLOCKED' and coalesce(reason, '') <> 'AUDIT_LAGGING'
                         group by document_id, attempt having count(*) > 1) twice""")).as("attempts with more than one call outside").isZero();
        ContentStore contents = new ContentStore(
                machine.database().dataSource(DatabaseRole.INGEST),
                machine.database().keyRing());
        Map<String, Integer> mayBeSent = new HashMap<>();
        Set<String> inside = new HashSet<>();
        Set<UUID> intended =
                new HashSet<>(admin.sql("select document_id from sluice.dispatch where endpoint_kind = 'CLOSED_API'")
                        .query(UUID.class)
                        .list());
        for (JsonNode line : lines) {
            UUID document = UUID.fromString(line.get("documentId").stringValue());
            boolean external =
                    documents.expected(line.get("path").stringValue()).route().equals("EXTERNAL");
            assertThat(intended.contains(document) && !external)
                    .as(line.get("path").stringValue() + " was to stay inside")
                    .isFalse();
            contents.get(Compartment.RESTRICTED, document, ContentKind.TEXT, 1)
                    .map(text -> new String(text, StandardCharsets.UTF_8))
                    .filter(text -> !text.isBlank())
                    .ifPresent(text -> {
                        if (external) {
                            mayBeSent.merge(text, intended.contains(document) ? 1 : 0, Integer::sum);
                        } else {
                            inside.add(text);
                        }
                    });
        }
        Map<String, Integer> sent = new HashMap<>();
        for (RecordedRequest request : api.requests()) {
            String prompt = JSON.readTree(request.body())
                    .get("messages")
                    .get(0)
                    .get("content")
                    .stringValue();
            assertThat(inside.stream().filter(prompt::contains))
                    .as("text that was to stay inside")
                    .isEmpty();
            String text = mayBeSent.keySet().stream()
                    .filter(prompt::contains)
                    .max(Comparator.comparing(String::length))
                    .orElseThrow(() -> new AssertionError("a request with no document's text"));
            sent.merge(text, 1, Integer::sum);
        }
        sent.forEach((text, times) ->
                assertThat(times).as("calls with the text of one document").isLessThanOrEqualTo(mayBeSent.get(text)));
    }

    static void await(String what, Duration longest, Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plus(longest);
        while (!condition.call()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("waited " + longest + " for " + what);
            }
            Thread.sleep(25);
        }
    }

    @Override
    public void close() {
        api.close();
        machine.close();
    }
}
