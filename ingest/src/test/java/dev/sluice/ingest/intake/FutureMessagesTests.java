package dev.sluice.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.IngestSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of a clock that is ahead of ours, and of a version that comes after ours. */
class FutureMessagesTests {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path claims;

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, true",
        "2019-12-31T23:59:60.5Z, false",
        "1970-01-01T00:00:00Z, true",
        "2026-03-02T12:00:00Z, true",
        "2026-03-02T12:00:00.001Z, false",
        "2026-03-02T14:00:00+02:00, true",
        "2026-03-02T14:00:01+02:00, false",
        "2026-03-02T04:00:01-08:00, false",
        "9999-12-31T23:59:59Z, false"
    })
    void anEventMayBeADayAheadOfOurClockAndNoMore(String time, boolean accepted) {
        QuarantineReason refused = time.contains(":60") ? QuarantineReason.MALFORMED : QuarantineReason.TIME_IN_FUTURE;
        Received expected = new Received.Quarantined(refused);
        for (Received received : new Received[] {
            read(IntakeLimits.DEFAULTS, binary().add("ce_time", utf8(time)), utf8("Dear reader")),
            read(IntakeLimits.DEFAULTS, structured(), event("\"time\":\"" + time + "\""))
        }) {
            if (accepted) {
                assertThat(received).isInstanceOf(Received.Accepted.class);
            } else {
                assertThat(received).isEqualTo(expected);
            }
        }
    }

    @Test
    void anotherSpanIsASettingAndAMissingTimeIsNone() {
        IntakeLimits none = IntakeLimits.DEFAULTS.withTimeAhead(Duration.ZERO);
        assertThat(read(none, binary().add("ce_time", utf8("2026-03-01T12:00:01Z")), utf8("Dear reader")))
                .isEqualTo(new Received.Quarantined(QuarantineReason.TIME_IN_FUTURE));
        assertThat(read(none, binary(), utf8("Dear reader"))).isInstanceOf(Received.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "dev.sluice.document.v2, TYPE_VERSION_UNKNOWN",
        "dev.sluice.document.v0, TYPE_VERSION_UNKNOWN",
        "dev.sluice.document.v10, TYPE_VERSION_UNKNOWN",
        "dev.sluice.document.v01, TYPE_VERSION_UNKNOWN",
        "dev.sluice.document.v1.1, TYPE_UNKNOWN",
        "dev.sluice.document.ended.v1, TYPE_UNKNOWN",
        "dev.sluice.document, TYPE_UNKNOWN",
        "com.example.other.v2, TYPE_UNKNOWN"
    })
    void aVersionThatIsNotKnownIsToldFromAnotherType(String type, QuarantineReason reason) {
        Headers binary = binary();
        binary.remove("ce_type");
        assertThat(read(IntakeLimits.DEFAULTS, binary.add("ce_type", utf8(type)), utf8("Dear reader")))
                .isEqualTo(new Received.Quarantined(reason));
        byte[] event = new String(event("\"x\":\"y\""), StandardCharsets.UTF_8)
                .replace(Attributes.DOCUMENT_TYPE, type)
                .getBytes(StandardCharsets.UTF_8);
        assertThat(read(IntakeLimits.DEFAULTS, structured(), event)).isEqualTo(new Received.Quarantined(reason));
    }

    private Received read(IntakeLimits limits, Headers headers, byte[] value) {
        try (Intake intake = new Intake(
                IngestSettings.of(claims, "documents").withLimits(limits), Clock.fixed(NOW, ZoneOffset.UTC))) {
            return intake.read("documents", headers, value);
        }
    }

    private static byte[] event(String more) {
        return utf8("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"urn:test\",\"type\":\""
                + Attributes.DOCUMENT_TYPE
                + "\",\"sluicetenant\":\"acme\",\"sluicetask\":\"summarise\",\"data\":\"Dear\","
                + more + "}");
    }

    private static Headers structured() {
        return new RecordHeaders().add("content-type", utf8("application/cloudevents+json"));
    }

    private static Headers binary() {
        return new RecordHeaders()
                .add("content-type", utf8("text/plain"))
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8("1"))
                .add("ce_source", utf8("urn:test"))
                .add("ce_type", utf8(Attributes.DOCUMENT_TYPE))
                .add("ce_sluicetenant", utf8("acme"))
                .add("ce_sluicetask", utf8("summarise"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
