package dev.sluice.policy;

import java.util.Optional;

/** The answer to a presented clearance. */
public sealed interface Verification {
    /** Signed by us, for this pool, valid now. */
    record Verified(Clearance clearance) implements Verification {}

    /**
     * Opens nothing.
     *
     * @param signedFor what it was signed for, where only its time is wrong
     */
    record Refused(ClearanceRefusal reason, Optional<ClearedItem> signedFor) implements Verification {}
}
