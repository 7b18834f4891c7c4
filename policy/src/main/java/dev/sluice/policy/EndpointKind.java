package dev.sluice.policy;

/** Who runs an endpoint. Declared in a bundle; never guessed from a URL. */
public enum EndpointKind {
    /** A model inside Sluice's own process. */
    IN_PROCESS,
    /** A model on machines of the organisation that runs Sluice. */
    SELF_HOSTED,
    /** An open model run by a third party: open weights do not put it inside the boundary. */
    HOSTED_OPEN,
    /** A third party's closed model. */
    CLOSED_API,
    /** A third party that passes requests on to others; it has the worst attributes of its upstreams. */
    GATEWAY;

    /** Whether endpoints of this kind lie inside the boundary. */
    public boolean inside() {
        return switch (this) {
            case IN_PROCESS, SELF_HOSTED -> true;
            case HOSTED_OPEN, CLOSED_API, GATEWAY -> false;
        };
    }

    /** The pool whose workers may call endpoints of this kind. */
    public Pool pool() {
        return inside() ? Pool.SOVEREIGN : Pool.EXTERNAL;
    }
}
