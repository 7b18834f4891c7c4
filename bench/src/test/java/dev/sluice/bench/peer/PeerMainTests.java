package dev.sluice.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bench.Subject;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PeerMainTests {
    @TempDir
    Path folder;

    @BeforeEach
    void aSetOfTwo() throws IOException {
        Files.writeString(folder.resolve("two.jsonl"), """
                {"id":"a","text":"Charge it to 4111 1111 1111 1111, MRN: 4471-9920."}
                {"id":"b","text":"The bridge is closed."}
                """);
    }

    @ParameterizedTest
    @EnumSource
    void everySubjectReadsTheSetAndSaysWhatItTook(Subject subject) throws IOException {
        List<JsonNode> answers = answers(subject, "pass two 0\nend\n");
        assertThat(answers).hasSize(3);
        assertThat(answers.getFirst().get("ready").asBoolean()).isTrue();
        JsonNode pass = answers.get(1);
        assertThat(pass.get("passes").asInt()).isOne();
        assertThat(pass.get("documents").asInt()).isEqualTo(2);
        assertThat(pass.get("bytes").asInt()).isEqualTo(49 + 21);
        assertThat(pass.get("wallNanos").asLong()).isPositive();
        assertThat(pass.get("p95Nanos").asLong())
                .isGreaterThanOrEqualTo(pass.get("p50Nanos").asLong());
        if (subject != Subject.TOKENS) {
            assertThat(pass.get("findings").asInt()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void passesGoOnUntilTheTimeIsOver() throws IOException {
        JsonNode pass = answers(Subject.REGEX, "pass two 0.05\n").get(1);
        assertThat(pass.get("passes").asInt()).isGreaterThan(1);
        assertThat(pass.get("documents").asInt())
                .isEqualTo(2 * pass.get("passes").asInt());
        assertThat(pass.get("bytes").asInt()).isEqualTo(70 * pass.get("passes").asInt());
    }

    @Test
    void anUnknownCommandEndsIt() {
        assertThatThrownBy(() -> answers(Subject.REGEX, "go two 1\n"))
                .hasMessageContaining("expected pass SET SECONDS");
    }

    private List<JsonNode> answers(Subject subject, String commands) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream lines = new PrintStream(out, true, StandardCharsets.UTF_8);
        new PeerMain(subject, folder, lines).serve(new BufferedReader(new StringReader(commands)));
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
