package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each category alone against each kind of endpoint, as a page that a person can read. To accept a change, copy
 * {@code target/category-matrix.txt} over the golden file.
 */
class CategoryMatrixTests {
    private static final Path GOLDEN = Path.of("src/test/resources/category-matrix.txt");

    @TempDir
    private Path attested;

    @TempDir
    private Path bare;

    @Test
    void isTheOneThatWasReviewed() throws IOException {
        String matrix = page(
                        "Endpoints with every attestation",
                        TestBundle.withEveryKind(attested).load())
                + page(
                        "Endpoints without any attestation",
                        TestBundle.withEveryKind(bare)
                                .write("attestations.yaml", "attestations: []\n")
                                .load());
        Files.writeString(Path.of("target/category-matrix.txt"), matrix);
        assertThat(matrix).isEqualTo(Files.readString(GOLDEN));
    }

    private static String page(String title, PolicyBundle bundle) {
        Map<String, Set<Category>> documents = new LinkedHashMap<>();
        documents.put("(nothing found)", Set.of());
        for (Category category : Category.values()) {
            documents.put(category.name(), Set.of(category));
        }
        documents.put("(everything at once)", EnumSet.allOf(Category.class));
        PolicyEngine engine = new PolicyEngine(bundle, Contexts.CLOCK);
        StringBuilder page = new StringBuilder(title).append("\n\n").append("%-22s".formatted("document holds"));
        for (EndpointKind kind : EndpointKind.values()) {
            page.append("%-13s".formatted(kind));
        }
        page.append("cleared\n");
        documents.forEach((name, found) -> {
            Decision decision = engine.decide(Contexts.found(found));
            List<String> permitted = Contexts.permitted(decision);
            page.append("%-22s".formatted(name));
            for (EndpointKind kind : EndpointKind.values()) {
                page.append("%-13s".formatted(permitted.contains(TestBundle.id(kind)) ? "yes" : "-"));
            }
            page.append(decision.cleared() ? "yes" : "-").append('\n');
        });
        return page.append('\n').toString();
    }
}
