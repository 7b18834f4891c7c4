package dev.sluice.inference;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** The one table from a provider's status and error body to what the dispatcher does about it. */
final class ProviderErrors {
    /** Codes by which a 429 or 402 means that money or a day's quota is gone, so that waiting seconds does not help. */
    private static final Set<String> SPENT = Set.of(
            "credit_balance_exhausted",
            "enforced_spend_limit_reached",
            "insufficient_quota",
            "billing_hard_limit_reached",
            "perday");

    private static final Set<String> TOO_LONG =
            Set.of("exceed_context_size_error", "context_length_exceeded", "request_too_large");
    private static final Set<String> CONTENT = Set.of("content_policy_violation", "content_filter", "moderation");

    private ProviderErrors() {}

    /**
     * What a status other than 200 means.
     *
     * @param outside the request has left the boundary: it is repeated only where the provider says that it did nothing
     */
    static ModelAnswer of(int status, HttpHeaders headers, String body, Instant now, boolean outside) {
        String codes = body.toLowerCase(Locale.ROOT);
        if (status >= 300 && status < 400) {
            return new ModelAnswer.Violated("REDIRECT_REFUSED", "");
        }
        if (status == 446 || ((status == 400 || status == 403) && mentions(codes, CONTENT))) {
            return new ModelAnswer.Refused("CONTENT_BLOCKED");
        }
        if (status == 401 || status == 403) {
            return new ModelAnswer.Down("NOT_AUTHORISED");
        }
        if (status == 404 || status == 501) {
            return new ModelAnswer.Down("NOT_FOUND");
        }
        if (((status == 402 || status == 429) && mentions(codes, SPENT))
                || (status == 402 && headers.firstValue("retry-after").isEmpty())) {
            return new ModelAnswer.Down("SPENDING_LIMIT");
        }
        String wish = headers.firstValue("x-should-retry").orElse("").toLowerCase(Locale.ROOT);
        if (outside && !wish.equals("true") && leavesUnknown(status)) {
            return new ModelAnswer.Unknown("SERVER_ERROR");
        }
        if (retryable(status, wish)) {
            return new ModelAnswer.Busy(busy(status), ProviderLimits.retryAfter(headers, body, now));
        }
        if (status >= 500) {
            return new ModelAnswer.Down("SERVER_ERROR");
        }
        return new ModelAnswer.Rejected(mentions(codes, TOO_LONG) ? "TEXT_TOO_LONG" : "REQUEST_REJECTED");
    }

    /** A failure after the whole request was read, where a model may have been at work: all but a plain "come back later". */
    private static boolean leavesUnknown(int status) {
        return status == 408 || status == 409 || status == 425 || (status >= 500 && status != 503 && status != 529);
    }

    private static boolean retryable(int status, String wish) {
        return switch (wish) {
            case "true" -> true;
            case "false" -> false;
            default ->
                status == 402 || status == 408 || status == 409 || status == 425 || status == 429 || status >= 500;
        };
    }

    private static String busy(int status) {
        return switch (status) {
            case 402, 429 -> "RATE_LIMITED";
            case 503, 529 -> "OVERLOADED";
            default -> "SERVER_ERROR";
        };
    }

    private static boolean mentions(String body, Set<String> codes) {
        return codes.stream().anyMatch(body::contains);
    }
}
