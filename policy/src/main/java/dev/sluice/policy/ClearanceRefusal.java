package dev.sluice.policy;

/** Why a clearance opens nothing; in the order of the checks. */
public enum ClearanceRefusal {
    /** Not a compact JWS of three base64url parts with JSON inside. */
    MALFORMED,
    /** The header names another algorithm than EdDSA, or none. */
    WRONG_ALGORITHM,
    /** The header has a field that no clearance has. */
    UNKNOWN_HEADER,
    /** The key id is not the clearance key's. */
    UNKNOWN_KEY,
    /** The signature does not fit. */
    BAD_SIGNATURE,
    /** The payload has a field that no clearance has. */
    UNKNOWN_FIELD,
    /** A field is missing, of another type, or not in the one form that it has. */
    BAD_FIELD,
    /** For the other pool. */
    WRONG_AUDIENCE,
    /** Not valid yet. */
    NOT_YET_VALID,
    /** No longer valid: the attempt is decided again. */
    EXPIRED
}
