package dev.sluice.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyNotHeldException;
import dev.sluice.db.KeyRing;
import dev.sluice.db.WorkItem;
import dev.sluice.policy.ClearanceSigner;
import dev.sluice.policy.Decision;
import dev.sluice.policy.PolicyEngine;
import dev.sluice.policy.Pool;
import dev.sluice.policy.StoredContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clearances that are forged, altered, borrowed, late or overtaken; after each, nothing has arrived outside. */
class ClearanceAttackIntegrationTests {
    @TempDir
    static Path folder;

    static Workshop workshop;
    static Dispatcher external;

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
    }

    @AfterEach
    void nothingArrivedOutside() {
        assertThat(workshop.api.requests()).isEmpty();
        assertThat(workshop.inside.requests()).isEmpty();
    }

    @Test
    void aClearanceSignedByAnotherKeyOpensNothing() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        KeyRing other = KeyRing.createOrOpen(folder.resolve("other-" + item.documentId()));
        StoredContext stored = stored(item);
        Decision.Cleared decision = (Decision.Cleared) decide(stored);
        String forged = new ClearanceSigner(other, Clock.systemUTC())
                .sign(
                        decision,
                        new dev.sluice.policy.ClearanceSubject(
                                item.documentId(),
                                1,
                                stored.textDigest().orElseThrow(),
                                Optional.empty(),
                                stored.classificationDigest().orElseThrow(),
                                workshop.bundle.template("summarise").digest(),
                                "summarise"));

        Ending ending = external.dispatch(new WorkItem(item.documentId(), 1, item.decisionId(), "EXTERNAL", forged));

        assertThat(ending).isInstanceOf(Ending.Unusable.class);
        assertThat(workshop.state(item)).isEqualTo("DECIDED");
        assertThat(workshop.admin
                        .sql("select count(*) from audit.event where type = 'dispatch.blocked' and outcome = 'REFUSED'"
                                + " and convert_from(body, 'UTF8') like :id")
                        .param("id", "%\"claimedDocument\":\"" + item.documentId() + "\"%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anAlteredClearanceAndOneOfAnotherItemOpenNothing() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        WorkItem other = workshop.document(Workshop.PUBLIC + " More.");
        String altered = item.clearance().substring(0, item.clearance().length() - 8) + "AAAAAAAA";

        assertThat(external.dispatch(new WorkItem(item.documentId(), 1, item.decisionId(), "EXTERNAL", altered)))
                .isInstanceOf(Ending.Unusable.class);
        assertThat(external.dispatch(
                        new WorkItem(item.documentId(), 1, item.decisionId(), "EXTERNAL", other.clearance())))
                .isEqualTo(new Ending.Unusable("CLEARANCE_OF_ANOTHER_ITEM"));
        assertThat(workshop.state(item)).isEqualTo("DECIDED");
    }

    @Test
    void aRestrictedDocumentGivenToTheExternalPoolIsRefusedAndCannotBeReadThere() throws Exception {
        WorkItem item = workshop.document(Workshop.PRIVATE);
        assertThat(item.pool()).isEqualTo("SOVEREIGN");

        assertThat(external.dispatch(
                        new WorkItem(item.documentId(), 1, item.decisionId(), "EXTERNAL", item.clearance())))
                .isEqualTo(new Ending.Unusable("CLEARANCE_WRONG_AUDIENCE"));

        DataSource role = workshop.database.dataSource(DatabaseRole.WORKER_EXTERNAL);
        ContentStore own = new ContentStore(role, workshop.keys(Pool.EXTERNAL));
        assertThat(own.get(Compartment.CLEARED, item.documentId(), ContentKind.TEXT, 1))
                .isEmpty();
        assertThatThrownBy(() -> own.get(Compartment.RESTRICTED, item.documentId(), ContentKind.TEXT, 1))
                .rootCause()
                .isInstanceOfSatisfying(
                        java.sql.SQLException.class,
                        denied -> assertThat(denied.getSQLState()).isEqualTo("42501"));
        ContentStore dump =
                new ContentStore(workshop.database.dataSource(DatabaseRole.INGEST), workshop.keys(Pool.EXTERNAL));
        assertThatThrownBy(() -> dump.get(Compartment.RESTRICTED, item.documentId(), ContentKind.TEXT, 1))
                .as("with the whole database, but its own keys only")
                .isInstanceOf(KeyNotHeldException.class);
    }

    @Test
    void anExpiredClearanceIsDecidedAgain() throws Exception {
        Clock anHourAgo = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        WorkItem item = workshop.document(Workshop.PUBLIC, workshop.bundle, "summarise", anHourAgo);

        assertThat(external.dispatch(item)).isEqualTo(new Ending.Waiting("CLEARANCE_EXPIRED"));
        assertThat(workshop.state(item)).isEqualTo("WAITING(CLEARANCE_EXPIRED)");
        assertThat(external.dispatch(item)).isEqualTo(new Ending.AlreadyDone("WAITING"));
    }

    @Test
    void anExpiredClearanceOfAnotherItemStopsNothing() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        WorkItem late = workshop.document(
                Workshop.PUBLIC, workshop.bundle, "summarise", Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)));

        assertThat(external.dispatch(
                        new WorkItem(item.documentId(), 1, item.decisionId(), "EXTERNAL", late.clearance())))
                .isEqualTo(new Ending.Unusable("CLEARANCE_OF_ANOTHER_ITEM"));
        assertThat(workshop.state(item)).isEqualTo("DECIDED");
    }

    @Test
    void aClearanceThatEndsWhileItWaitsForTheLeaseOpensNothing() throws Exception {
        // 15 minutes of validity, of which two seconds are left.
        Clock before = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-15).plusSeconds(2));
        WorkItem item = workshop.document(Workshop.PUBLIC, workshop.bundle, "summarise", before);
        DataSource role = workshop.database.dataSource(DatabaseRole.WORKER_EXTERNAL);
        try (Leases other = new Leases(role);
                var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            Leases.Lease lease = other.take(item.documentId(), 1).orElseThrow();
            var waiting = threads.submit(() -> external.dispatch(item));
            Thread.sleep(3_000);
            lease.close();

            assertThat(waiting.get()).isEqualTo(new Ending.Waiting("CLEARANCE_EXPIRED"));
        }
    }

    @Test
    void aNewerClassificationRefuses() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        workshop.classify(workshop.admin, item.documentId(), List.of("PHI"));

        assertThat(external.dispatch(item)).isEqualTo(new Ending.Waiting("CLASSIFICATION_CHANGED"));
    }

    private static StoredContext stored(WorkItem item) {
        return StoredContext.load(workshop.database.dataSource(DatabaseRole.INGEST), item.documentId(), 1)
                .orElseThrow();
    }

    private static Decision decide(StoredContext stored) {
        return new PolicyEngine(workshop.bundle, Clock.systemUTC()).decide(stored.context());
    }
}
