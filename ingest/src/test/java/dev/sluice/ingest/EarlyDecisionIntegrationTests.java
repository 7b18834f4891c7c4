package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.Actor;
import dev.sluice.ingest.rerun.RerunSelector;
import dev.sluice.policy.PolicyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A document that patterns decide is not read by the token classifier; what was found in it counts for its bundle alone, and
 * under another it is classified anew. Needs PostgreSQL and Kafka.
 */
class EarlyDecisionIntegrationTests {
    private static final Path DEFAULT = Path.of("../policy/bundles/default");
    private static final Actor OPERATOR = Actor.user("operator", "local");
    private static final String MEMO = "The meeting moves to the large room; bring the printed agenda.";
    private static final String IDENTIFIERS = """
            Patient: Marta Kowalczyk, born 14 March 1961
            SSN 078-05-1121, phone 212-555-0147, e-mail marta.kowalczyk@example.org
            Diagnosis: type 2 diabetes. Later Ms. Kowalczyk met Piotr Wisniewski in Springfield.
            """;
    /** Nothing but the token classifier sees the people, and for the default bundle the key decides. */
    private static final String KEY = """
            so then zanele dlamini told me that the deployment has to be changed again, and xolani mthembu agreed
            aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzqLm93xQa
            """;

    private static final String PUBLIC_ADDRESS =
            "The opening hours are told by frontdesk@townhall.org on working days.";

    private static final String NOT_IN_PROCESS = """
            @id("personal-data-not-in-process")
            @title("Personal data is not read in this process")
            @citation("an invention of this test")
            @severity("standard")
            forbid (principal, action == Action::"send", resource)
            when { context.holdsPersonalData && context.endpointKind == Kind::"IN_PROCESS" };
            """;
    private static final String LIST = """
            dictionaries:
              - name: rooms
                type: CONFIDENTIALITY
                file: rooms.txt
            """;
    private static final String ALLOWED = """
            allow:
              - id: front-desk
                type: EMAIL
                value: frontdesk@townhall.org
                reason: printed on every leaflet
                author: a.brandt
                approver: m.osei
                approved: %s
                expires: %s
            """;

    @TempDir
    private Path claims;

    @TempDir
    private Path folder;

    private Station station;

