package dev.sluice.policy;

import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks clearances with the public key only. Anything out of the ordinary refuses. Thread-safe. */
public final class ClearanceVerifier {
    private static final int MAX_LENGTH = 16 * 1024;
    private static final Set<String> HEADER_FIELDS = Set.of("alg", "kid", "typ");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final KeyRing keys;
    private final Clock clock;

    /** The ring needs no private key. */
    public ClearanceVerifier(KeyRing keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Whether this text is a clearance of ours for that pool, now. Never throws for what was presented. */
    public Verification verify(String jws, Pool audience) {
        try {
            Clearance clearance = check(jws, audience);
            Instant now = clock.instant();
            if (now.isBefore(clearance.notBefore())) {
                return outOfTime(ClearanceRefusal.NOT_YET_VALID, clearance);
            }
            return now.isBefore(clearance.expiresAt())
                    ? new Verification.Verified(clearance)
                    : outOfTime(ClearanceRefusal.EXPIRED, clearance);
        } catch (Refusal refusal) {
            return new Verification.Refused(refusal.reason, Optional.empty());
        }
    }

    private static Verification outOfTime(ClearanceRefusal reason, Clearance clearance) {
        return new Verification.Refused(reason, Optional.of(clearance.item()));
    }

    /** Everything but the time. */
    private Clearance check(String jws, Pool audience) throws Refusal {
        require(jws.length() <= MAX_LENGTH, ClearanceRefusal.MALFORMED);
        String[] parts = jws.split("\\.", -1);
        require(parts.length == 3, ClearanceRefusal.MALFORMED);
        String keyId = checkHeader(decode(parts[0]));
        byte[] payload = decode(parts[1]);
        byte[] signature = decode(parts[2]);
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        require(keys.verify(KeyName.CLEARANCE, signed, signature), ClearanceRefusal.BAD_SIGNATURE);

        ClearanceClaims claims = checkPayload(payload, keyId);
        require(claims.audience() == audience, ClearanceRefusal.WRONG_AUDIENCE);
        return new Clearance(claims);
    }

    private String checkHeader(byte[] bytes) throws Refusal {
        JsonNode header = read(bytes);
        require("EdDSA".equals(header.path("alg").stringValue(null)), ClearanceRefusal.WRONG_ALGORITHM);
        require(HEADER_FIELDS.containsAll(header.propertyNames()), ClearanceRefusal.UNKNOWN_HEADER);
        String keyId = keys.keyId(KeyName.CLEARANCE);
        require(keyId.equals(header.path("kid").stringValue(null)), ClearanceRefusal.UNKNOWN_KEY);
        require(Arrays.equals(bytes, ClearanceSigner.header(keyId)), ClearanceRefusal.UNKNOWN_HEADER);
        return keyId;
    }

    private static ClearanceClaims checkPayload(byte[] payload, String keyId) throws Refusal {
        JsonNode json = read(payload);
        Set<String> names = new HashSet<>(json.propertyNames());
        require(ClearanceClaims.FIELDS.containsAll(names), ClearanceRefusal.UNKNOWN_FIELD);
        for (JsonNode endpoint : json.path("endpoints").values()) {
            require(
                    ClearanceClaims.ENDPOINT_FIELDS.containsAll(endpoint.propertyNames()),
                    ClearanceRefusal.UNKNOWN_FIELD);
        }
        ClearanceClaims claims;
        try {
            claims = ClearanceClaims.parse(json, keyId);
        } catch (RuntimeException e) {
            throw new Refusal(ClearanceRefusal.BAD_FIELD);
        }
        // One clearance has one form: what does not write back to the same bytes was not written by the signer.
        require(Arrays.equals(payload, claims.toJson()), ClearanceRefusal.BAD_FIELD);
        return claims;
    }

    private static JsonNode read(byte[] bytes) throws Refusal {
        try {
            JsonNode json = JSON.readTree(bytes);
            require(json.isObject(), ClearanceRefusal.MALFORMED);
            return json;
        } catch (RuntimeException e) {
            throw new Refusal(ClearanceRefusal.MALFORMED);
        }
    }

    private static byte[] decode(String part) throws Refusal {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            boolean oneForm = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(part);
            require(oneForm, ClearanceRefusal.MALFORMED);
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new Refusal(ClearanceRefusal.MALFORMED);
        }
    }

    private static void require(boolean holds, ClearanceRefusal otherwise) throws Refusal {
        if (!holds) {
            throw new Refusal(otherwise);
        }
    }

    /** Leaves the checks at the first that fails. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final ClearanceRefusal reason;

        Refusal(ClearanceRefusal reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }
    }
}
