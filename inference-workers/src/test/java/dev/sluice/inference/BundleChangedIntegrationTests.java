package dev.sluice.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.WorkItem;
import dev.sluice.policy.PolicyBundle;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.TransientDataAccessException;

/** Another bundle is in force than the one under which a document was cleared. */
class BundleChangedIntegrationTests {
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
    void aWorkerDecidesUnderTheOneInForceAndStoresThatBeforeItSends() throws Exception {
        PolicyBundle next = reworded();
        WorkItem item = workshop.document(Workshop.PUBLIC);
        try (Dispatcher external = workshop.external(next)) {
            assertThat(external.dispatch(item)).isInstanceOf(Ending.Completed.class);
        }
        assertThat(digests(item)).containsExactly(workshop.bundle.digest(), next.digest());
        assertThat(workshop.admin
                        .sql("""
                                select d.bundle_digest from sluice.dispatch x join sluice.decision d on d.decision_id = x.decision_id
                                 where x.document_id = :id""")
                        .param("id", item.documentId())
                        .query(String.class)
                        .list())
                .containsExactly(next.digest());
    }

    @Test
    void aWorkerWithTheOneBeforeSendsNothingAndTriesAgain() throws Exception {
        WorkItem item = workshop.document(Workshop.PUBLIC);
        int before = workshop.api.requests().size();
        try (Dispatcher stale = workshop.external(workshop.bundle)) {
            workshop.database.putInForce(reworded().digest());
            assertThatThrownBy(() -> stale.dispatch(item)).isInstanceOf(TransientDataAccessException.class);
        }
        assertThat(workshop.api.requests()).hasSize(before);
        assertThat(workshop.dispatches(item)).isEmpty();
        assertThat(workshop.state(item)).isEqualTo("DECIDED");
    }

    private static List<String> digests(WorkItem item) {
        return workshop.admin
                .sql("select bundle_digest from sluice.decision where document_id = :id order by decided_at")
                .param("id", item.documentId())
                .query(String.class)
                .list();
    }

    private static PolicyBundle reworded() {
        Map<String, String> files = new HashMap<>(workshop.bundle.files());
        files.put("README.md", "The same policies in another bundle.\n");
        return PolicyBundle.of(files).fill(Map.of("external-1", Workshop.fill(workshop.api)));
    }
}
