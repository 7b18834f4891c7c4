package dev.sluice.policy;

import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Signs clearances: JWS compact serialisation (RFC 7515) with Ed25519 (RFC 8037). Thread-safe.
 *
 * <p>A clearance for the external pool is made from a {@link Decision.Cleared} only: there is no method that would take
 * another decision.
 */
public final class ClearanceSigner {
    /** How long a clearance is valid. */
    public static final Duration VALIDITY = Duration.ofMinutes(15);

    /** A worker's clock may be this far behind the signer's. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    static final String TYPE = "sluice-clearance+jws";

    private final KeyRing keys;
    private final Clock clock;
    private final Duration validity;

    /** Signs with {@link KeyName#CLEARANCE} for {@link #VALIDITY}. */
    public ClearanceSigner(KeyRing keys, Clock clock) {
        this(keys, clock, VALIDITY);
    }

    /**
     * Signs for another time than the default.
     *
     * @throws IllegalArgumentException if the validity is not between a second and an hour
     */
    public ClearanceSigner(KeyRing keys, Clock clock, Duration validity) {
        if (validity.compareTo(Duration.ofSeconds(1)) < 0 || validity.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("expected a validity between a second and an hour, found " + validity);
        }
        this.keys = keys;
        this.clock = clock;
        this.validity = validity;
    }

    /**
     * The clearance for the pool of the decision's first endpoint.
     *
     * @throws IllegalArgumentException if the decision has no endpoint left
     */
    public String sign(Decision decision, ClearanceSubject subject) {
        Pool pool = decision.pool()
                .orElseThrow(() -> new IllegalArgumentException(
                        "decision " + decision.id() + " has no endpoint, so there is nothing to clear"));
        return switch (decision) {
            case Decision.Cleared cleared ->
                pool == Pool.EXTERNAL ? signExternal(cleared, subject) : signSovereign(cleared, subject);
            case Decision.Restricted restricted -> signSovereign(restricted, subject);
            case Decision.Withheld withheld ->
                throw new IllegalArgumentException("decision " + withheld.id() + " withholds the document");
        };
    }

    /** A clearance for the external pool, over the decision's endpoints outside the boundary. */
    public String signExternal(Decision.Cleared decision, ClearanceSubject subject) {
        return sign(decision, subject, Pool.EXTERNAL);
    }

    private String signSovereign(Decision decision, ClearanceSubject subject) {
        return sign(decision, subject, Pool.SOVEREIGN);
    }

    private String sign(Decision decision, ClearanceSubject subject, Pool audience) {
        List<ClearedEndpoint> endpoints = decision.endpoints().stream()
                .filter(endpoint -> endpoint.kind().pool() == audience)
                .map(ClearedEndpoint::of)
                .toList();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String keyId = keys.keyId(KeyName.CLEARANCE);
        ClearanceClaims claims = new ClearanceClaims(
                subject,
                decision.id(),
                decision.bundleDigest(),
                endpoints,
                audience,
                now.minus(CLOCK_SKEW),
                now.plus(validity),
                keyId);
        String signed = encode(header(keyId)) + "." + encode(claims.toJson());
        return signed + "." + encode(keys.sign(KeyName.CLEARANCE, signed.getBytes(StandardCharsets.US_ASCII)));
    }

    static byte[] header(String keyId) {
        return Canonical.json(Map.of("alg", "EdDSA", "kid", keyId, "typ", TYPE));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
