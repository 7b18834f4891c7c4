package dev.sluice.ingest.intake;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Where content is, with the size and digest that it must have. */
record Claim(String location, long bytes, String sha256) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    Claim {
        if (bytes < 0 || !SHA256.matcher(sha256).matches()) {
            throw new QuarantinedException(QuarantineReason.CLAIM_UNVERIFIABLE);
        }
    }

    static Claim of(JsonNode json) {
        JsonNode location = json.path("location");
        if (!json.isObject() || !location.isString()) {
            throw new QuarantinedException(QuarantineReason.ENVELOPE_INVALID);
        }
        if (!json.path("bytes").isIntegralNumber() || !json.path("sha256").isString()) {
            throw new QuarantinedException(QuarantineReason.CLAIM_UNVERIFIABLE);
        }
        return new Claim(
                location.asString(),
                json.get("bytes").asLong(-1),
                json.get("sha256").asString());
    }
}
