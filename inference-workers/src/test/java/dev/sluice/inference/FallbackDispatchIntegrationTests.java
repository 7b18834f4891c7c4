package dev.sluice.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.WorkItem;
import dev.sluice.inference.testing.Misbehaviour;
import dev.sluice.policy.PolicyBundle;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the external pool does with a document that an endpoint declines, and with endpoints that nobody reaches. */
class FallbackDispatchIntegrationTests {
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
        // What another test did to the endpoint is long ago.
        workshop.admin
                .sql("update sluice.dispatch set ended_at = ended_at - interval '1 hour'")
                .update();
    }

    @Test
    void aRefusalAnInvalidAnswerAndARedirectAreFollowedByACandidateInside() throws Exception {
        for (Misbehaviour misbehaviour : declining()) {
            workshop.api.next(misbehaviour);
            WorkItem item = workshop.document(Workshop.PUBLIC);
            assertThat(external.dispatch(item))
                    .as(misbehaviour.toString())
                    .isEqualTo(new Ending.Waiting("GOES_ON_INSIDE"));
            assertThat(workshop.state(item)).isEqualTo("WAITING(GOES_ON_INSIDE)");
            assertThat(workshop.messages(item)).isEmpty();
        }
        assertThat(workshop.inside.requests()).isEmpty();
    }

    @Test
    void whatNobodyInsideMayDoEitherEndsWithItsReasonOrWaitsForAPersonWhereAModelRefused() throws Exception {
        PolicyBundle nobodyInside = workshop.routed("cleared:\n      - [external-1]\n");
        List<Ending> endings = new ArrayList<>();
        try (Dispatcher own = workshop.external(nobodyInside)) {
            for (Misbehaviour misbehaviour : declining()) {
                workshop.api.next(misbehaviour);
                endings.add(
                        own.dispatch(workshop.document(Workshop.PUBLIC, nobodyInside, "summarise", Clock.systemUTC())));
            }
        }
        assertThat(endings)
                .containsExactly(
                        new Ending.Waiting("MODEL_REFUSED"),
                        new Ending.Waiting("MODEL_REFUSED"),
                        new Ending.Ended("FAILED", "ANSWER_INVALID"),
                        new Ending.Ended("FAILED", "REDIRECT_REFUSED"));
        assertThat(workshop.inside.requests()).isEmpty();
    }

    @Test
    void whoDeclinedADocumentIsNotShownItAgain() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        workshop.api.next(new Misbehaviour.Refusal());
        external.dispatch(item);
        for (int time = 0; time < 3; time++) {
            workshop.admin
                    .sql("update sluice.attempt set state = 'DECIDED', reason = null where document_id = :document")
                    .param("document", item.documentId())
                    .update();
            assertThat(external.dispatch(item)).isEqualTo(new Ending.Waiting("GOES_ON_INSIDE"));
        }
        assertThat(workshop.api.requests()).hasSize(1);
    }

    @Test
    void anEndpointThatNobodyReachedLatelyIsNotTriedAndIsTriedAgainLater() throws Exception {
        PolicyBundle down = PolicyBundle.installedDefault().fill(Map.of("external-1", Workshop.nobody()));
        List<WorkItem> items = new ArrayList<>();
        try (Dispatcher nowhere = workshop.external(down)) {
            for (int document = 0; document < 5; document++) {
                WorkItem item = workshop.document(Workshop.PUBLIC, down, "summarise", Clock.systemUTC());
                items.add(item);
                assertThat(nowhere.dispatch(item)).isEqualTo(new Ending.Waiting("ENDPOINT_DOWN"));
            }
        }
        assertThat(items.stream().map(workshop::dispatches))
                .containsExactly(
                        List.of("external-1 FAILED"),
                        List.of("external-1 FAILED"),
                        List.of("external-1 FAILED"),
                        List.of(),
                        List.of());

        WorkItem waits = workshop.document(Workshop.PUBLIC);
        assertThat(external.dispatch(waits)).isEqualTo(new Ending.Waiting("ENDPOINT_DOWN"));
        assertThat(workshop.api.requests()).isEmpty();
        workshop.admin
                .sql("update sluice.dispatch set ended_at = ended_at - interval '31 seconds'")
                .update();
        WorkItem first = workshop.document(Workshop.PUBLIC);
        assertThat(external.dispatch(first)).isEqualTo(new Ending.Completed());
    }

    private static List<Misbehaviour> declining() {
        return List.of(
                new Misbehaviour.Refusal(),
                Misbehaviour.Body.withoutChoices(),
                Misbehaviour.Body.notJson(),
                new Misbehaviour.Redirect(workshop.inside.url() + "/chat/completions"));
    }
}
