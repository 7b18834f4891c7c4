package dev.sluice.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.DatabaseRole;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditQueriesIntegrationTests {
    private static final Actor OFFICER = Actor.user("o.reyes", "local");
    private static final Actor STRANGER = Actor.user("stranger", "token");

    private final TestLog test = new TestLog();
    private final UUID document = UUID.randomUUID();
    private final UUID batch = UUID.randomUUID();
    private AuditEvent received;
    private AuditEvent intent;
    private Sequencer sequencer;

    @BeforeEach
    void fill() {
        received = AuditEvent.of(AuditEvents.DOCUMENT_RECEIVED, Actor.system("ingest"))
                .document(document, 1)
                .batch(batch);
        intent = AuditEvent.of(AuditEvents.DISPATCH_INTENT, Actor.system("worker"))
                .document(document, 1)
                .with("endpoint", "external-1");
        test.append(List.of(received, intent));
        test.append(5);
        sequencer = test.sequencer();
        sequencer.tick();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void findsWhatHappenedToADocumentWithItsLeavesAndStoredBodies() {
        List<AuditRecord> records = as(OFFICER).byDocument(document).records();

        assertThat(records).extracting(AuditRecord::eventId).containsExactly(received.eventId(), intent.eventId());
        assertThat(records).extracting(AuditRecord::leafIndex).containsExactly(0L, 1L);
        AuditRecord first = records.getFirst();
        assertThat(first.type()).isEqualTo("document.received");
        assertThat(first.body().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(CanonicalBody.of(received, first.recordedAt()));
    }

    @Test
    void findsByBatchEndpointTimeAndEvent() {
        AuditQueries queries = as(OFFICER);
        Instant now = Instant.now();

        assertThat(ids(queries.byBatch(batch))).containsExactly(received.eventId());
        assertThat(ids(queries.byEndpoint("external-1"))).containsExactly(intent.eventId());
        assertThat(ids(queries.byEndpoint("external-1", now, now.plusSeconds(60))))
                .isEmpty();
        assertThat(ids(queries.byEndpoint("external-2"))).isEmpty();
        assertThat(ids(queries.between(now.minus(Duration.ofMinutes(5)), now))).hasSizeGreaterThan(7);
        assertThat(queries.event(intent.eventId())).map(AuditRecord::eventId).contains(intent.eventId());
        assertThat(queries.event(UUID.randomUUID())).isEmpty();
    }

    @Test
    void findsTheDocumentsOfASubjectByTheDigestOfItsToken() {
        byte[] digest = {1, 2, 3};
        test.superuser()
                .sql("""
                        insert into sluice.document_subject (document_id, subject_digest) values (:document, :digest)
                        """)
                .param("document", document)
                .param("digest", digest)
                .update();

        assertThat(ids(as(OFFICER).bySubject(digest))).containsExactly(received.eventId(), intent.eventId());
        assertThat(ids(as(OFFICER).bySubject(new byte[] {9}))).isEmpty();
    }

    @Test
    void saysWhenThereIsMoreThanTheLimit() {
        QueryAnswer all = as(OFFICER).byDocument(document);
        QueryAnswer one = as(OFFICER).limit(1).byDocument(document);

        assertThat(all.complete()).isTrue();
        assertThat(one.complete()).isFalse();
        assertThat(ids(one)).containsExactly(received.eventId());
    }

    @Test
    void appliesTheTimeBeforeTheLimit() {
        AuditEvent succeeded = AuditEvent.of(AuditEvents.DISPATCH_SUCCEEDED, Actor.system("worker"))
                .document(document, 1)
                .batch(batch);
        test.append(List.of(succeeded));
        Instant second = as(OFFICER).event(succeeded.eventId()).orElseThrow().recordedAt();
        AuditQueries one = as(OFFICER).limit(1);

        QueryAnswer later = one.byDocument(document, second, AuditQueries.END);
        assertThat(ids(later)).containsExactly(succeeded.eventId());
        assertThat(later.complete()).isTrue();
        assertThat(ids(one.byBatch(batch, AuditQueries.BEGINNING, second))).containsExactly(received.eventId());
        assertThat(ids(one.byBatch(batch, second, AuditQueries.END))).containsExactly(succeeded.eventId());

        byte[] digest = {4};
        test.superuser()
                .sql("insert into sluice.document_subject (document_id, subject_digest) values (:document, :digest)")
                .param("document", document)
                .param("digest", digest)
                .update();
        QueryAnswer subject = one.bySubject(digest, second, AuditQueries.END);
        assertThat(ids(subject)).containsExactly(succeeded.eventId());
        assertThat(subject.complete()).isTrue();
    }

    @Test
    void recordsWhoAskedWhatAndHowMuchWasGiven() {
        as(OFFICER).byDocument(document);

        JsonNode event = lastQueried();
        assertThat(event.get("outcome").asString()).isEqualTo("SUCCESS");
        assertThat(event.get("actor").get("id").asString()).isEqualTo("o.reyes");
        assertThat(event.get("detail").get("question").asString()).isEqualTo("document");
        assertThat(event.get("detail").get("key").asString()).isEqualTo(document.toString());
        assertThat(event.get("detail").get("rows").asInt()).isEqualTo(2);
        assertThat(event.get("detail").get("login").asString()).isEqualTo("sluice_officer");
    }

    @Test
    void writesItsOwnEventsAsCanonicalBodiesThatVerify() throws Exception {
        as(OFFICER).byDocument(document);
        assertThatThrownBy(() -> as(STRANGER).byDocument(document)).isInstanceOf(QueryRefusedException.class);
        new OfficerGrants(test.database.dataSource(DatabaseRole.OPERATOR), OFFICER).grant("stranger", "token");
        for (String body : Stream.concat(bodies("audit.queried").stream(), bodies("role.granted").stream())
                .toList()) {
            assertThat(new JsonCanonicalizer(body).getEncodedString()).isEqualTo(body);
        }

        sequencer.tick();

        VerificationReport report = test.verifier().verify();
        assertThat(report.unsequenced()).isZero();
        assertThat(report.leaves()).isEqualTo(7 + 1 + 3);
        assertThat(report.problems()).isEmpty();
    }

    @Test
    void refusesAStrangerAndRecordsTheRefusal() {
        assertThatThrownBy(() -> as(STRANGER).byDocument(document)).isInstanceOf(QueryRefusedException.class);

        JsonNode event = lastQueried();
        assertThat(event.get("outcome").asString()).isEqualTo("REFUSED");
        assertThat(event.get("reason").asString()).isEqualTo("NOT_AN_OFFICER");
        assertThat(event.get("actor").get("id").asString()).isEqualTo("stranger");
    }

    @Test
    void letsAStrangerAskFromTheGrantToTheRevocation() {
        OfficerGrants grants = new OfficerGrants(test.database.dataSource(DatabaseRole.OPERATOR), OFFICER);
        grants.grant("stranger", "token");
        assertThat(ids(as(STRANGER).byDocument(document))).hasSize(2);
        assertThat(grants.revoke("stranger", "token")).isTrue();
        assertThat(grants.revoke("stranger", "token")).isFalse();

        assertThatThrownBy(() -> as(STRANGER).byDocument(document)).isInstanceOf(QueryRefusedException.class);
        assertThat(bodies("role.granted")).hasSize(1);
        assertThat(bodies("role.revoked")).hasSize(1);
    }

    @Test
    void closesTheGrantOfTheInstallationWhenTheOperatorRevokesIt() {
        new OfficerGrants(test.database.dataSource(DatabaseRole.OPERATOR), OFFICER)
                .revoke(OfficerGrants.EVERYBODY, "local");

        assertThatThrownBy(() -> as(OFFICER).byDocument(document)).isInstanceOf(QueryRefusedException.class);
    }

    @Test
    void givesNoRowWhenTheQueryCannotBeRecorded() {
        test.superuser().sql("""
                        alter table audit.event add constraint nobody_asks check (type <> 'audit.queried') not valid
                        """).update();

        assertThatThrownBy(() -> as(OFFICER).byDocument(document)).hasStackTraceContaining("nobody_asks");
    }

    @Test
    void givesNoRowBeforeTheQuestionIsCommitted() {
        String ask = "select audit.ask('user', 'x', 'local', 'time', '-', '2000-01-01', '9999-01-01', 100)";
        assertThatThrownBy(() -> test.database
                        .transaction(DatabaseRole.OFFICER)
                        .executeWithoutResult(status -> answer(test.as(DatabaseRole.OFFICER)
                                .sql(ask)
                                .query(UUID.class)
                                .single())))
                .hasStackTraceContaining("is asked, committed and then answered");
        assertThatThrownBy(() -> answer(test.as(DatabaseRole.OFFICER)
                        .sql("select * from audit.answer((" + ask + "))")
                        .query(UUID.class)
                        .single()))
                .hasStackTraceContaining("is asked, committed and then answered");
        assertThat(bodies("audit.queried")).isEmpty();

        UUID asked = test.as(DatabaseRole.OFFICER).sql(ask).query(UUID.class).single();
        assertThat(bodies("audit.queried")).hasSize(1);
        assertThat(answer(asked)).hasSize(8);
        test.superuser()
                .sql("update audit.event set arrived_at = arrived_at - interval '2 minutes' where event_id = :id")
                .param("id", asked)
                .update();
        assertThatThrownBy(() -> answer(asked)).hasStackTraceContaining("is asked, committed and then answered");
    }

    private List<UUID> answer(UUID asked) {
        return test.as(DatabaseRole.OFFICER)
                .sql("select event_id from audit.answer(:asked)")
                .param("asked", asked)
                .query(UUID.class)
                .list();
    }

    @Test
    void refusesAnActorOrAKeyThatCouldWriteIntoTheEvent() {
        for (String sql : List.of(
                "select audit.ask('user', 'a\",\"x\":\"y', 'local', 'time', '-', now(), now(), 1)",
                "select audit.ask('user', null, 'local', 'time', '-', now(), now(), 1)",
                "select audit.ask('user', 'a', 'local', 'time', '\"', now(), now(), 1)",
                "select audit.ask('user', 'a', 'local', 'everything', '-', now(), now(), 1)",
                "select audit.ask('user', 'a', 'local', null, '-', now(), now(), 1)",
                "select audit.ask('user', 'a', 'local', 'document', 'x'' or true --', now(), now(), 1)",
                "select audit.ask('user', 'a', 'local', 'time', '-', now(), now(), null)")) {
            assertThatThrownBy(
                            () -> test.as(DatabaseRole.OFFICER).sql(sql).query().listOfRows())
                    .as(sql)
                    .hasStackTraceContaining("ERROR");
        }
        assertThat(bodies("audit.queried")).isEmpty();
    }

    private AuditQueries as(Actor actor) {
        return new AuditQueries(test.database.dataSource(DatabaseRole.OFFICER), actor);
    }

    private JsonNode lastQueried() {
        return new JsonMapper().readTree(bodies("audit.queried").getLast());
    }

    private List<String> bodies(String type) {
        return test.superuser()
                .sql("select convert_from(body, 'UTF8') from audit.event where type = :type order by seq")
                .param("type", type)
                .query(String.class)
                .list();
    }

    private static List<UUID> ids(QueryAnswer answer) {
        return answer.records().stream().map(AuditRecord::eventId).toList();
    }
}
