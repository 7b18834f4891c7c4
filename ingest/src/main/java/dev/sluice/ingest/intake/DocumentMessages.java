package dev.sluice.ingest.intake;

import dev.sluice.ingest.IngestException;
import dev.sluice.ingest.Sha256;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns documents into Kafka records; content above the limit goes into the claim directory, each message's
 * in a file of its own, which is deleted when the document is stored.
 */
final class DocumentMessages {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path claimDirectory;

    DocumentMessages(Path claimDirectory) {
        this.claimDirectory = claimDirectory;
    }

    ProducerRecord<String, byte[]> toRecord(String topic, OutgoingDocument document) {
        Body body = body(document);
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(document.id())
                .withSource(document.source())
                .withType(Attributes.DOCUMENT_TYPE)
                .withTime(java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC));
        document.fileName().ifPresent(event::withSubject);
        document.attributes().forEach((name, value) -> event.withExtension(name, value));
        event.withData(body.contentType(), body.data());
        return KafkaMessageFactory.<String>createWriter(topic, null, null, document.id())
                .writeBinary(event.build());
    }

    private Body body(OutgoingDocument document) {
        boolean inline = document.content().length <= DocumentPublisher.INLINE_LIMIT_BYTES;
        if (document.parameters().isEmpty()) {
            return inline
                    ? new Body(document.contentType().orElse("application/octet-stream"), document.content())
                    : new Body(Attributes.CLAIM_MEDIA_TYPE, json(claim(document)));
        }
        Map<String, Object> envelope = new LinkedHashMap<>();
        document.contentType().ifPresent(type -> envelope.put("contentType", type));
        // Base64 makes four bytes of three, and the message must stay below the broker's usual limit.
        if (document.content().length <= DocumentPublisher.INLINE_LIMIT_BYTES * 3 / 4) {
            envelope.put("content", Base64.getEncoder().encodeToString(document.content()));
        } else {
            envelope.put("claim", claim(document));
        }
        envelope.put("parameters", document.parameters());
        return new Body(Attributes.DOCUMENT_MEDIA_TYPE, json(envelope));
    }

    private Map<String, Object> claim(OutgoingDocument document) {
        String sha256 = Sha256.hex(document.content());
        Path file = claimDirectory.toAbsolutePath().resolve(OwnClaims.fileName(UUID.randomUUID()));
        store(file, document.content());
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("location", file.toUri().toString());
        claim.put("bytes", document.content().length);
        claim.put("sha256", sha256);
        document.contentType().ifPresent(type -> claim.put("contentType", type));
        return claim;
    }

    /** Writes beside and renames, so that a reader never sees half of it. */
    private void store(Path file, byte[] content) {
        try {
            Files.createDirectories(claimDirectory);
            Path part = claimDirectory.resolve("." + UUID.randomUUID() + ".part");
            Files.write(part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new IngestException("A claim check of " + content.length + " bytes could not be written ("
                    + failure.getClass().getSimpleName() + "); is there space in the claims folder?");
        }
    }

    private static byte[] json(Object value) {
        return JSON.writeValueAsBytes(value);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Body(String contentType, byte[] data) {}
}
