package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What officers get wrong who have never seen Cedar, and what they are told. */
class CedarMistakesTests {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/sluice/policy/mistakes.txt");
    private static final String POLICY = """
        // A remark, and then a policy whose condition begins in line 8.

        @id("ward-letters")
        @title("Letters of the ward – § 203 StGB")
        @citation("none")
        @severity("standard")
        forbid (principal, action == Action::"send", resource)
        when {
          CONDITION
        };
        """;

    @TempDir
    private Path dir;

    @Test
    void tellsWhatToWriteForEachMistake() throws IOException {
        TestBundle bundle = TestBundle.in(dir);
        List<String> found = new ArrayList<>();
        for (String line : Files.readAllLines(GOLDEN)) {
            if (line.startsWith("> ")) {
                String text = line.substring(2).replace("\\n", "\n");
                boolean whole = text.startsWith("= ");
                bundle.write("90-ward.cedar", whole ? text.substring(2) + "\n" : POLICY.replace("CONDITION", text));
                found.add(line);
                bundle.check().forEach(problem -> found.add(problem.toString()));
                found.add("");
            }
        }
        assertThat(String.join("\n", found)).isEqualTo(Files.readString(GOLDEN).stripTrailing() + "\n");
    }

    /** In a schema: what is written, instead of what, and the line and words of the complaint. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        endpointHasServiceLevel: Bool, | endpointHasServiceLevel: Bool, x?: Long, | 69 | attribute x, of which Sluice says nothing
        endpointHasServiceLevel: Bool, | endpointHasServiceLevel?: Bool, | 69 | is optional. Write endpointHasServiceLevel: Bool,
        endpointHasServiceLevel: Bool, | endpointHasServiceLevel: Long, | 69 | is not Bool
        endpointHasServiceLevel: Bool, | endpointHasServiceLevel: Set<Bool>, | 69 | is not Bool
        endpointHasServiceLevel: Bool, | endpointHasServiceLevel: Boole, | 69 | Write Bool, or an entity
        endpointHasServiceLevel: Bool, | endpointHasServicesLevel: Bool, | 69 | Write endpointHasServiceLevel: Bool,
        endpointKind: Kind, | endpointKind: Location, | 56 | is not Kind
        entity Document; | entity Document = {name: String}; | 4 | attributes, tags or parents. Write entity Document;
        entity Document; | entity Document tags String; | 4 | attributes, tags or parents
        entity Document; | entity Document in [Endpoint]; | 4 | attributes, tags or parents
        entity Document; | entity Document | 5 | End each entity and action with a semicolon
        entity Document; | entity Document; entity User; | 4 | entity User, of which Sluice says nothing
        entity Document; | entity Document; type T = Bool; | 4 | type T
        entity Document; | entity Document; entity Document; | 4 | Keep one of them
        entity Document; | entity Document; action "delete" appliesTo {principal: Document, resource: Endpoint, context: {}}; | 4 | action "delete", which Sluice never asks about
        entity Document; | entity Document; namespace X { entity Y; } | 4 | namespace X
        principal: Document, | principal: [Document, Endpoint], | 31 | not from a Document to an Endpoint alone
        "GATEWAY"] | "GATEWAY", "FRIENDLY"] | 22 | Sluice never says: FRIENDLY
        "OPERATIONS", | "Operations", | 15 | not in capitals
        """)
    void holdsTheSchemaToWhatSluiceSays(String from, String to, int line, String words) {
        TestBundle bundle = TestBundle.in(dir).replace("schema.cedarschema", from, to);
        assertThat(bundle.check()).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("schema.cedarschema");
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.toString()).contains(words);
        });
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void refusesATextThatWouldOverrunTheParser(int number) {
        String[] shape = NestedText.SHAPES[number];
        TestBundle bundle = TestBundle.in(dir);
        for (int depth : new int[] {128, 2_000, 20_000}) {
            bundle.write("90-ward.cedar", POLICY.replace("CONDITION", NestedText.of(shape, depth)));
            assertThat(bundle.check()).singleElement().satisfies(problem -> {
                assertThat(problem.file()).isEqualTo("90-ward.cedar");
                assertThat(problem.line()).isBetween(3, 9);
                assertThat(problem.policy()).contains("ward-letters");
                assertThat(problem.message()).containsAnyOf("more than", "longer than");
            });
        }
    }

    static IntStream shapes() {
        return IntStream.range(0, NestedText.SHAPES.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 60, 20_000, 200_000})
    void refusesNestedLists(int depth) {
        TestBundle bundle = TestBundle.in(dir);
        bundle.write("routing.yaml", "tasks: " + "[".repeat(depth) + "]".repeat(depth) + "\n");
        assertThat(bundle.check()).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("routing.yaml");
            assertThat(problem.line()).isEqualTo(1);
            assertThat(problem.message()).contains("inside one another");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        bundle.yaml | author: Sluice | author: &a Sluice | 4 | stand for what is written elsewhere
        bundle.yaml | author: Sluice | author: !!str Sluice | 4 | a type after !
        bundle.yaml | author: Sluice | author: "Sl\\u202euice" | 4 | a reader does not see
        bundle.yaml | author: Sluice | author: Sluice: me | 4 | between quotation marks
        bundle.yaml | author: Sluice | author: 'Sluice | 9 | Close the quotation mark
        models.yaml | 2031-11-22 | +999999999-12-31 | 22 | Write a date as 2026-11-22
        models.yaml | 2031-11-22 | 2031-02-30 | 22 | Write a date as 2026-11-22
        endpoints.yaml | typicalSeconds: 20 | typicalSeconds: 9223372036854775807 | 46 | Write a whole number from 0 to 31536000
        endpoints.yaml | usableContext: 100000 | usableContext: ١٠٠ | 43 | Write a whole number from 1
        endpoints.yaml | input: "0" | input: "1e999999999" | 30 | Write a price
        endpoints.yaml | usableContext: 100000 | usableContexts: 100000 | 43 | Did you mean usableContext?
        """)
    void namesTheLineOfAValueThatCannotBeMeant(String file, String from, String to, int line, String words) {
        TestBundle bundle = TestBundle.in(dir).replace(file, from, to);
        assertThat(bundle.check()).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.toString()).contains(words);
        });
    }

    @Test
    void refusesADocumentThatAttestsTheSameTwice() {
        String one = BundleMutation.attestation("validFrom: 2026-01-01\n    validUntil: 2026-12-31");
        String other = BundleMutation.attestation("validFrom: 2026-01-01\n    validUntil: 2027-12-31");
        TestBundle bundle = TestBundle.in(dir).write("attestations.yaml", one + other.replace("attestations:\n", ""));
        assertThat(bundle.check()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(11);
            assertThat(problem.message()).contains("attests BAA for external-1 twice");
        });
    }

    @Test
    void asksACaseAboutTheTaskThatItNames() {
        TestBundle bundle = TestBundle.in(dir).replace("tests.yaml", "cases:\n", """
            cases:
              - name: A task that nobody does
                task: video
                expect: {route: WITHHELD, cleared: false}
            """);
        assertThat(bundle.check())
                .singleElement()
                .hasToString(
                        "tests.yaml:6: no task \"video\" in routing.yaml. Write task: and one of classify, summarise");
    }
}
