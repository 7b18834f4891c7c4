package dev.sluice.ingest.intake;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a record as one CloudEvent, in binary or structured JSON mode. What two readers could read differently is refused: a
 * repeated header or a repeated member.
 */
final class EventReader {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** UTF-16 units of an id or a source: ids go back to the upstream system in a header, which must fit a message. */
    private static final int LONGEST_NAME = 1024;

    private EventReader() {}

    static CloudEvent read(Headers headers, byte[] value) {
        refuseRepeatedHeaders(headers);
        Header type = headers.lastHeader("content-type");
        String mediaType = type == null || type.value() == null
                ? ""
                : new String(type.value(), StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT)
                        .strip();
        if (mediaType.startsWith("application/cloudevents-batch")) {
            throw new QuarantinedException(QuarantineReason.BATCHED_UNSUPPORTED);
        }
        if (mediaType.startsWith("application/cloudevents")) {
            checkStructured(mediaType, value);
            return parse(onlyContentType(), value);
        }
        Header version = headers.lastHeader("ce_specversion");
        if (version == null || version.value() == null) {
            throw new QuarantinedException(QuarantineReason.MALFORMED);
        }
        checkVersion(new String(version.value(), StandardCharsets.UTF_8));
        for (String required : new String[] {"ce_id", "ce_source", "ce_type"}) {
            if (headers.lastHeader(required) == null) {
                throw new QuarantinedException(QuarantineReason.ATTRIBUTE_MISSING);
            }
        }
        return parse(headers, value);
    }

    private static CloudEvent parse(Headers headers, byte[] value) {
        CloudEvent event;
        try {
            event = KafkaMessageFactory.createReader(headers, value).toEvent();
        } catch (CloudEventRWException refused) {
            throw new QuarantinedException(
                    refused.getKind() == CloudEventRWException.CloudEventRWExceptionKind.INVALID_SPEC_VERSION
                            ? QuarantineReason.SPEC_VERSION_UNKNOWN
                            : QuarantineReason.MALFORMED);
        }
        if (event.getSpecVersion() != SpecVersion.V1) {
            throw new QuarantinedException(QuarantineReason.SPEC_VERSION_UNKNOWN);
        }
        if (!event.getType().equals(Attributes.DOCUMENT_TYPE)) {
            throw new QuarantinedException(
                    Attributes.DOCUMENT_TYPES.matcher(event.getType()).matches()
                            ? QuarantineReason.TYPE_VERSION_UNKNOWN
                            : QuarantineReason.TYPE_UNKNOWN);
        }
        if (event.getId().isEmpty() || event.getSource().toString().isEmpty()) {
            throw new QuarantinedException(QuarantineReason.ATTRIBUTE_MISSING);
        }
        if (event.getId().length() > LONGEST_NAME
                || event.getSource().toString().length() > LONGEST_NAME) {
            throw new QuarantinedException(QuarantineReason.ATTRIBUTE_INVALID);
        }
        return event;
    }

    private static void checkStructured(String mediaType, byte[] value) {
        String format = mediaType.split(";", 2)[0].strip();
        if (!format.equals("application/cloudevents+json")) {
            throw new QuarantinedException(QuarantineReason.FORMAT_UNSUPPORTED);
        }
        JsonNode event;
        try {
            event = STRICT.readTree(value);
        } catch (JacksonException unreadable) {
            throw new QuarantinedException(QuarantineReason.MALFORMED);
        }
        if (!event.isObject()) {
            throw new QuarantinedException(QuarantineReason.MALFORMED);
        }
        for (String required : new String[] {"specversion", "id", "source", "type"}) {
            if (!event.has(required)) {
                throw new QuarantinedException(QuarantineReason.ATTRIBUTE_MISSING);
            }
        }
        checkVersion(event.get("specversion").asString(""));
    }

    private static void checkVersion(String version) {
        if (!version.equals("1.0")) {
            throw new QuarantinedException(QuarantineReason.SPEC_VERSION_UNKNOWN);
        }
    }

    private static void refuseRepeatedHeaders(Headers headers) {
        Set<String> seen = new HashSet<>();
        for (Header header : headers) {
            String name = header.key().toLowerCase(Locale.ROOT);
            if ((name.startsWith("ce_") || name.equals("content-type")) && !seen.add(name)) {
                throw new QuarantinedException(QuarantineReason.MALFORMED);
            }
        }
    }

    /** The structured event speaks alone: headers beside it are not attributes. */
    private static Headers onlyContentType() {
        return new RecordHeaders().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
    }
}
