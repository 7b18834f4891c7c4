package dev.sluice.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderErrorsTests {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            retry-after-ms | 50 | 50
            retry-after | 3 | 3000
            retry-after | 0.5 | 500
            retry-after | Sun, 22 Nov 2026 12:00:20 GMT | 20000
            retry-after | Sun, 22 Nov 2026 11:00:00 GMT | 0
            x-ratelimit-reset-tokens | 9ms | 9
            x-ratelimit-reset-requests | 1h2m3.5s | 3723500
            x-ratelimit-reset-requests | 6m0s | 360000
            anthropic-ratelimit-tokens-reset | 2026-11-22T12:00:07Z | 7000
            x-ratelimit-reset-tokens-minute | 12.3 | 12300
            """)
    void readsEveryDialectOfComeBackLater(String header, String value, long milliseconds) {
        assertThat(of(429, headers(header, value), "", NOW))
                .isEqualTo(new ModelAnswer.Busy("RATE_LIMITED", Optional.of(Duration.ofMillis(milliseconds))));
    }

    @Test
    void milliSecondsBeatSecondsAndAnEarlierResetBeatsALaterOne() {
        HttpHeaders both = headers("retry-after-ms", "50", "retry-after", "9");
        HttpHeaders resets = headers("x-ratelimit-reset-tokens", "2s", "x-ratelimit-reset-requests", "1s");

        assertThat(ProviderLimits.retryAfter(both, "", NOW)).contains(Duration.ofMillis(50));
        assertThat(ProviderLimits.retryAfter(resets, "", NOW)).contains(Duration.ofSeconds(1));
    }

    @Test
    void readsHintsInBodies() {
        HttpHeaders none = headers();

        assertThat(ProviderLimits.retryAfter(none, "{\"retryDelay\": \"34s\"}", NOW))
                .contains(Duration.ofSeconds(34));
        assertThat(ProviderLimits.retryAfter(none, "Please try again in 5.289s. Need more?", NOW))
                .contains(Duration.ofMillis(5289));
    }

    @Test
    void aHintThatCannotBeReadIsNoHint() {
        for (String value : List.of("soon", "-5", "1e99", "", "99999999999", "9".repeat(400))) {
            assertThat(ProviderLimits.retryAfter(headers("retry-after", value), "", NOW))
                    .as(value)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "503, OVERLOADED",
        "529, OVERLOADED",
        "500, SERVER_ERROR",
        "502, SERVER_ERROR",
        "408, SERVER_ERROR",
        "429, RATE_LIMITED"
    })
    void overloadInsideIsWorthAnotherTry(int status, String reason) {
        assertThat(ProviderErrors.of(status, headers(), "{\"error\":{\"code\":503}}", NOW, false))
                .isEqualTo(new ModelAnswer.Busy(reason, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 425, 500, 502, 504, 507, 520, 522, 524, 599})
    void aFailureOutsideAfterTheWholeRequestLeavesItsOutcomeUnknown(int status) {
        for (HttpHeaders headers :
                List.of(headers(), headers("retry-after", "1"), headers("x-should-retry", "false"))) {
            assertThat(of(status, headers, "", NOW)).isEqualTo(new ModelAnswer.Unknown("SERVER_ERROR"));
        }
        assertThat(of(status, headers("x-should-retry", "true"), "", NOW)).isInstanceOf(ModelAnswer.Busy.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503, 529})
    void outsideOnlyAPlainComeBackLaterIsRepeated(int status) {
        assertThat(of(status, headers(), "", NOW)).isInstanceOf(ModelAnswer.Busy.class);
    }

    @Test
    void moneyOrADaysQuotaGoneIsNotWorthWaitingSecondsFor() {
        ModelAnswer spent = new ModelAnswer.Down("SPENDING_LIMIT");

        assertThat(of(402, headers(), "{\"error\":\"Insufficient Balance\"}", NOW))
                .isEqualTo(spent);
        assertThat(of(429, headers(), "{\"code\":\"insufficient_quota\"}", NOW)).isEqualTo(spent);
        assertThat(of(429, headers("retry-after", "1"), "{\"quotaId\":\"GenerateRequestsPerDayPerProject\"}", NOW))
                .isEqualTo(spent);
    }

    @Test
    void theServersOwnWordOnRetryingCountsFirst() {
        assertThat(of(503, headers("x-should-retry", "false"), "", NOW))
                .isEqualTo(new ModelAnswer.Down("SERVER_ERROR"));
        assertThat(of(400, headers("x-should-retry", "true"), "", NOW)).isInstanceOf(ModelAnswer.Busy.class);
    }

    @Test
    void llamaServersAnswersHaveTheirClasses() {
        String loading = "{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}";
        String tooLong =
                "{\"error\":{\"code\":400,\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":9000,\"n_ctx\":4096}}";

        assertThat(of(503, headers(), loading, NOW)).isInstanceOf(ModelAnswer.Busy.class);
        assertThat(of(400, headers(), tooLong, NOW)).isEqualTo(new ModelAnswer.Rejected("TEXT_TOO_LONG"));
        assertThat(of(401, headers(), "{\"type\":\"authentication_error\"}", NOW))
                .isEqualTo(new ModelAnswer.Down("NOT_AUTHORISED"));
        assertThat(of(400, headers(), "{\"type\":\"invalid_request_error\"}", NOW))
                .isEqualTo(new ModelAnswer.Rejected("REQUEST_REJECTED"));
    }

    @Test
    void aContentBlockIsItsOwnClass() {
        ModelAnswer blocked = new ModelAnswer.Refused("CONTENT_BLOCKED");

        assertThat(of(446, headers(), "", NOW)).isEqualTo(blocked);
        assertThat(of(400, headers(), "{\"code\":\"content_policy_violation\"}", NOW))
                .isEqualTo(blocked);
    }

    private static ModelAnswer of(int status, HttpHeaders headers, String body, Instant now) {
        return ProviderErrors.of(status, headers, body, now, true);
    }

    private static HttpHeaders headers(String... pairs) {
        Map<String, List<String>> map = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], List.of(pairs[i + 1]));
        }
        return HttpHeaders.of(map, (name, value) -> true);
    }
}
