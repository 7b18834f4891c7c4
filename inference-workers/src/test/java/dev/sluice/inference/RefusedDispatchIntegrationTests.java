package dev.sluice.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.AuditLog;
import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.WorkItem;
import dev.sluice.inference.testing.FakeClosedApi;
import dev.sluice.policy.Decision;
import dev.sluice.policy.DecisionStore;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import dev.sluice.policy.Protocol;
import dev.sluice.policy.SlotFill;
import dev.sluice.policy.StoredContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Ways to make a worker send what it must not; after each, nothing has arrived outside. */
class RefusedDispatchIntegrationTests {
    @TempDir
    static Path folder;

    static Workshop workshop;
    static Dispatcher external;

    private int allowed;

    @BeforeAll
    static void open() {
        workshop = new Workshop(folder);
        external = workshop.external(workshop.bundle);
    }

    @AfterAll
    static void close() {
        external.close();
        workshop.close();
    }

    @BeforeEach
    void behave() {
        workshop.api.behave().forget();
        workshop.inside.forget();
        allowed = 0;
    }

    @AfterEach
    void nothingArrivedOutside() {
        assertThat(workshop.api.requests()).hasSize(allowed);
        assertThat(workshop.inside.requests()).isEmpty();
    }

    @Test
    void aNewerRestrictingDecisionRefusesEvenWhereThePolicyInForceWouldClear() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        StoredContext strict = stored(workshop.document(Workshop.PRIVATE));
        Decision restricted = decide(strict);
        DataSource ingest = workshop.database.dataSource(DatabaseRole.INGEST);
        workshop.database
                .transaction(DatabaseRole.INGEST)
                .executeWithoutResult(status -> new DecisionStore(ingest, new AuditLog(ingest))
                        .save(
                                item.documentId(),
                                1,
                                stored(item).classificationId().orElseThrow(),
                                restricted,
                                "ingest"));

