package dev.sluice.inference;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When to come back, in the dialects that providers speak. The first that is there counts, from the most exact down:
 * {@code retry-after-ms}, {@code retry-after} in seconds or as a date (RFC 9110 §10.2.3), a hint in the body (Gemini's
 * {@code retryDelay}, Groq's sentence), then the earliest of the {@code …ratelimit-reset…} headers, whose values are Go
 * durations, plain seconds or RFC 3339 instants.
 */
final class ProviderLimits {
    private static final Pattern GO_DURATION =
            Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+(?:\\.\\d+)?)s)?(?:(\\d+(?:\\.\\d+)?)ms)?");
    private static final Pattern RETRY_DELAY =
            Pattern.compile("\"retryDelay\"\\s*:\\s*\"(\\d{1,6}(?:\\.\\d{1,9})?)s\"");
    private static final Pattern TRY_AGAIN = Pattern.compile("try again in ([0-9hms.]{2,20})");
    private static final Duration LONGEST = Duration.ofDays(1);

    private ProviderLimits() {}

    /** The wait that the provider asks for; empty when it names none or none that can be read. */
    static Optional<Duration> retryAfter(HttpHeaders headers, String body, Instant now) {
        return header(headers, "retry-after-ms", value -> seconds(value).map(wait -> wait.dividedBy(1000)))
                .or(() -> header(headers, "retry-after", value -> seconds(value).or(() -> date(value, now))))
                .or(() -> found(RETRY_DELAY, body).flatMap(ProviderLimits::seconds))
                .or(() -> found(TRY_AGAIN, body).flatMap(ProviderLimits::goDuration))
                .or(() -> reset(headers, now))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .filter(wait -> wait.compareTo(LONGEST) <= 0);
    }

    private static Optional<Duration> reset(HttpHeaders headers, Instant now) {
        return headers.map().entrySet().stream()
                .filter(entry -> entry.getKey()
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains("ratelimit-")
                        && entry.getKey().toLowerCase(java.util.Locale.ROOT).contains("reset"))
                .map(entry -> entry.getValue().getFirst())
                .flatMap(value -> seconds(value).or(() -> goDuration(value)).or(() -> instant(value, now)).stream())
                .min(Duration::compareTo);
    }

    private static Optional<Duration> header(
            HttpHeaders headers, String name, Function<String, Optional<Duration>> parser) {
        List<String> values = headers.allValues(name);
        return values.isEmpty()
                ? Optional.empty()
                : parser.apply(values.getFirst().strip());
    }

    private static Optional<String> found(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<Duration> seconds(String value) {
        if (!value.matches("\\d{1,12}(\\.\\d{1,9})?")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(Math.round(Double.parseDouble(value) * 1e9)));
    }

    private static Optional<Duration> goDuration(String value) {
        Matcher parts = GO_DURATION.matcher(value.endsWith(".") ? value.substring(0, value.length() - 1) : value);
        if (value.isEmpty() || value.length() > 30 || !parts.matches()) {
            return Optional.empty();
        }
        double seconds = number(parts.group(1)) * 3600
                + number(parts.group(2)) * 60
                + number(parts.group(3))
                + number(parts.group(4)) / 1000;
        return Optional.of(Duration.ofMillis(Math.round(Math.min(seconds, 1e9) * 1000)));
    }

    private static double number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Double.parseDouble(digits);
    }

    private static Optional<Duration> date(String value, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, then));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> instant(String value, Instant now) {
        try {
            return Optional.of(Duration.between(now, Instant.parse(value)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
