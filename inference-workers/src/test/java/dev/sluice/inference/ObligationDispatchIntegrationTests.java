package dev.sluice.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.DatabaseRole;
import dev.sluice.db.WorkItem;
import dev.sluice.policy.PolicyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A policy asks a person before any model, and a worker holds to that whoever decided. */
class ObligationDispatchIntegrationTests {
    private static final String POLICY = "@id(\"health-records-stay-inside\")";

    @TempDir
    private Path folder;

    private Workshop workshop;
    private PolicyBundle asking;
    private Dispatcher sovereign;

    @BeforeEach
    void open() throws IOException {
        workshop = new Workshop(folder.resolve("workshop"));
        asking = asking().fill(Map.of("sovereign-1", Workshop.fill(workshop.inside)));
        sovereign = workshop.sovereign(asking);
    }

    @AfterEach
    void close() {
        sovereign.close();
        workshop.close();
    }

    @Test
    void whatNobodyApprovedIsHandedBackThoughItWasDecidedUnderTheSameBundle() throws Exception {
        WorkItem item = workshop.document(Workshop.PRIVATE, asking, "summarise", Clock.systemUTC());
        assertThat(sovereign.dispatch(item)).isEqualTo(new Ending.Waiting("DECISION_CHANGED"));
        assertThat(workshop.inside.requests()).isEmpty();
    }

    @Test
    void whatAPersonApprovedForThatPolicyIsDoneAndForAnotherIsNot() throws Exception {
        WorkItem other = workshop.document(Workshop.PRIVATE, asking, "summarise", Clock.systemUTC());
        approved(other, "another-policy");
        assertThat(sovereign.dispatch(other)).isEqualTo(new Ending.Waiting("DECISION_CHANGED"));
        assertThat(workshop.inside.requests()).isEmpty();

        WorkItem item = workshop.document(Workshop.PRIVATE, asking, "summarise", Clock.systemUTC());
        approved(item, "health-records-stay-inside");
        assertThat(sovereign.dispatch(item)).isEqualTo(new Ending.Completed());
    }

    private void approved(WorkItem item, String policy) {
        JdbcClient ingest = JdbcClient.create(workshop.database.dataSource(DatabaseRole.INGEST));
        ingest.sql("""
                insert into sluice.review (document_id, attempt, reason, policies)
                values (:id, 1, 'POLICY_REVIEW', array[:policy])""").param("id", item.documentId()).param("policy", policy).update();
        workshop.admin.sql("""
                insert into sluice.review_act (document_id, attempt, round, verdict, reason, decided_by, authentication)
                values (:id, 1, 1, 'APPROVED', 'SEEN', 'mary.poe', 'local')""").param("id", item.documentId()).update();
    }

    private PolicyBundle asking() throws IOException {
        Path defaults = Path.of("../policy/bundles/default");
        Path copy = folder.resolve("bundle");
        try (Stream<Path> files = Files.walk(defaults)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(defaults.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path policies = copy.resolve("20-never-outside.cedar");
        String text = Files.readString(policies);
        assertThat(text).contains(POLICY);
        Files.writeString(policies, text.replace(POLICY, POLICY + "\n@obligation(\"review\")"));
        return PolicyBundle.load(copy);
    }
}
