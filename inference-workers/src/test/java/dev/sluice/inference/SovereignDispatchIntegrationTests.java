package dev.sluice.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.AuditEvents;
import dev.sluice.db.WorkItem;
import dev.sluice.inference.testing.Misbehaviour;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.Pool;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SovereignDispatchIntegrationTests {
    private static final String LETTER = Workshop.PRIVATE
            + " The patient recovered well after treatment. Discharge is planned for Monday. She lives with her sister.";

    @TempDir
    static Path folder;

    static Workshop workshop;
    static PolicyBundle served;

    @BeforeAll
    static void open() {
        workshop = new Workshop(folder);
        served = workshop.withServerInside();
    }

    @AfterAll
    static void close() {
        workshop.close();
    }

    @BeforeEach
    void behave() {
        workshop.api.behave().forget();
        workshop.inside.behave().forget();
    }

    @Test
    void aRestrictedDocumentIsSummarisedByTheModelInTheProcess() throws Exception {
        WorkItem item = workshop.document(LETTER);

        try (Dispatcher sovereign = workshop.sovereign(workshop.bundle)) {
            assertThat(sovereign.dispatch(item)).isEqualTo(new Ending.Completed());
        }

        assertThat(workshop.dispatches(item)).containsExactly("in-process-minilm SUCCEEDED");
        assertThat(workshop.output(item, Pool.SOVEREIGN))
                .hasValueSatisfying(summary -> assertThat(summary.split("(?<=\\.) "))
                        .allSatisfy(sentence -> assertThat(LETTER).contains(sentence)));
        assertThat(workshop.messages(item))
                .singleElement()
                .asString()
                .startsWith("sluice.results.sovereign")
                .contains("\"model\":\"all-minilm-l6-v2-q\"")
                .doesNotContain("Roe", "Discharge");
        assertThat(workshop.api.requests()).isEmpty();
    }

    @Test
    void aDocumentIsLabelledWithOneOfTheTemplatesWords() throws Exception {
        WorkItem item = workshop.document(LETTER, workshop.bundle, "classify", Clock.systemUTC());

        try (Dispatcher sovereign = workshop.sovereign(workshop.bundle)) {
            assertThat(sovereign.dispatch(item)).isEqualTo(new Ending.Completed());
        }

        assertThat(workshop.output(item, Pool.SOVEREIGN))
                .hasValueSatisfying(output -> assertThat(output).matches("\\{\"label\":\"[a-z]+\",\"scores\":\\{.*}}"));
    }

    @Test
    void aClearedDocumentIsServedInsideWhereNoExternalEndpointIsConfigured() throws Exception {
        PolicyBundle closed = PolicyBundle.installedDefault();
        WorkItem item = workshop.document(Workshop.PUBLIC, closed, "summarise", Clock.systemUTC());

        assertThat(item.pool()).isEqualTo("SOVEREIGN");
        try (Dispatcher sovereign = workshop.sovereign(closed)) {
            assertThat(sovereign.dispatch(item)).isEqualTo(new Ending.Completed());
        }
        assertThat(workshop.messages(item))
                .singleElement()
                .asString()
                .contains("\"route\":\"EXTERNAL\"", "\"endpoint\":\"in-process-minilm\"");
    }

    @Test
    void aServerInsideThatFailsIsReplacedByTheNextPermittedOneInside() throws Exception {
        WorkItem item = workshop.document(LETTER, served, "summarise", Clock.systemUTC());
        workshop.inside.always(new Misbehaviour.Status(401, Map.of(), "{}"));

        try (Dispatcher sovereign = workshop.sovereign(served)) {
            assertThat(sovereign.dispatch(item)).isEqualTo(new Ending.Completed());
        }

        assertThat(workshop.dispatches(item)).containsExactly("sovereign-1 FAILED", "in-process-minilm SUCCEEDED");
        assertThat(workshop.bodies(item, AuditEvents.POLICY_EVALUATED))
                .as("decided again without it")
                .hasSize(2);
        assertThat(workshop.api.requests()).as("never across the boundary").isEmpty();
    }

    @Test
    void aModelInsideThatRefusesNeverSendsTheDocumentOutside() throws Exception {
        WorkItem item = workshop.document(LETTER, served, "summarise", Clock.systemUTC());
        workshop.inside.always(new Misbehaviour.Refusal());

        try (Dispatcher sovereign = workshop.sovereign(served)) {
            assertThat(sovereign.dispatch(item)).isEqualTo(new Ending.Completed());
        }

        assertThat(workshop.dispatches(item)).containsExactly("sovereign-1 FAILED", "in-process-minilm SUCCEEDED");
        assertThat(workshop.api.requests()).isEmpty();
    }

    @Test
    void theSovereignPoolHasNoClientOfAnythingOutside() {
        try (ModelClients clients = new ModelClients(
                workshop.bundle.catalog(), Pool.SOVEREIGN, ClientLimits.standard(), Clock.systemUTC())) {
            assertThat(clients.of(workshop.bundle.catalog().find("external-1").orElseThrow()))
                    .isEmpty();
            assertThat(clients.of(
                            workshop.bundle.catalog().find("in-process-minilm").orElseThrow()))
                    .isPresent();
        }
    }
}
