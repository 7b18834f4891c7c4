package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Canonical;
import dev.sluice.policy.PolicyBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** The whole life of a bundle by the command line, beside a node that follows it. Needs PostgreSQL and Kafka. */
class BundleLifeIntegrationTests {
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final String SHIPS = PolicyBundle.installedDefault().digest();

    @TempDir
    Path folder;

    @Test
    void aBundleIsWrittenApprovedByAnotherPersonInForceRolledBackAndRetired() throws Exception {
        Path samples = TestMachine.root().resolve("samples");
        Path bundle = ownBundle();
        String digest = PolicyBundle.load(bundle).digest();
        try (TestMachine machine = TestMachine.fresh(folder);
                ChildSluice node = ChildSluice.start(machine, List.of("up"))) {
            CrashedMachine.await("the node", LONGEST, () -> {
                assertThat(node.running()).as(node.err()).isTrue();
                return node.err().contains("Ctrl-C stops it");
            });
            assertThat(state(machine, SHIPS)).isEqualTo("IN_FORCE release release");
            RegisteredPersons persons = RegisteredPersons.register(machine, folder);

            refused(machine, 3, "holds that token", "add", bundle, "--token-file", persons.operator());
            refused(machine, 2, "--token-file is missing", "add", bundle);
            taken(machine, "add", bundle, "--token-file", persons.author());
            assertThat(state(machine, digest)).isEqualTo("CHECKED jane.roe null");
            refused(machine, 3, "is not approved", step("activate", digest, persons.operator()));
            Path loose = Files.copy(persons.approver(), folder.resolve("loose.token"));
            Files.setPosixFilePermissions(loose, PosixFilePermissions.fromString("rw-r--r--"));
            refused(machine, 2, "closed to others", step("approve", digest, loose));
            Path self = folder.resolve("self.token");
            taken(
                    machine,
                    "person",
                    "add",
                    "Jane-Roe",
                    "--role",
                    "approver",
                    "--write-token",
                    self,
                    "--token-file",
                    persons.administrator());
            refused(machine, 3, "who wrote it does not approve it", step("approve", digest, self));
            taken(machine, step("approve", digest, persons.approver()));
            assertThat(decidedUnder(machine, samples.resolve("memo.txt"))).containsOnly(SHIPS);

            taken(machine, step("activate", digest, persons.operator()));
            assertThat(state(machine, digest)).isEqualTo("IN_FORCE jane.roe john.doe");
            awaitInNode(machine, digest);
            assertThat(decidedUnder(machine, samples.resolve("soup-recipe.md"))).containsExactly(digest);
            assertThat(Cli.run("doctor", "--data", machine.data().toString(), "--output", "json")
                            .out())
                    .contains("DECIDING " + digest);

            refused(machine, 3, "is in force", step("retire", digest, persons.operator()));
            taken(machine, "rollback", "--reason", "TROUBLE", "--token-file", persons.operator());
            awaitInNode(machine, SHIPS);
            taken(machine, step("retire", digest, persons.operator()));
            assertThat(state(machine, digest)).isEqualTo("RETIRED jane.roe john.doe");
            node.terminate(LONGEST);

            Cli other = machine.run(List.of("process"), "--bundle", bundle, samples.resolve("memo.txt"));
            assertThat(other.code()).as(other.err()).isEqualTo(3);
            assertThat(other.err()).contains("was named, and " + SHIPS + " is in force");
            Cli proof = machine.run(List.of("policy", "show"), digest, "--proof");
            assertThat(proof.err())
                    .contains(Canonical.sha256(proof.out().getBytes(StandardCharsets.UTF_8)), ": proved");
            assertThat(machine.run(List.of("audit", "verify")).code()).isZero();
            assertThat(events(machine, digest))
                    .containsExactly(
                            "policy.added jane.roe",
                            "policy.checked jane.roe",
                            "policy.approved john.doe",
                            "policy.activated mary.poe",
                            "policy.loaded node",
                            "policy.retired mary.poe");
        }
    }

    private static Object[] step(String step, String digest, Path token) {
        return new Object[] {step, digest, "--reason", "TEST", "--token-file", token};
    }

    private static Cli run(TestMachine machine, Object... words) {
        int names = words[0].equals("person") ? 2 : 1;
        List<String> command = new ArrayList<>(List.of("policy"));
        Stream.of(words).limit(names).map(String::valueOf).forEach(command::add);
        return machine.run(command, Stream.of(words).skip(names).toArray());
    }

    private static void taken(TestMachine machine, Object... words) {
        Cli cli = run(machine, words);
        assertThat(cli.code()).as(cli.err()).isZero();
    }

    private static void refused(TestMachine machine, int code, String why, Object... words) {
        Cli cli = run(machine, words);
        assertThat(cli.code()).as(cli.err()).isEqualTo(code);
        assertThat(cli.err()).contains(why);
    }

    private static String state(TestMachine machine, String digest) {
        return machine.run(List.of("policy", "list"), "--output", "json").lines().stream()
                .filter(line -> line.get("digest").stringValue().equals(digest))
                .map(line -> line.get("state").stringValue() + " "
                        + line.get("author").stringValue() + " " + text(line.get("approver")))
                .findFirst()
                .orElseThrow();
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "null" : value.stringValue();
    }

    private static void awaitInNode(TestMachine machine, String digest) throws Exception {
        CrashedMachine.await(
                "the node's bundle",
                LONGEST,
                () -> machine.run(List.of("status")).err().contains("DECIDING " + digest));
    }

    private static List<String> decidedUnder(TestMachine machine, Path file) {
        Cli processed = machine.run(List.of("process"), "--output", "json", file);
        assertThat(processed.code()).as(processed.err()).isZero();
        return admin(machine)
                .sql("select distinct bundle_digest from sluice.decision where document_id = cast(:id as uuid)")
                .param("id", processed.lines().getFirst().get("documentId").stringValue())
                .query(String.class)
                .list();
    }

    private static List<String> events(TestMachine machine, String digest) {
        return admin(machine)
                .sql("""
                        select type || ' ' || (convert_from(body, 'UTF8')::jsonb #>> '{actor,id}') from audit.event
                         where convert_from(body, 'UTF8')::jsonb #>> '{detail,bundle}' = :digest and outcome = 'SUCCESS'
                           and (type like 'policy.%' and type <> 'policy.evaluated') order by seq""")
                .param("digest", digest)
                .query(String.class)
                .list();
    }

    private static JdbcClient admin(TestMachine machine) {
        return JdbcClient.create(new DriverManagerDataSource(machine.database().adminUrl()));
    }

    private Path ownBundle() throws IOException {
        Path from = TestMachine.root().resolve("policy/bundles/default");
        Path to = folder.resolve("own");
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(from)) {
            walk.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        Files.writeString(to.resolve("README.md"), "As the default, for this house.\n");
        return to;
    }
}
