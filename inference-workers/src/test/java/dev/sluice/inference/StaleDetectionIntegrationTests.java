package dev.sluice.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.WorkItem;
import dev.sluice.policy.PolicyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was found by other detectors, or was enough for another bundle, is not taken for all there is. */
class StaleDetectionIntegrationTests {
    private static final Path DEFAULT = Path.of("../policy/bundles/default");
    private static final String NOT_IN_PROCESS = """
            @id("personal-data-not-in-process")
            @title("Personal data is not read in this process")
            @citation("an invention of this test")
            @severity("standard")
            forbid (principal, action == Action::"send", resource)
            when { context.holdsPersonalData && context.endpointKind == Kind::"IN_PROCESS" };
            """;

    @TempDir
    static Path folder;

    static Workshop workshop;

    @BeforeAll
    static void open() {
        workshop = new Workshop(folder);
    }

    @AfterAll
    static void close() {
        workshop.close();
    }

    @Test
    void whatOtherDetectorsClearedIsNotSentOutside() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        workshop.admin
                .sql("update sluice.classification set detectors = 'others' where document_id = :id")
                .param("id", item.documentId())
                .update();
        try (Dispatcher external = workshop.external(workshop.bundle)) {
            assertThat(external.dispatch(item)).isEqualTo(new Ending.Waiting("DETECTORS_CHANGED"));
        }
        assertThat(workshop.dispatches(item)).isEmpty();
        assertThat(workshop.api.requests()).isEmpty();
    }

    @Test
    void whatStoppedEarlyGoesOnUnderItsBundleAndWhereTheRestChangesNothing() throws Exception {
        WorkItem own = stoppedEarly();
        WorkItem other = stoppedEarly();
        try (Dispatcher sovereign = workshop.sovereign(workshop.bundle);
                Dispatcher elsewhere = workshop.sovereign(bundle("README.md", "Another bundle."))) {
            assertThat(sovereign.dispatch(own)).isEqualTo(new Ending.Completed());
            assertThat(elsewhere.dispatch(other)).isEqualTo(new Ending.Completed());
        }
        assertThat(workshop.admin
                        .sql("select categories::text from sluice.result where document_id = :id")
                        .param("id", own.documentId())
                        .query(String.class)
                        .single())
                .as("whatever the document might have")
                .contains("PII", "CREDENTIALS");
    }

    @Test
    void whatStoppedEarlyWaitsUnderABundleForWhichTheRestCounts() throws Exception {
        WorkItem item = stoppedEarly();
        try (Dispatcher elsewhere = workshop.sovereign(bundle("50-more.cedar", NOT_IN_PROCESS))) {
            assertThat(elsewhere.dispatch(item)).isInstanceOf(Ending.Waiting.class);
        }
        assertThat(workshop.dispatches(item)).isEmpty();
        assertThat(workshop.state(item)).startsWith("WAITING");
    }

    /** With a key in it, and perhaps people: for the workshop's bundle the key was enough. */
    private static WorkItem stoppedEarly() {
        WorkItem item = workshop.document(Workshop.PRIVATE);
        workshop.admin
                .sql("""
                        update sluice.classification set exhaustiveness = 'PARTIAL', categories = '{CREDENTIALS}',
                          bundle_digest = :bundle, at_most = '{CREDENTIALS,PII}' where document_id = :id""")
                .param("bundle", workshop.bundle.digest())
                .param("id", item.documentId())
                .update();
        return item;
    }

    private static PolicyBundle bundle(String file, String text) throws IOException {
        Path copy = Files.createTempDirectory(folder, "bundle");
        try (Stream<Path> all = Files.walk(DEFAULT)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(DEFAULT.relativize(each).toString());
                Files.createDirectories(target.getParent());
                Files.copy(each, target);
            }
        }
        Files.writeString(copy.resolve(file), text);
        return PolicyBundle.load(copy);
    }
}
