package dev.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.ingest.IngestSettings;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.ingest.intake.AddressRange;
import dev.sluice.ingest.intake.ClaimBucket;
import dev.sluice.ingest.intake.DocumentTopics;
import dev.sluice.ingest.intake.IntakeLimits;
import dev.sluice.ingest.intake.OwnClaims;
import dev.sluice.ingest.intake.S3Credentials;
import dev.sluice.ingest.intake.SourceSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IntakeConfigTests {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("sluice.root", ".."), "docs", "examples", "sluice.yaml");

    @TempDir
    Path folder;

    @Test
    void theExampleSaysWhatItSays() {
        IntakeConfig config = IntakeConfig.load(EXAMPLE);
        assertThat(config.topics()).isEqualTo(DocumentTopics.named("sluice.documents", "hospital.letters"));
        assertThat(config.sources())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "urn:example:hospital",
                                new SourceSettings(
                                        Set.of("north", "south"),
                                        List.of(Path.of("/var/lib/sluice/claims/hospital")),
                                        List.of(new ClaimBucket(
                                                "hospital-letters",
                                                "incoming/",
                                                "eu-central-1",
                                                Optional.of(URI.create("https://s3.hospital.example")),
                                                List.of(AddressRange.parse("10.20.0.0/16")),
                                                new S3Credentials.SharedFile(Path.of("/run/secrets/hospital-letters")),
                                                Duration.ofSeconds(120))),
                                        Optional.of("restricted"),
                                        Map.of(
                                                "sluicetenant", "north",
                                                "sluicetask", "summarise",
                                                "sluicepurpose", "treatment",
                                                "sluicejurisdiction", "eu",
                                                "sluiceresidency", "eu")),
                        "urn:example:archive",
                                new SourceSettings(Set.of("archive"), List.of(), Optional.empty(), Map.of())));
        assertThat(config.others())
                .isEqualTo(new SourceSettings(Set.of("default"), List.of(), Optional.of("confidential"), Map.of()));
        assertThat(config.topicSources())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "hospital.letters",
                        new SourceSettings(
                                Set.of("north", "south"),
                                List.of(Path.of("/var/lib/sluice/claims/hospital")),
                                config.sources().get("urn:example:hospital").buckets(),
                                Optional.of("restricted"),
                                Map.of())));
        assertThat(config.limits()).as("the example shows the defaults").isEqualTo(IntakeLimits.DEFAULTS);
        assertThat(config.ownTopics())
                .singleElement()
                .satisfies(topic -> assertThat(topic.name()).isEqualTo("hospital.letters"));
    }

    @Test
    void onlyThisMachinesCommandLineClaimsFromItsDataFolder() {
        IngestSettings settings = IntakeConfig.load(EXAMPLE).settings(new OwnClaims("urn:sluice:cli:1", folder));
        assertThat(settings.source("sluice.documents", "urn:sluice:cli:1"))
                .isEqualTo(SourceSettings.claimingFrom(folder));
        assertThat(settings.source("sluice.documents", "urn:elsewhere").claimDirectories())
                .isEmpty();
        assertThat(settings.source("sluice.documents", "urn:elsewhere").tenants())
                .containsExactly("default");
        assertThat(settings.source("sluice.documents", "urn:example:hospital").minSensitivity())
                .contains("restricted");
        assertThat(settings.topics()).isEqualTo(DocumentTopics.named("sluice.documents", "hospital.letters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limits: {timeAheadMinutes: 5}",
                "others: {tenants: [north]}",
                "topicSources: {sluice.documents: {tenants: [north]}}",
                "topics: [sluice.documents]"
            })
    void whereNoSourceIsNamedNoneIsHeldBack(String text) throws IOException {
        IngestSettings settings = IntakeConfig.load(file(text)).settings(new OwnClaims("urn:sluice:cli:1", folder));
        assertThat(settings.source("sluice.documents", "urn:any").minSensitivity())
                .isIn(Optional.empty(), Optional.of("NONE"));
    }

    @Test
    void settingsOfOtherSourcesHoldWhereNoneIsNamed() throws IOException {
        IntakeConfig config = IntakeConfig.load(file("others: {claims: [/claims]}"));
        assertThat(config.settings(new OwnClaims("urn:sluice:cli:1", folder))
                        .source("other", "urn:any")
                        .claimDirectories())
                .containsExactly(Path.of("/claims"));
    }

    @Test
    void limitsThatTheHeapCannotHoldAreRefusedWithTheHeapThatCan() throws IOException {
        Path file = file("limits: {documentMiB: 512, chunkMiB: 512}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntakeConfig.load(file))
                .withMessageContaining("limits.documentMiB")
                .withMessageContaining("SLUICE_HEAP=8192m");
    }

    @Test
    void whatIntakeTakesIsWhatExtractionReads() throws IOException {
        assertThat(IntakeLimits.DEFAULTS.documentBytes())
                .isEqualTo(ExtractionSettings.defaults().maxDocumentBytes());
        IntakeConfig config =
                IntakeConfig.load(file("limits: {documentMiB: 60, chunkMiB: 16, timeAheadMinutes: 5, tries: 7}"));
        IntakeLimits limits =
                config.settings(new OwnClaims("urn:sluice:cli:1", folder)).limits();
        assertThat(limits.documentBytes()).isEqualTo(60L << 20);
        assertThat(limits.chunkBytes()).isEqualTo(16L << 20);
        assertThat(limits.timeAhead()).isEqualTo(Duration.ofMinutes(5));
        assertThat(limits.tries()).isEqualTo(7);
        assertThat(IntakeLimits.DEFAULTS.tries()).isEqualTo(3);
    }

    @Test
    void topicsAreReadByAPatternAndHeldByName() throws IOException {
        IntakeConfig config = IntakeConfig.load(file("""
                topics: {pattern: 'docs\\..*|sluice.documents'}
                sources: {'urn:a': {claims: [/a, /b]}}
                topicSources:
                  docs.legal: {tenants: [legal], minSensitivity: restricted, claims: [/b], defaults: {task: classify}}
                  sluice.documents: {tenants: [default]}"""));
        assertThat(config.topics()).isEqualTo(new DocumentTopics.Matching("docs\\..*|sluice.documents"));
        assertThat(config.ownTopics()).as("a pattern makes no topic").isEmpty();
        IngestSettings settings = config.settings(new OwnClaims("urn:sluice:cli:1", folder));
        assertThat(settings.topics()).isEqualTo(config.topics());
        SourceSettings legal = settings.source("docs.legal", "urn:a");
        assertThat(legal.tenants()).containsExactly("legal");
        assertThat(legal.claimDirectories()).containsExactly(Path.of("/b"));
        assertThat(legal.minSensitivity()).contains("RESTRICTED");
        assertThat(legal.defaults()).containsEntry("sluicetask", "classify");
        assertThat(settings.source("docs.other", "urn:a").claimDirectories()).hasSize(2);
        assertThat(settings.source("sluice.documents", "urn:a").claimDirectories())
                .as("a topic that is named claims what is named there")
                .isEmpty();
        assertThat(settings.source("sluice.documents", "urn:sluice:cli:1").claimDirectories())
                .containsExactly(folder);
    }

    @Test
    void whatIsLeftOutIsTheDefaultTopicAndAnyTenant() throws IOException {
        IntakeConfig config = IntakeConfig.load(file("sources: {'urn:a': {}}"));
        assertThat(config.topics()).isEqualTo(DocumentTopics.named("sluice.documents"));
        assertThat(config.others()).isEqualTo(SourceSettings.claimingFrom());
        assertThat(config.sources()).containsOnlyKeys("urn:a");
    }

    @Test
    void secretsOfABucketComeFromTheEnvironment() throws IOException {
        Path file = file("""
                sources:
                  urn:a: {buckets: {one: {region: eu-west-1}, two: {region: eu-west-2, credentials: TWO}}}""");
        Map<String, String> environment = Map.of(
                "AWS_ACCESS_KEY_ID", "AKIDONE",
                "AWS_SECRET_ACCESS_KEY", "first",
                "TWO_ACCESS_KEY_ID", "AKIDTWO",
                "TWO_SECRET_ACCESS_KEY", "second",
                "TWO_SESSION_TOKEN", "token");
        assertThat(IntakeConfig.load(file, environment).sources().get("urn:a").buckets())
                .extracting(ClaimBucket::credentials)
                .containsExactlyInAnyOrder(
                        new S3Credentials.Fixed("AKIDONE", "first", Optional.empty()),
                        new S3Credentials.Fixed("AKIDTWO", "second", Optional.of("token")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntakeConfig.load(file, Map.of("AWS_ACCESS_KEY_ID", "AKIDONE")))
                .withMessageMatching(".*urn:a.buckets.(one|two): expected the environment variable .*")
                .withMessageNotContaining("AKIDONE");
    }

    @Test
    void refusesABucketThatIsNotWhollySaid() throws IOException {
        Map<String, String> environment = Map.of("AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY", "secret");
        Map<String, String> refused = Map.ofEntries(
                Map.entry("{}", "b.region: expected a region"),
                Map.entry("{region: 'Frankfurt am Main'}", "b: region: expected"),
                Map.entry("{region: r, acl: x}", "b: unknown key acl"),
                Map.entry("{region: r, prefix: incoming}", "b: prefix: expected"),
                Map.entry("{region: r, prefix: '../'}", "b: prefix: expected"),
                Map.entry("{region: r, endpoint: 'http://s3.example'}", "b: endpoint: expected https"),
                Map.entry("{region: r, endpoint: 'https://s3.example/bucket'}", "b: endpoint: expected https"),
                Map.entry("{region: r, endpoint: 'https://key@s3.example'}", "b: endpoint: expected https"),
                Map.entry("{region: r, endpoint: 's3.example'}", "b: endpoint: expected https"),
                Map.entry("{region: r, addresses: [10.0.0.0]}", "b: expected a range"),
                Map.entry("{region: r, addresses: ['169.254.0.0/16']}", "b: addresses: expected ranges of private"),
                Map.entry("{region: r, addresses: ['0.0.0.0/0']}", "b: addresses: expected ranges of private"),
                Map.entry("{region: r, credentials: 'AKID EXAMPLE'}", "b.credentials: expected what"),
                Map.entry("{region: r, credentialsFile: keys}", "b.credentialsFile: expected an absolute"),
                Map.entry(
                        "{region: r, credentialsFile: /keys, credentials: A}",
                        "b.credentialsFile: expected an absolute"),
                Map.entry("{region: r, timeoutSeconds: 0}", "b.timeoutSeconds: expected a number"),
                Map.entry("{region: r, timeoutSeconds: soon}", "b.timeoutSeconds: expected a number"));
        for (Map.Entry<String, String> one : refused.entrySet()) {
            Path file = file("others: {buckets: {bbb: " + one.getKey() + "}}");
            assertThatIllegalArgumentException()
                    .as(one.getKey())
                    .isThrownBy(() -> IntakeConfig.load(file, environment))
                    .withMessageContaining("others.buckets.bb" + one.getValue());
        }
        for (String name : new String[] {"B", "a", "a..b", "-ab", "'arn:aws:s3:::letters'", "7"}) {
            Path file = file("others: {buckets: {" + name + ": {region: r}}}");
            assertThatIllegalArgumentException().as(name).isThrownBy(() -> IntakeConfig.load(file, environment));
        }
    }

    @Test
    void refusesWhatItDoesNotKnowAndNamesTheKey() throws IOException {
        Map<String, String> refused = Map.ofEntries(
                Map.entry("topic: [a]", "unknown key topic"),
                Map.entry("others: {tenant: [a]}", "others: unknown key tenant"),
                Map.entry(
                        "sources: {'urn:a': {defaults: {deadline: x}}}",
                        "sources.urn:a.defaults: unknown key deadline"),
                Map.entry(
                        "sources: {'urn:a': {minSensitivity: secret}}", "sources.urn:a.minSensitivity: expected none"),
                Map.entry("sources: {'urn:a': {claims: [relative]}}", "sources.urn:a.claims: expected absolute"),
                Map.entry("sources: {'urn:a': {tenants: []}}", "sources.urn:a.tenants: expected a list"),
                Map.entry("sources: {'urn:a': {tenants: north}}", "sources.urn:a.tenants: expected a list"),
                Map.entry("sources: {'urn:a': {tenants: ['no word']}}", "sources.urn:a.tenants: expected letters"),
                Map.entry("others: {defaults: {task: 7}}", "others.defaults.task: expected a word"),
                Map.entry("others: any", "others: expected keys and values"),
                Map.entry("topics: [sluice.results.external]", "topics: sluice.results.external is no topic"),
                Map.entry("topics: {pattern: 'a('}", "topics.pattern: expected a regular expression"),
                Map.entry("topics: {pattern: [a]}", "topics.pattern: expected a word"),
                Map.entry("topics: {}", "topics.pattern: expected an expression"),
                Map.entry("topics: {prefix: a}", "topics: unknown key prefix"),
                Map.entry("topics: letters", "topics: expected a list"),
                Map.entry("topicSources: {letters: {}}", "topicSources: letters is no topic that is read"),
                Map.entry(
                        "topics: {pattern: '.*'}\ntopicSources: {sluice.results.external: {}}",
                        "topicSources: sluice.results.external is no topic that is read"),
                Map.entry(
                        "topicSources: {sluice.documents: {bucket: a}}",
                        "topicSources.sluice.documents: unknown key bucket"),
                Map.entry(
                        "topicSources: {sluice.documents: {buckets: [letters]}}",
                        "topicSources.sluice.documents.buckets: expected names of buckets"),
                Map.entry("limits: {documentMiB: 0}", "limits.documentMiB: expected a number from 1 to 512"),
                Map.entry("limits: {chunkMiB: all}", "limits.chunkMiB: expected a number from 1 to 512"),
                Map.entry("limits: {timeAheadMinutes: -1}", "limits.timeAheadMinutes: expected a number from 0"),
                Map.entry("limits: {tries: 0}", "limits.tries: expected a number from 1 to 100"),
                Map.entry("limits: {documents: 7}", "limits: unknown key documents"),
                Map.entry("topics: [a, a]", "topics: expected a list of at least one word, none of them twice"),
                Map.entry("topics: [a]\ntopics: [b]", "has a key twice"),
                Map.entry("topics: [", "is no YAML"),
                Map.entry("- a", "expected keys and values"),
                Map.entry("", "expected keys and values"));
        for (Map.Entry<String, String> one : refused.entrySet()) {
            Path file = file(one.getKey());
            assertThatIllegalArgumentException()
                    .as(one.getKey())
                    .isThrownBy(() -> IntakeConfig.load(file))
                    .withMessageContaining(one.getValue());
        }
        assertThatIllegalArgumentException().isThrownBy(() -> IntakeConfig.load(folder.resolve("none.yaml")));
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("sluice.yaml"), yaml);
    }
}
