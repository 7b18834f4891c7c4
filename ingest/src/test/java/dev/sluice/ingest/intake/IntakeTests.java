package dev.sluice.ingest.intake;

import static dev.sluice.ingest.intake.EventMessages.binary;
import static dev.sluice.ingest.intake.EventMessages.structured;
import static dev.sluice.ingest.intake.EventMessages.type;
import static dev.sluice.ingest.intake.EventMessages.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.IngestSettings;
import dev.sluice.ingest.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTests {
    private static final byte[] CONTENT = EventMessages.CONTENT;

    @TempDir
    private Path folder;

    private Path claims;
    private Intake intake;

    @BeforeEach
    void makeFolders() throws IOException {
        claims = Files.createDirectory(folder.resolve("claims"));
        intake = new Intake(IngestSettings.of(claims, "documents"));
    }

    @Test
    void readsWhatThePublisherWrites() {
        IncomingDocument document = accepted(published(document(CONTENT)
                .withContentType("text/plain")
                .withFileName("letter.txt")
                .withSubjects(List.of("t1", "t2"))
                .with(Attributes.MIN_SENSITIVITY, "internal")));
        assertThat(document.content()).isEqualTo(CONTENT);
        assertThat(document.source()).isEqualTo("urn:test");
        assertThat(document.id()).isEqualTo("1");
        assertThat(document.tenant()).isEqualTo("acme");
        assertThat(document.task()).isEqualTo("summarise");
        assertThat(document.purpose()).isEqualTo("care");
        assertThat(document.jurisdiction()).isEmpty();
        assertThat(document.subjects()).containsExactly("t1", "t2");
        assertThat(document.minSensitivity()).contains("internal");
        assertThat(document.contentType()).contains("text/plain");
        assertThat(document.fileName()).contains("letter.txt");
        assertThat(document.parameters()).isEmpty();
    }

    @Test
    void carriesParametersInTheEventData() {
        ProducerRecord<String, byte[]> record = published(document(CONTENT)
                .withParameters(Map.of("question", "What is it about?"))
                .withContentType("text/plain"));
        assertThat(new String(record.headers().lastHeader("content-type").value(), StandardCharsets.UTF_8))
                .isEqualTo(Attributes.DOCUMENT_MEDIA_TYPE);
        IncomingDocument document = accepted(record);
        assertThat(document.content()).isEqualTo(CONTENT);
        assertThat(document.contentType()).contains("text/plain");
        assertThat(new String(document.parameters(), StandardCharsets.UTF_8))
                .isEqualTo("{\"question\":\"What is it about?\"}");
    }

    @Test
    void writesAClaimCheckAboveTheLimitAndReadsItAgain() {
        byte[] large = new byte[DocumentPublisher.INLINE_LIMIT_BYTES + 1];
        Arrays.fill(large, (byte) 'x');
        for (OutgoingDocument document :
                List.of(document(large), document(large).withParameters(Map.of("question", "Why?")))) {
            ProducerRecord<String, byte[]> record = published(document);
            assertThat(record.value()).hasSizeLessThan(1000);
            assertThat(accepted(record).content()).isEqualTo(large);
        }
        assertThat(claims)
                .as("a file for each message, so that deleting one takes nothing from the other")
                .isDirectoryContaining("glob:**.claim")
                .satisfies(folder -> assertThat(folder.toFile().list()).hasSize(2));
    }

    @Test
    void readsStructuredJson() {
        String event = """
                {"specversion":"1.0","id":"9","source":"urn:s","type":"dev.sluice.document.v1","sluicetenant":"acme",
                 "sluicetask":"summarise","sluicepurpose":"care","datacontenttype":"text/plain","data":"Dear reader"}""";
        assertThat(accepted(structured(), event.getBytes(StandardCharsets.UTF_8))
                        .content())
                .isEqualTo(CONTENT);
        String base64 = event.replace("\"data\":\"Dear reader\"", "\"data_base64\":\"RGVhciByZWFkZXI=\"");
        assertThat(accepted(structured(), base64.getBytes(StandardCharsets.UTF_8))
                        .content())
                .isEqualTo(CONTENT);
    }

    @Test
    void headersBesideAStructuredEventAreNotAttributes() {
        String event = """
                {"specversion":"1.0","id":"9","source":"urn:s","type":"dev.sluice.document.v1","sluicetenant":"acme",
                 "sluicetask":"summarise","datacontenttype":"text/plain","data":"x"}""";
        Headers headers = structured().add("ce_specversion", utf8("1.0")).add("ce_sluicetenant", utf8("other"));
        assertThat(accepted(headers, utf8(event)).tenant()).isEqualTo("acme");
    }

    @Test
    void quarantinesWhatIsNoDocument() {
        assertThat(refusal(new RecordHeaders(), null)).isEqualTo(QuarantineReason.TOMBSTONE);
        assertThat(refusal(new RecordHeaders(), CONTENT)).isEqualTo(QuarantineReason.MALFORMED);
        assertThat(refusal(type("application/cloudevents-batch+json"), utf8("[]")))
                .isEqualTo(QuarantineReason.BATCHED_UNSUPPORTED);
        assertThat(refusal(type("Application/CloudEvents-Batch+JSON; charset=utf-8"), utf8("[]")))
                .isEqualTo(QuarantineReason.BATCHED_UNSUPPORTED);
        assertThat(refusal(type("application/cloudevents+avro"), utf8("x")))
                .isEqualTo(QuarantineReason.FORMAT_UNSUPPORTED);
        assertThat(refusal(type("application/cloudevents+json"), utf8("{\"specversion\":")))
                .isEqualTo(QuarantineReason.MALFORMED);
        assertThat(refusal(type("application/cloudevents+json"), utf8("{\"specversion\":\"1.0\"}")))
                .isEqualTo(QuarantineReason.ATTRIBUTE_MISSING);
    }

    @Test
    void quarantinesARepeatedAttributeInEitherMode() {
        Headers twice = binary().add("ce_sluicetenant", utf8("acme")).add("ce_sluicetenant", utf8("other"));
        assertThat(refusal(twice, CONTENT)).isEqualTo(QuarantineReason.MALFORMED);
        String event = """
                {"specversion":"1.0","id":"9","source":"urn:s","type":"dev.sluice.document.v1","sluicetenant":"acme",
                 "sluicetenant":"other","sluicetask":"summarise","data":"x"}""";
        assertThat(refusal(structured(), utf8(event))).isEqualTo(QuarantineReason.MALFORMED);
    }

    @Test
    void quarantinesWrongOrMissingAttributes() {
        assertThat(changed("ce_specversion", "2.0")).isEqualTo(QuarantineReason.SPEC_VERSION_UNKNOWN);
        assertThat(changed("ce_specversion", "0.3")).isEqualTo(QuarantineReason.SPEC_VERSION_UNKNOWN);
        assertThat(changed("ce_type", "com.example.other")).isEqualTo(QuarantineReason.TYPE_UNKNOWN);
        assertThat(changed("ce_id", null)).isEqualTo(QuarantineReason.ATTRIBUTE_MISSING);
        assertThat(changed("ce_source", null)).isEqualTo(QuarantineReason.ATTRIBUTE_MISSING);
        assertThat(changed("ce_type", null)).isEqualTo(QuarantineReason.ATTRIBUTE_MISSING);
        assertThat(changed("ce_sluicetenant", null)).isEqualTo(QuarantineReason.ATTRIBUTE_MISSING);
        assertThat(changed("ce_sluicetask", null)).isEqualTo(QuarantineReason.ATTRIBUTE_MISSING);
        assertThat(changed("ce_sluicetenant", "John Doe, SSN 078-05-1120"))
                .isEqualTo(QuarantineReason.ATTRIBUTE_INVALID);
        assertThat(changed("ce_id", "x".repeat(1025))).isEqualTo(QuarantineReason.ATTRIBUTE_INVALID);
        assertThat(changed("ce_source", "urn:" + "x".repeat(1021))).isEqualTo(QuarantineReason.ATTRIBUTE_INVALID);
        assertThat(changed("ce_sluicedeadline", "soon")).isEqualTo(QuarantineReason.ATTRIBUTE_INVALID);
        assertThat(changed("ce_sluicemaxcost", "NaN")).isEqualTo(QuarantineReason.ATTRIBUTE_INVALID);
        assertThat(changed("ce_sluicemaxcost", "-1")).isEqualTo(QuarantineReason.ATTRIBUTE_INVALID);
        assertThat(changed("ce_sluicesubjects", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17"))
                .isEqualTo(QuarantineReason.ATTRIBUTE_INVALID);
    }

    @Test
    void quarantinesATenantOutsideTheSourcesSetting() {
        SourceSettings acmeOnly = new SourceSettings(Set.of("acme"), List.of(), Optional.empty(), Map.of());
        Intake strict = new Intake(IngestSettings.of(claims, "documents").withSources(Map.of(), acmeOnly));
        assertThat(strict.read("documents", binary(), CONTENT)).isInstanceOf(Received.Accepted.class);
        Headers other = binary();
        other.remove("ce_sluicetenant");
        other.add("ce_sluicetenant", utf8("umbrella"));
        assertThat(strict.read("documents", other, CONTENT))
                .isEqualTo(new Received.Quarantined(QuarantineReason.TENANT_NOT_ALLOWED));
    }

    @Test
    void takesAnUnreadableDeclarationForAnUnknownOne() {
        Headers headers = binary().add("ce_sluicejurisdiction", utf8("Atlantis; drop table"));
        assertThat(accepted(headers, CONTENT).jurisdiction()).isEqualTo("unknown");
        Headers origin = binary().add("ce_sluiceorigin", utf8("not-an-id"));
        assertThat(accepted(origin, CONTENT).originUnreadable()).isTrue();
    }

    @Test
    void takesDefaultsOfTheSource() {
        SourceSettings defaults = new SourceSettings(
                Set.of(),
                List.of(),
                Optional.of("confidential"),
                Map.of(Attributes.TENANT, "acme", Attributes.TASK, "classify"));
        Intake withDefaults = new Intake(IngestSettings.of(claims, "documents")
                .withSources(Map.of("urn:test", defaults), SourceSettings.claimingFrom()));
        Headers bare = new RecordHeaders()
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8("1"))
                .add("ce_source", utf8("urn:test"))
                .add("ce_type", utf8(Attributes.DOCUMENT_TYPE));
        assertThat(withDefaults.read("documents", bare, CONTENT))
                .isInstanceOfSatisfying(Received.Accepted.class, accepted -> {
                    assertThat(accepted.document().tenant()).isEqualTo("acme");
                    assertThat(accepted.document().task()).isEqualTo("classify");
                    assertThat(accepted.document().sourceMinSensitivity()).contains("confidential");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"content\":\"!\"}",
                "{\"content\":\"eA==\",\"claim\":{}}",
                "{\"claim\":[]}",
                "{\"content\":\"eA==\",\"parameters\":[]}",
                "{\"content\":\"eA==\",\"content\":\"eQ==\"}"
            })
    void quarantinesAnEnvelopeThatSaysTwoThingsOrNone(String envelope) {
        assertThat(refusal(binary(Attributes.DOCUMENT_MEDIA_TYPE), utf8(envelope)))
                .isEqualTo(QuarantineReason.ENVELOPE_INVALID);
    }

    @Test
    void quarantinesAPayloadAboveTheLimit() {
        Intake small = new Intake(IngestSettings.of(claims, "documents").withMaxDocumentBytes(5));
        assertThat(small.read("documents", binary(), CONTENT))
                .isEqualTo(new Received.Quarantined(QuarantineReason.OVERSIZE));
    }

    @Test
    void answersForAnyBytesAndReadsNoFileThatIsNotAllowed() throws IOException {
        byte[] secret = utf8("not to be read");
        Path outside = Files.write(folder.resolve("outside"), secret);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] good = utf8("""
                {"specversion":"1.0","id":"9","source":"urn:s","type":"dev.sluice.document.v1","sluicetenant":"acme",
                 "sluicetask":"summarise","datacontenttype":"application/vnd.sluice.claim+json",
                 "data":{"location":"%s","bytes":%d,"sha256":"%s"}}""".formatted(outside.toUri(), secret.length, Sha256.hex(secret)));
        for (int i = 0; i < 2_000; i++) {
            byte[] broken = good.clone();
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            // A broken event may still be a document made of its own bytes; never one made of a file it must not name.
            if (intake.read("documents", type("application/cloudevents+json"), broken)
                    instanceof Received.Accepted accepted) {
                assertThat(new String(accepted.document().content(), StandardCharsets.ISO_8859_1))
                        .as("seed %d round %d", seed, i)
                        .doesNotContain("not to be read");
            }
        }
    }

    private static OutgoingDocument document(byte[] content) {
        return OutgoingDocument.of(URI.create("urn:test"), "1", "acme", "summarise", "care", content);
    }

    private ProducerRecord<String, byte[]> published(OutgoingDocument document) {
        return new DocumentMessages(claims).toRecord("documents", document);
    }

    private IncomingDocument accepted(ProducerRecord<String, byte[]> record) {
        return accepted(record.headers(), record.value());
    }

    private IncomingDocument accepted(Headers headers, byte[] value) {
        Received received = intake.read("documents", headers, value);
        assertThat(received).isInstanceOf(Received.Accepted.class);
        return ((Received.Accepted) received).document();
    }

    private QuarantineReason refusal(Headers headers, byte @Nullable [] value) {
        Received received = intake.read("documents", headers, value);
        assertThat(received).isInstanceOf(Received.Quarantined.class);
        return ((Received.Quarantined) received).reason();
    }

    private QuarantineReason changed(String header, @Nullable String value) {
        Headers headers = binary();
        headers.remove(header);
        if (value != null) {
            headers.add(header, utf8(value));
        }
        return refusal(headers, CONTENT);
    }
}
