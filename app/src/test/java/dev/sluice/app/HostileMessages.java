package dev.sluice.app;

import dev.sluice.db.Topics;
import dev.sluice.ingest.intake.Attributes;
import dev.sluice.ingest.intake.DocumentPublisher;
import dev.sluice.ingest.intake.OutgoingDocument;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Messages that fail at each station of the intake and carry planted values wherever a message can carry one. */
final class HostileMessages {
    private static final String VALUE = "Eleanor Marie Whitfield 751-38-2046 NB-4471903";
    private static final String CLAIM = "application/vnd.sluice.claim+json";
    private static final String ENVELOPE = "application/vnd.sluice.document+json";
    private static final String STRUCTURED = "application/cloudevents+json";

    private HostileMessages() {}

    /** Records that cannot become documents. */
    static List<ProducerRecord<byte[], byte[]>> unreadable() {
        String json = "{\"specversion\":\"1.0\",\"id\":\"" + VALUE + "\",\"source\":\"urn:whitfield\",\"type\":\""
                + Attributes.DOCUMENT_TYPE + "\"";
        return List.of(
                message(Map.of(), VALUE),
                message(Map.of("content-type", STRUCTURED), json),
                message(Map.of("content-type", STRUCTURED), json + ",\"time\":\"" + VALUE + "\"}"),
                message(Map.of("content-type", STRUCTURED), json + ",\"" + VALUE + "\":[{}]}"),
                message(binary(Map.of("ce_type", VALUE)), VALUE),
                message(binary(Map.of("ce_source", "not a uri " + VALUE)), VALUE),
                message(binary(Map.of("ce_specversion", VALUE)), VALUE),
                message(binary(Map.of("ce_time", VALUE)), VALUE),
                message(binary(Map.of("ce_" + Attributes.TENANT, VALUE)), VALUE),
                message(binary(Map.of("ce_" + Attributes.TASK, VALUE)), VALUE),
                message(binary(Map.of("ce_" + Attributes.DEADLINE, VALUE)), VALUE),
                message(binary(Map.of("ce_" + Attributes.MAX_COST, VALUE)), VALUE),
                message(binary(Map.of("ce_" + Attributes.SUBJECTS, VALUE)), VALUE),
                message(binary(Map.of("content-type", ENVELOPE)), "{\"content\":\"" + VALUE + "\"}"),
                message(binary(Map.of("content-type", ENVELOPE)), "{\"content\":" + VALUE),
                message(
                        binary(Map.of("content-type", CLAIM)),
                        "{\"location\":\"file:///srv/clinic-letter/" + VALUE.replace(' ', '_')
                                + "\",\"bytes\":5,\"sha256\":\"" + "0".repeat(64) + "\"}"),
                message(
                        binary(Map.of("content-type", CLAIM)),
                        "{\"location\":\"" + VALUE + "\",\"bytes\":5,\"sha256\":\"" + VALUE + "\"}"));
    }

    /** Documents that are taken, and fail later or carry the values beside the document. */
    static List<OutgoingDocument> failing() {
        byte[] letter = ("Dear colleague, " + VALUE + " has numbness in both feet.").getBytes(StandardCharsets.UTF_8);
        byte[] large = new byte[DocumentPublisher.INLINE_LIMIT_BYTES + 4096];
        System.arraycopy(letter, 0, large, large.length / 2, letter.length);
        return List.of(
                document("a", "summarise", letter).withParameters(Map.of("sentences", VALUE)),
                document("b", "classify", letter).withParameters(Map.of("labels", VALUE)),
                document("c", "classify", letter).withParameters(Map.of("labels", List.of("Whitfield", "Lindgren"))),
                document("d", "no-such-task", letter).withParameters(Map.of("question", VALUE)),
                document("e", "summarise", ("%PDF-1.7\n" + VALUE).getBytes(StandardCharsets.UTF_8)),
                document("f", "summarise", ("{\"patient\": \"" + VALUE).getBytes(StandardCharsets.UTF_8)),
                document("g", "summarise", letter)
                        .with(Attributes.PURPOSE, VALUE)
                        .with(Attributes.JURISDICTION, VALUE)
                        .with(Attributes.RESIDENCY, VALUE)
                        .with(Attributes.MIN_SENSITIVITY, VALUE)
                        .with(Attributes.ORIGIN, VALUE),
                document("h", "summarise", large));
    }

    /** Sends them all; the topic must be there. */
    static void publish(Map<String, Object> client, Path claims) throws Exception {
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Future<?> sent : unreadable().stream().map(producer::send).toList()) {
                sent.get();
            }
        }
        try (DocumentPublisher publisher = new DocumentPublisher(client, Topics.DOCUMENTS, claims)) {
            for (OutgoingDocument document : failing()) {
                publisher.publish(document).get();
            }
        }
    }

    private static OutgoingDocument document(String id, String task, byte[] content) {
        return OutgoingDocument.of(
                        URI.create("urn:clinic:Whitfield"), "NB-4471903/" + id, "default", task, "operations", content)
                .withFileName("clinic-letter Eleanor Marie Whitfield " + id + ".pdf");
    }

    private static Map<String, String> binary(Map<String, String> changed) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                VALUE + changed,
                "ce_source",
                "urn:clinic:Whitfield",
                "ce_type",
                Attributes.DOCUMENT_TYPE,
                "ce_subject",
                "clinic-letter " + VALUE,
                "ce_" + Attributes.TENANT,
                "default",
                "ce_" + Attributes.TASK,
                "summarise",
                "ce_" + Attributes.PURPOSE,
                "operations"));
        headers.putAll(changed);
        return headers;
    }

    private static ProducerRecord<byte[], byte[]> message(Map<String, String> headers, String value) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                Topics.DOCUMENTS, VALUE.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return message;
    }
}
