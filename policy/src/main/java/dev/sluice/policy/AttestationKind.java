package dev.sluice.policy;

/** What a third party can have promised in writing. Each has its own document and dates; unknown or expired means no. */
public enum AttestationKind {
    /** Business associate agreement, 45 CFR 164.504(e). */
    BAA,
    /** The account is configured as a HIPAA organisation. */
    HIPAA_ORGANISATION,
    /** Nothing of a request is kept. */
    ZERO_RETENTION,
    /** Requests are not used to train models. */
    NO_TRAINING,
    /** SOC 2 report; on its own it permits nothing restricted. */
    SOC2,
    /** PCI DSS attestation of compliance. */
    PCI,
    /** Service level and support agreement. */
    SLA
}
