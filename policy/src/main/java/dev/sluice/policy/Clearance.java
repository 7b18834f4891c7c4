package dev.sluice.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The key to dispatch: one attempt of one document, one decision, these endpoints, until then. Only
 * {@link ClearanceVerifier} makes one, out of a signature that it checked.
 */
public final class Clearance {
    private final ClearanceClaims claims;

    Clearance(ClearanceClaims claims) {
        this.claims = claims;
    }

    /** What it was signed for. */
    public ClearedItem item() {
        return new ClearedItem(documentId(), attempt(), decisionId());
    }

    /** The document. */
    public UUID documentId() {
        return claims.subject().documentId();
    }

    /** The attempt, from 1. */
    public int attempt() {
        return claims.subject().attempt();
    }

    /** The decision that opened it. */
    public UUID decisionId() {
        return claims.decisionId();
    }

    /** HMAC of the canonical text under the document's salt, lower-case hex. */
    public String textDigest() {
        return claims.subject().textDigest();
    }

    /** HMAC of the rendition that is sent instead of the text, if one is. */
    public Optional<String> renditionDigest() {
        return claims.subject().renditionDigest();
    }

    /** Digest of the classification that the decision was about. */
    public String classificationDigest() {
        return claims.subject().classificationDigest();
    }

    /** Digest of the bundle that decided. */
    public String bundleDigest() {
        return claims.bundleDigest();
    }

    /** Digest of the prompt template. */
    public String templateDigest() {
        return claims.subject().templateDigest();
    }

    /** The endpoints of the audience's pool, best first. */
    public List<ClearedEndpoint> endpoints() {
        return claims.endpoints();
    }

    /** The task. */
    public String operation() {
        return claims.subject().operation();
    }

    /** The pool that may use it. */
    public Pool audience() {
        return claims.audience();
    }

    /** Not valid before, whole seconds. */
    public Instant notBefore() {
        return claims.notBefore();
    }

    /** No longer valid at or after this time, whole seconds. */
    public Instant expiresAt() {
        return claims.expiresAt();
    }

    /** Id of the key that signed it. */
    public String keyId() {
        return claims.keyId();
    }

    /** Whether this opens exactly that endpoint as it is configured here. */
    public boolean opens(Endpoint endpoint) {
        return endpoints().stream().anyMatch(cleared -> cleared.opens(endpoint));
    }
}
