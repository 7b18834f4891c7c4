package dev.sluice.bench.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way with its embedded broker and database. */
class PipelineIntegrationTests {
    private static final Path SAMPLES = Path.of(System.getProperty("sluice.root"), "samples");

    @TempDir
    private Path folder;

    @Test
    void everyDocumentIsDecidedAndOneThatIsNotWhollyReadIsAFailure() throws Exception {
        Files.write(
                folder.resolve("four.list"),
                List.of(
                        SAMPLES.resolve("memo.txt").toString(),
                        SAMPLES.resolve("payroll.xlsx").toString(),
                        SAMPLES.resolve("encrypted.pdf").toString(),
                        SAMPLES.resolve("clinic-letter.pdf").toString()));
        DocumentSet set = DocumentSet.read(folder, "four");

        try (Pipeline pipeline = new Pipeline(folder.resolve("services"))) {
            Passes.Result first = pipeline.run(set, 0);
            assertThat(first.passes()).isOne();
            assertThat(first.failures()).isOne();
            assertThat(first.failed().stream()).containsExactly(2);
            assertThat(first.characters()).isGreaterThan(500);
            // The same bytes again are other documents.
            assertThat(pipeline.run(set, 0).failures()).isOne();
            assertThat(pipeline.children()).isNotEmpty();
        }
    }
}
