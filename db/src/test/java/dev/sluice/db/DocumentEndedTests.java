package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DocumentEndedTests {
    private static final DocumentEnded COMPLETED = new DocumentEnded(
            new UUID(1, 1),
            new UUID(2, 2),
            DocumentEnded.State.COMPLETED,
            "",
            "EXTERNAL",
            "summarise",
            "abcd",
            true,
            "minilm",
            "in-process",
            new UUID(3, 3),
            1,
            17L,
            Instant.parse("2026-11-22T00:00:00Z"));

    @Test
    void isACloudEventWithTheFieldsOfTheContract() {
        OutboxMessage message = COMPLETED.toMessage();
        assertThat(message.topic()).isEqualTo(Topics.RESULTS_EXTERNAL);
        assertThat(message.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "dev.sluice.document.ended.v1")
                .containsEntry("ce_id", COMPLETED.eventId().toString())
                .containsEntry("ce_subject", COMPLETED.documentId().toString())
                .containsEntry("ce_time", "2026-11-22T00:00:00Z")
                .containsEntry("content-type", "application/json")
                .doesNotContainKey(DocumentEnded.CAUSATION_HEADER);
        assertThat(new String(message.payload(), StandardCharsets.UTF_8))
                .isEqualTo("{\"state\":\"COMPLETED\",\"reason\":\"\",\"route\":\"EXTERNAL\",\"task\":\"summarise\","
                        + "\"output\":null,\"outputDigest\":\"abcd\",\"partial\":true,\"model\":\"minilm\","
                        + "\"endpoint\":\"in-process\",\"decisionId\":\"00000000-0000-0003-0000-000000000003\","
                        + "\"attempt\":1,\"leaf\":17}");
    }

    @Test
    void comesBackFromItsMessage() {
        for (DocumentEnded ended : new DocumentEnded[] {
            COMPLETED,
            DocumentEnded.quarantined(new UUID(4, 4), "NOT_A_CLOUDEVENT"),
            DocumentEnded.withoutResult(
                    new UUID(5, 5),
                    new UUID(6, 6),
                    2,
                    DocumentEnded.State.WITHHELD,
                    "EMPTY_TEXT",
                    "WITHHELD",
                    "summarise",
                    null)
        }) {
            OutboxMessage message = ended.toMessage();
            assertThat(DocumentEnded.parse(message.headers(), message.payload()))
                    .isEqualTo(ended);
        }
    }

    @Test
    void whatIsNotExternalStaysOnTheSovereignTopic() {
        assertThat(DocumentEnded.quarantined(new UUID(4, 4), "X").toMessage().topic())
                .isEqualTo(Topics.RESULTS_SOVEREIGN);
    }

    @Test
    void refusesARecordOfAnotherTypeOrShape() {
        OutboxMessage message = COMPLETED.toMessage();
        assertThatThrownBy(() -> DocumentEnded.parse(
                        message.withHeader("ce_type", "dev.sluice.document.v1").headers(), message.payload()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DocumentEnded.parse(
                        message.withHeader("ce_id", "Planted").headers(), message.payload()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Planted")
                .hasNoCause();
        assertThatThrownBy(() -> DocumentEnded.parse(
                        message.headers(), "{\"state\":\"Planted\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Planted");
    }
}