    @BeforeEach
    void open() {
        station = new Station(claims, true);
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void aDocumentFullOfIdentifiersIsDecidedWithoutTheTokenClassifier() {
        station.publish(Station.document("letter", IDENTIFIERS));
        station.publish(Station.document("memo", MEMO));
        station.runUntil(2);
        UUID letter = document(0);
        assertThat(column(letter, "exhaustiveness")).containsExactly("PARTIAL");
        assertThat(column(letter, "bundle_digest"))
                .containsExactly(station.policy().bundle().digest());
        assertThat(station.count("select count(*) from sluice.classification c, jsonb_array_elements(c.findings) f"
                        + " where c.document_id = '" + letter + "' and f ->> 'tier' <> '1'"))
                .isZero();
        assertThat(station.at(0).route()).contains("SOVEREIGN");
        assertThat(station.at(0).state()).contains("DECIDED");
        assertThat(column(letter, "decision", "reason")).containsExactly("POLICY");
        JsonNode told = completed(letter).getLast();
        assertThat(told.get("tiers").toString()).isEqualTo("[1]");
        assertThat(told.get("enoughFor").asString())
                .isEqualTo(station.policy().bundle().digest());

        assertThat(column(document(1), "exhaustiveness")).containsExactly("EXHAUSTIVE");
        assertThat(completed(document(1)).getLast().get("tiers").toString()).isEqualTo("[1,2]");
        assertThat(station.at(1).cleared()).isTrue();
    }

    @Test
    void underAnotherBundleTheRestIsClassifiedBeforeTheDocumentGoesOn() {
        station.publish(Station.document("key", KEY));
        station.runUntil(1);
        UUID document = document(0);
        assertThat(column(document, "exhaustiveness")).containsExactly("PARTIAL");
        assertThat(column(document, "categories")).containsExactly("{CREDENTIALS}");
        waits(document);
        runUnder(
                bundle(Map.of("50-more.cedar", NOT_IN_PROCESS)),
                () -> column(document, "exhaustiveness").equals(List.of("PARTIAL", "EXHAUSTIVE")));
        assertThat(column(document, "categories").getLast()).contains("CREDENTIALS", "PII");
        assertThat(completed(document))
                .extracting(body -> body.get("tiers").toString())
                .containsExactly("[1]", "[1,2]");
        assertThat(workItems()).as("only the first").isEqualTo(1);
    }

    @Test
    void underItsOwnBundleWhatStoppedEarlyGoesOnAsItIs() {
        station.publish(Station.document("key", KEY));
        station.runUntil(1);
        UUID document = document(0);
        waits(document);
        runUnder(station.policy().bundle(), () -> workItems() == 2);
        assertThat(column(document, "exhaustiveness")).containsExactly("PARTIAL");
    }

    @Test
    void aRerunFindsItDoubtfulUnderAnotherBundleOnlyAndClassifiesTheRest() {
        station.publish(Station.document("key", KEY));
        station.runUntil(1);
        UUID batch = station.admin()
                .sql("select batch_id from sluice.attempt")
                .query(UUID.class)
                .single();
        try (Ingest own = station.node()) {
            assertThat(own.reruns()
                            .freeze(batch, RerunSelector.DOUBTFUL, "CHECK", OPERATOR)
                            .items())
                    .isZero();
        }
        PolicyBundle other = bundle(Map.of("50-more.cedar", NOT_IN_PROCESS));
        Ingest node = station.node(station.settings(), other);
        node.start();
        try {
            var plan = node.reruns().freeze(batch, RerunSelector.DOUBTFUL, "BUNDLE_CHANGED", OPERATOR);
            assertThat(plan.items()).isEqualTo(1);
            node.reruns().start(plan.planId(), OPERATOR);
            Station.await(
                    "the plan to end",
                    () -> node.reruns()
                            .find(plan.planId())
                            .orElseThrow()
                            .state()
                            .equals("ENDED"));
        } finally {
            node.stop();
        }
        assertThat(column(document(0), "exhaustiveness")).containsExactly("PARTIAL", "EXHAUSTIVE");
        assertThat(column(document(0), "categories").getLast()).contains("PII");
    }

    @Test
    void aWordThatABundleForbidsHoldsWhatWasClearedBeforeAndWaits() {
        station.publish(Station.document("memo", MEMO));
        station.runUntil(1);
        assertThat(station.at(0).cleared()).isTrue();
        waits(document(0));
        runUnder(
                bundle(Map.of("recognizers/rooms.yaml", LIST, "recognizers/rooms.txt", "large room\n")),
                () -> workItems() == 2);
        assertThat(station.at(0).route()).contains("SOVEREIGN");
        assertThat(column(document(0), "categories")).containsExactly("{}", "{CONFIDENTIAL}");
        assertThat(station.count("select count(*) from content.cleared_key")).isZero();
    }

    @Test
    void anAllowEntryThatIsOverClearsNothingThatWaits() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        PolicyBundle allowing =
                bundle(Map.of("recognizers/allow.yaml", ALLOWED.formatted(today.minusDays(1), today.plusDays(1))));
        station.publish(Station.document("hours", PUBLIC_ADDRESS));
        runUnder(
                allowing,
                () -> station.documents()
                                .atOffset(station.topic(), 0, 0)
                                .flatMap(status -> status.state())
                                .isPresent()
                        && workItems() == 1);
        UUID document = document(0);
        assertThat(station.at(0).cleared()).isTrue();
        assertThat(column(document, "holds_on")).containsExactly(today.toString());
        assertThat(column(document, "at_most")).containsExactly("{PII}");
        assertThat(completed(document).getLast().get("suppressed").toString()).isEqualTo("{\"front-desk\":1}");
        waits(document);
        runUnder(
                bundle(Map.of("README.md", "Without the entry.")),
                () -> column(document, "categories").size() == 2);
        assertThat(column(document, "categories")).containsExactly("{}", "{PII}");
        Station.await("the new decision", () -> station.at(0).route().orElse("").equals("SOVEREIGN"));
    }

    private UUID document(long offset) {
        return station.at(offset).documentId().orElseThrow();
    }

    private PolicyBundle bundle(Map<String, String> files) {
        try (Stream<Path> all = Files.walk(DEFAULT)) {
            Path copy = Files.createTempDirectory(folder, "bundle");
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(DEFAULT.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path target = copy.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.writeString(target, file.getValue());
            }
            return PolicyBundle.load(copy).fill(station.fills());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private void runUnder(PolicyBundle bundle, java.util.concurrent.Callable<Boolean> until) {
        Ingest node = station.node(
                station.settings().withTimes(Duration.ofSeconds(60), Duration.ofMillis(500), Duration.ofMinutes(20)),
                bundle);
        node.start();
        try {
            Station.await("the end under another bundle", until);
        } finally {
            node.stop();
        }
    }

    private void waits(UUID document) {
        assertThat(station.admin()
                        .sql("select sluice.move_attempt(:document, 1, array['DECIDED'], 'WAITING', 'ENDPOINT_DOWN')")
                        .param("document", document)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private long workItems() {
        return station.count("select count(*) from sluice.outbox where topic like 'sluice.work.%'");
    }

    private List<String> column(UUID document, String column) {
        return column(document, "classification", column);
    }

    private List<String> column(UUID document, String table, String column) {
        return station.admin()
                .sql("select " + column + "::text from sluice." + table + " where document_id = :document order by "
                        + table + "_id")
                .param("document", document)
                .query(String.class)
                .list();
    }

    private List<JsonNode> completed(UUID document) {
        return station.admin().sql("""
                        select convert_from(body, 'UTF8') from audit.event
                         where document_id = :document and type = 'classification.completed' order by seq
                        """).param("document", document).query(String.class).list().stream()
                .map(body -> JsonMapper.shared().readTree(body).get("detail"))
                .toList();
    }
}
