package dev.sluice.ingest.intake;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Headers of messages as an upstream system may write them. */
final class EventMessages {
    static final byte[] CONTENT = "Dear reader".getBytes(StandardCharsets.UTF_8);

    private EventMessages() {}

    static Headers binary() {
        return binary("text/plain");
    }

    static Headers binary(String mediaType) {
        return type(mediaType)
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8("1"))
                .add("ce_source", utf8("urn:test"))
                .add("ce_type", utf8(Attributes.DOCUMENT_TYPE))
                .add("ce_sluicetenant", utf8("acme"))
                .add("ce_sluicetask", utf8("summarise"));
    }

    static Headers structured() {
        return type("application/cloudevents+json; charset=UTF-8");
    }

    static Headers type(String mediaType) {
        return new RecordHeaders().add("content-type", utf8(mediaType));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
