package dev.sluice.policy;

/** Where the machines of an endpoint stand. Export-controlled documents need one of the first three. */
public enum EndpointLocation {
    /** No network to the outside exists. */
    AIR_GAPPED,
    /** In the organisation's own rooms. */
    ON_PREMISES,
    /** In a cloud that is reserved for government work. */
    GOVERNMENT_CLOUD,
    /** In the organisation's account at a public cloud. */
    OWN_CLOUD,
    /** At a third party. */
    THIRD_PARTY
}