        assertThat(external.dispatch(item)).isEqualTo(new Ending.Refused("DECISION_CHANGED"));
        assertThat(workshop.state(item))
                .as("left to the pool that it is now for")
                .isEqualTo("DECIDED");
        assertThat(workshop.bodies(item, AuditEvents.DISPATCH_BLOCKED))
                .singleElement()
                .asString()
                .contains(item.decisionId().toString(), restricted.id().toString(), "\"newestRoute\":\"SOVEREIGN\"");
        assertThat(new DecisionStore(ingest, new AuditLog(ingest))
                        .newest(item.documentId(), 1)
                        .orElseThrow()
                        .cleared())
                .as("the looser decision made again was not written over the stricter one")
                .isFalse();
    }

    @Test
    void aStricterContextIsDecidedAgainStoredAndAudited() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        workshop.admin
                .sql("update sluice.document set min_sensitivity = 'confidential' where document_id = :id")
                .param("id", item.documentId())
                .update();

        assertThat(external.dispatch(item)).isEqualTo(new Ending.Waiting("DECISION_CHANGED"));
        assertThat(workshop.bodies(item, AuditEvents.POLICY_EVALUATED))
                .hasSize(2)
                .last()
                .asString()
                .contains("\"cleared\":false", "worker-external");
        assertThat(workshop.bodies(item, AuditEvents.DISPATCH_BLOCKED))
                .singleElement()
                .asString()
                .contains("DECISION_CHANGED");
    }

    @Test
    void aLooserDecisionMadeAgainIsAuditedAndOpensNothingNew() throws Exception {
        WorkItem item = workshop.document(Workshop.PRIVATE);
        try (Dispatcher sovereign = workshop.sovereign(workshop.withServerInside())) {
            assertThat(sovereign.dispatch(item)).isEqualTo(new Ending.Completed());
        }

        assertThat(workshop.dispatches(item)).containsExactly("in-process-minilm SUCCEEDED");
        assertThat(workshop.bodies(item, AuditEvents.POLICY_EVALUATED))
                .hasSize(2)
                .last()
                .asString()
                .contains("\"stored\":false", "\"newest\":\"" + item.decisionId() + "\"", "\"newestBundle\"");
    }

    @Test
    void aHeldDocumentWaitsAndAnErasedOneEnds() throws Exception {
        WorkItem held = workshop.document(Workshop.PUBLIC);
        WorkItem erased = workshop.document(Workshop.PUBLIC);
        workshop.admin
                .sql("update sluice.document set hold = true where document_id = :id")
                .param("id", held.documentId())
                .update();
        workshop.admin
                .sql("update sluice.document set erased_at = now() where document_id = :id")
                .param("id", erased.documentId())
                .update();

        assertThat(external.dispatch(held)).isEqualTo(new Ending.Waiting("DOCUMENT_HELD"));
        assertThat(external.dispatch(erased)).isEqualTo(new Ending.Ended("ERASED", "DOCUMENT_ERASED"));
    }

    @Test
    void anEndedAttemptStaysEnded() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        workshop.admin
                .sql("update sluice.attempt set state = 'SUPERSEDED', ended_at = now() where document_id = :id")
                .param("id", item.documentId())
                .update();

        assertThat(external.dispatch(item)).isEqualTo(new Ending.AlreadyDone("SUPERSEDED"));
    }

    @Test
    void aTextSwappedInTheStoreIsNotSent() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        workshop.admin
                .sql("delete from content.cleared where owner = :id")
                .param("id", item.documentId())
                .update();
        workshop.database
                .transaction(DatabaseRole.INGEST)
                .executeWithoutResult(
                        status -> new ContentStore(workshop.database.dataSource(DatabaseRole.INGEST), workshop.ring)
                                .put(
                                        Compartment.CLEARED,
                                        item.documentId(),
                                        ContentKind.TEXT,
                                        1,
                                        Workshop.PRIVATE.getBytes(StandardCharsets.UTF_8)));

        assertThat(external.dispatch(item)).isEqualTo(new Ending.Ended("FAILED", "TEXT_DIGEST_MISMATCH"));
    }

    @Test
    void aDamagedTextIsNotSentAndAMissingOneWaits() throws Exception {
        WorkItem damaged = workshop.document(Workshop.PUBLIC);
        WorkItem missing = workshop.document(Workshop.PUBLIC);
        workshop.admin
                .sql(
                        "update content.cleared set ciphertext = set_byte(ciphertext, 20, 255 - get_byte(ciphertext, 20)) where owner = :id")
                .param("id", damaged.documentId())
                .update();
        workshop.admin
                .sql("delete from content.cleared where owner = :id")
                .param("id", missing.documentId())
                .update();

        assertThat(external.dispatch(damaged)).isEqualTo(new Ending.Ended("FAILED", "TEXT_UNREADABLE"));
        assertThat(external.dispatch(missing)).isEqualTo(new Ending.Waiting("TEXT_NOT_CLEARED"));
    }

    @Test
    void anEndpointReconfiguredSinceTheDecisionIsNotTheOneThatWasCleared() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        PolicyBundle elsewhere =
                PolicyBundle.installedDefault().fill(Map.of("external-1", Workshop.fill(workshop.inside)));

        try (Dispatcher reconfigured = workshop.external(elsewhere)) {
            assertThat(reconfigured.dispatch(item)).isEqualTo(new Ending.Waiting("ENDPOINT_CHANGED"));
        }
    }

    @Test
    void withoutTheAuditLogNothingIsSent() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        workshop.admin
                .sql("alter table audit.event add constraint broken check (type <> 'dispatch.intent') not valid")
                .update();
        try {
            assertThatThrownBy(() -> external.dispatch(item)).isInstanceOf(RuntimeException.class);
        } finally {
            workshop.admin.sql("alter table audit.event drop constraint broken").update();
        }
        assertThat(workshop.dispatches(item)).isEmpty();
        assertThat(workshop.state(item)).isEqualTo("DECIDED");

        allowed = 1;
        assertThat(external.dispatch(item)).isEqualTo(new Ending.Completed());
    }

    @Test
    void theKeyIsInNoLogAndNoRecord() throws Exception {
        String key = "sk-secret-31415926535";
        Path file = Files.writeString(folder.resolve("api.key"), key);
        PolicyBundle keyed = PolicyBundle.installedDefault()
                .fill(Map.of(
                        "external-1",
                        new SlotFill(
                                workshop.api.url(),
                                FakeClosedApi.MODEL,
                                Optional.of(file.toString()),
                                Protocol.OPENAI)));
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Level level = root.getLevel();
        log.start();
        root.setLevel(Level.TRACE);
        root.addAppender(log);
        WorkItem item;
        allowed = 1;
        try (Dispatcher withKey = workshop.external(keyed)) {
            item = workshop.document(Workshop.PUBLIC, keyed, "summarise", Clock.systemUTC());
            assertThat(withKey.dispatch(item)).isEqualTo(new Ending.Completed());
        } finally {
            root.detachAppender(log);
            root.setLevel(level);
        }

        assertThat(workshop.api.requests().getFirst().headers().get("Authorization"))
                .containsExactly("Bearer " + key);
        assertThat(log.list)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getFormattedMessage()).doesNotContain(key, "harbour"));
        assertThat(String.join("\n", workshop.bodies(item, AuditEvents.DISPATCH_INTENT)))
                .doesNotContain(key);
    }

    private static StoredContext stored(WorkItem item) {
        return StoredContext.load(workshop.database.dataSource(DatabaseRole.INGEST), item.documentId(), 1)
                .orElseThrow();
    }

    private static Decision decide(StoredContext stored) {
        return new PolicyEngine(workshop.bundle, Clock.systemUTC()).decide(stored.context());
    }
}
