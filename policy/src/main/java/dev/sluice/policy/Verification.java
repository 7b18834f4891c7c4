package dev.sluice.policy;

/** The answer to a presented clearance. */
public sealed interface Verification {
    /** Signed by us, for this pool, valid now. */
    record Verified(Clearance clearance) implements Verification {}

    /** Opens nothing. */
    record Refused(ClearanceRefusal reason) implements Verification {}
}
