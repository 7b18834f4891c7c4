package dev.sluice.ingest.intake;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Finds the document's bytes: inline, in an envelope with parameters, or behind a claim check. */
final class PayloadReader {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final byte[] NONE = {};

    private PayloadReader() {}

    static Payload read(CloudEvent event, SourceSettings source, ClaimChecks claims) {
        String mediaType = mediaType(event.getDataContentType());
        byte[] data = data(event);
        Optional<String> declared = Optional.ofNullable(event.getDataContentType());
        if (event.getExtension(Attributes.DATA_REF) != null) {
            if (data.length > 0
                    || mediaType.equals(Attributes.CLAIM_MEDIA_TYPE)
                    || mediaType.equals(Attributes.DOCUMENT_MEDIA_TYPE)) {
                // Two contents for one document, or an envelope for one: which one was meant is not ours to guess.
                throw new QuarantinedException(QuarantineReason.ENVELOPE_INVALID);
            }
            Claim claim = reference(event);
            return new Payload(declared, claims.read(claim, source), NONE, Optional.of(claim));
        }
        return switch (mediaType) {
            case Attributes.CLAIM_MEDIA_TYPE -> {
                JsonNode json = json(data);
                Claim claim = Claim.of(json);
                yield new Payload(text(json, "contentType"), claims.read(claim, source), NONE, Optional.of(claim));
            }
            case Attributes.DOCUMENT_MEDIA_TYPE -> envelope(json(data), source, claims);
            default -> new Payload(declared, data, NONE, Optional.empty());
        };
    }

    private static Payload envelope(JsonNode envelope, SourceSettings source, ClaimChecks claims) {
        boolean inline = envelope.path("content").isString();
        if (inline == envelope.has("claim")) {
            throw new QuarantinedException(QuarantineReason.ENVELOPE_INVALID);
        }
        Optional<Claim> claim = inline ? Optional.empty() : Optional.of(Claim.of(envelope.get("claim")));
        byte[] content = claim.isPresent()
                ? claims.read(claim.get(), source)
                : base64(envelope.get("content").asString());
        JsonNode parameters = envelope.path("parameters");
        if (!parameters.isMissingNode() && !parameters.isObject()) {
            throw new QuarantinedException(QuarantineReason.ENVELOPE_INVALID);
        }
        byte[] asBytes = parameters.isEmpty() ? NONE : STRICT.writeValueAsBytes(parameters);
        return new Payload(text(envelope, "contentType"), content, asBytes, claim);
    }

    private static Claim reference(CloudEvent event) {
        @Nullable Object bytes = event.getExtension(Attributes.DATA_REF_BYTES);
        @Nullable Object sha256 = event.getExtension(Attributes.DATA_REF_SHA256);
        @Nullable Object location = event.getExtension(Attributes.DATA_REF);
        if (bytes == null
                || sha256 == null
                || location == null
                || !bytes.toString().matches("[0-9]{1,18}")) {
            throw new QuarantinedException(QuarantineReason.CLAIM_UNVERIFIABLE);
        }
        return new Claim(location.toString(), Long.parseLong(bytes.toString()), sha256.toString());
    }

    private static byte[] data(CloudEvent event) {
        @Nullable CloudEventData data = event.getData();
        return data == null ? NONE : data.toBytes();
    }

    private static JsonNode json(byte[] data) {
        try {
            JsonNode node = STRICT.readTree(data);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException unreadable) {
            // falls through to the refusal
        }
        throw new QuarantinedException(QuarantineReason.ENVELOPE_INVALID);
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException unreadable) {
            throw new QuarantinedException(QuarantineReason.ENVELOPE_INVALID);
        }
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).isString() ? json.get(name).asString() : null);
    }

    private static String mediaType(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
