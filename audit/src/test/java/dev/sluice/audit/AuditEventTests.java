package dev.sluice.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditEventTests {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");

    private final AuditEvent event = AuditEvent.of(AuditEvents.DISPATCH_INTENT, Actor.system("worker"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jane Doe",
                "a sentence of a document",
                "line\nbreak",
                "",
                "quote\"",
                "back\\slash",
                "Jürgen",
                "name;drop",
                "tab\t",
                "\u0000",
                "a,b",
                "{}",
                "(555) 123-4567"
            })
    void refusesTextInEveryPlaceThatAStringCanStand(String text) {
        assertThatThrownBy(() -> event.with("note", text)).isInstanceOf(ValueRefusedException.class);
        assertThatThrownBy(() -> event.with("list", List.of("ok", text))).isInstanceOf(ValueRefusedException.class);
        assertThatThrownBy(() -> event.with("map", Map.of("inner", Map.of("deep", text))))
                .isInstanceOf(ValueRefusedException.class);
        assertThatThrownBy(() -> event.with("map", Map.of(text, 1))).isInstanceOf(ValueRefusedException.class);
        assertThatThrownBy(() -> event.with(text, 1)).isInstanceOf(ValueRefusedException.class);
        assertThatThrownBy(() -> event.outcome(Outcome.FAILURE, text)).isInstanceOf(ValueRefusedException.class);
        assertThatThrownBy(() -> event.tenant(text)).isInstanceOf(ValueRefusedException.class);
        assertThatThrownBy(() -> AuditEvent.of(text, Actor.system("x"))).isInstanceOf(ValueRefusedException.class);
        assertThatThrownBy(() -> new Actor("user", text, "local")).isInstanceOf(ValueRefusedException.class);
    }

    @Test
    void saysNothingOfTheRefusedTextInItsMessage() {
        assertThatThrownBy(() -> event.with("note", "Jane Doe of Springfield"))
                .hasMessageNotContaining("Jane")
                .hasMessageContaining("23 characters");
    }

    @Test
    void refusesWhatIsNoIdentifierNumberOrCollectionOfThem() {
        assertThatThrownBy(() -> event.with("x", new StringBuilder("a"))).isInstanceOf(ValueRefusedException.class);
        assertThatThrownBy(() -> event.with("x", new byte[3])).isInstanceOf(ValueRefusedException.class);
        assertThatThrownBy(() -> event.with("x", Double.NaN)).isInstanceOf(ValueRefusedException.class);
        assertThatThrownBy(() -> event.with("x", Values.LARGEST + 1)).isInstanceOf(ValueRefusedException.class);
        assertThatThrownBy(() -> event.with("x", Long.MIN_VALUE)).isInstanceOf(ValueRefusedException.class);
        assertThatThrownBy(() -> event.with("x", "a".repeat(201))).isInstanceOf(ValueRefusedException.class);
        assertThatThrownBy(() -> event.document(UUID.randomUUID(), 0)).isInstanceOf(ValueRefusedException.class);
    }

    @Test
    void refusesANullInTheDetail() {
        Map<String, Object> withNull = new HashMap<>();
        withNull.put("x", null);

        assertThatThrownBy(() -> event.with(withNull)).isInstanceOf(ValueRefusedException.class);
    }

    @Test
    void refusesABodyThatIsLongerThanTheLogKeeps() {
        List<String> many = java.util.Collections.nCopies(400, "x".repeat(200));

        assertThatThrownBy(() -> CanonicalBody.of(event.with("many", many), NOW))
                .isInstanceOf(ValueRefusedException.class);
    }

    @Test
    void keepsALoginWithUnusualCharactersApartFromEveryOther() {
        assertThat(Actor.user("jörg", "local").id()).isEqualTo("hex:6ac3b67267");
        assertThat(Actor.user("joerg", "local").id()).isEqualTo("joerg");
    }

    @Test
    void writesWhatTheReferenceCanonicaliserWouldLeaveAsItIs() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] body = CanonicalBody.of(random(random), NOW);
            String json = new String(body, StandardCharsets.UTF_8);

            assertThat(new JsonCanonicalizer(json).getEncodedString())
                    .as("seed %d, event %d", seed, i)
                    .isEqualTo(json);
        }
    }

    @Test
    void writesEveryPartIntoTheBody() {
        UUID document = UUID.randomUUID();
        UUID batch = UUID.randomUUID();
        AuditEvent full = event.document(document, 2)
                .batch(batch)
                .tenant("acme")
                .outcome(Outcome.REFUSED, "ON_HOLD")
                .with("endpoint", "external-1")
                .with("cost", new BigDecimal("0.10"));

        JsonNode body = new JsonMapper().readTree(CanonicalBody.of(full, NOW));

        assertThat(body.get("eventId").asString()).isEqualTo(full.eventId().toString());
        assertThat(body.get("type").asString()).isEqualTo("dispatch.intent");
        assertThat(body.get("occurredAt").asString())
                .isEqualTo(full.occurredAt().toString());
        assertThat(body.get("recordedAt").asString()).isEqualTo("2026-11-22T10:00:00.123456Z");
        assertThat(body.get("outcome").asString()).isEqualTo("REFUSED");
        assertThat(body.get("reason").asString()).isEqualTo("ON_HOLD");
        assertThat(body.get("actor").get("id").asString()).isEqualTo("worker");
        assertThat(body.get("documentId").asString()).isEqualTo(document.toString());
        assertThat(body.get("attempt").asInt()).isEqualTo(2);
        assertThat(body.get("batchId").asString()).isEqualTo(batch.toString());
        assertThat(body.get("tenant").asString()).isEqualTo("acme");
        assertThat(body.get("schema").asInt()).isEqualTo(1);
        assertThat(body.get("detail").get("cost").asString()).isEqualTo("0.10");
        assertThat(full.endpoint()).isEqualTo("external-1");
    }

    private static AuditEvent random(Random random) {
        TreeMap<String, Object> detail = new TreeMap<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            detail.put(
                    (random.nextBoolean() ? "k" : "K") + random.nextInt(1000),
                    switch (random.nextInt(7)) {
                        case 0 -> random.nextInt();
                        case 1 -> random.nextLong() >> 11;
                        case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
                        case 3 -> random.nextBoolean();
                        case 4 -> UUID.randomUUID();
                        case 5 -> List.of(Outcome.SUCCESS, random.nextInt(), List.of());
                        default -> Map.of("b", "x/y=z", "a", 1.0, "B", Map.of());
                    });
        }
        return AuditEvent.of("dispatch.failed", Actor.system("worker"))
                .at(NOW.plusNanos(random.nextInt()))
                .with(detail);
    }
}
