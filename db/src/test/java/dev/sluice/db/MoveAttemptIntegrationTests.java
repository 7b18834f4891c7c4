package dev.sluice.db;

import static dev.sluice.db.Denials.impossible;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class MoveAttemptIntegrationTests {
    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestServices.database();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void movesAnAttemptThatIsInAnExpectedState() {
        UUID document = Fixture.document(database, "DECIDED");
        assertThat(move(DatabaseRole.INGEST, document, List.of("DECIDED", "WAITING"), "DISPATCHED"))
                .isTrue();
        assertThat(state(document)).isEqualTo("DISPATCHED");
        assertThat(move(DatabaseRole.WORKER_SOVEREIGN, document, List.of("DISPATCHED"), "COMPLETED"))
                .isTrue();
        assertThat(move(DatabaseRole.INGEST, document, List.of("COMPLETED"), "SUPERSEDED"))
                .isTrue();
        assertThat(state(document)).isEqualTo("SUPERSEDED");
    }

    @Test
    void leavesAnAttemptThatIsInAnotherState() {
        UUID document = Fixture.document(database, "WAITING");
        assertThat(move(DatabaseRole.WORKER_SOVEREIGN, document, List.of("DECIDED"), "DISPATCHED"))
                .isFalse();
        assertThat(state(document)).isEqualTo("WAITING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMPLETED", "WITHHELD", "FAILED", "SUPERSEDED", "ERASED"})
    void refusesToLeaveATerminalState(String terminal) {
        UUID document = Fixture.document(database, terminal);
        for (String target :
                List.of("DECIDED", "DISPATCHED", "WAITING", "COMPLETED", "FAILED", "WITHHELD", "IN_REVIEW")) {
            impossible(() -> move(DatabaseRole.INGEST, document, List.of(terminal), target));
            assertThat(move(DatabaseRole.INGEST, document, List.of("DECIDED", "DISPATCHED"), target))
                    .isFalse();
        }
        assertThat(state(document)).isEqualTo(terminal);
    }

    @Test
    void anErasedAttemptStaysErased() {
        UUID document = Fixture.document(database, "ERASED");
        impossible(() -> move(DatabaseRole.INGEST, document, List.of("ERASED"), "SUPERSEDED"));
    }

    @Test
    void refusesAStateThatDoesNotExist() {
        UUID document = Fixture.document(database, "DECIDED");
        impossible(() -> move(DatabaseRole.INGEST, document, List.of("DECIDED"), "CLEARED"));
    }

    private static boolean move(DatabaseRole role, UUID document, List<String> expected, String target) {
        return JdbcClient.create(database.dataSource(role))
                .sql("select move_attempt(:document, 1, :expected, :target, 'TEST')")
                .param("document", document)
                .param("expected", expected.toArray(String[]::new))
                .param("target", target)
                .query(Boolean.class)
                .single();
    }

    private static String state(UUID document) {
        return JdbcClient.create(database.dataSource(DatabaseRole.INGEST))
                .sql("select state from attempt where document_id = :document")
                .param("document", document)
                .query(String.class)
                .single();
    }
}
