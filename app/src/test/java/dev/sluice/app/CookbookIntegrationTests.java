package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every {@code sh} recipe of docs/cookbook.md, in its order, on one machine. Needs PostgreSQL and Kafka. */
class CookbookIntegrationTests {
    @TempDir
    Path folder;

    @Test
    void everyRecipeWorksAsItStands() throws Exception {
        List<String> recipes = recipes();
        assertThat(recipes).hasSizeGreaterThan(15);
        Files.writeString(folder.resolve("answer.txt"), "[PERSON 1] is to come again in March.");
        try (TestMachine machine = TestMachine.fresh(folder)) {
            String document = "";
            String batch = "";
            String event = "";
            for (String recipe : recipes) {
                List<String> words = new ArrayList<>();
                for (String word : recipe.substring("./sluice ".length()).split(" ")) {
                    words.add(
                            switch (word) {
                                case "DOCUMENT" -> document;
                                case "BATCH" -> batch;
                                case "EVENT" -> event;
                                case "maps", "maps/visit.map", "answer.txt" ->
                                    folder.resolve(word).toString();
                                default ->
                                    isPath(word)
                                            ? TestMachine.root().resolve(word).toString()
                                            : word;
                            });
                }
                if (words.getFirst().equals("rendition")) {
                    words.addAll(List.of("--data", machine.data().toString()));
                }
                boolean withoutServers = List.of("extract", "classify", "rendition", "evaluate", "policy")
                        .contains(words.getFirst());
                Cli cli = withoutServers ? Cli.run(words) : machine.run(words);
                assertThat(cli.code()).as(recipe + "\n" + cli.err() + cli.out()).isZero();
                if (recipe.contains("process samples/ --output json")) {
                    document = cli.lines().stream()
                            .filter(line -> line.get("state").stringValue().equals("COMPLETED"))
                            .findFirst()
                            .orElseThrow()
                            .get("documentId")
                            .stringValue();
                    batch = machine.run(List.of("batch", "list"), "--output", "json")
                            .lines()
                            .getFirst()
                            .get("batch")
                            .stringValue();
                    event = machine.run(List.of("audit", "query"), "--document", document, "--output", "json")
                            .lines()
                            .getFirst()
                            .get("event")
                            .stringValue();
                }
            }
        }
    }

    private static boolean isPath(String word) {
        return word.startsWith("samples/") || word.startsWith("docs/") || word.startsWith("policy/");
    }

    private static List<String> recipes() throws Exception {
        List<String> recipes = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(TestMachine.root().resolve("docs/cookbook.md"))) {
            if (line.startsWith("```")) {
                inside = line.equals("```sh");
            } else if (inside && line.startsWith("./sluice ")) {
                recipes.add(line);
            }
        }
        return recipes;
    }
}
