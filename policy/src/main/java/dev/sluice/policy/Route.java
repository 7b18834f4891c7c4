package dev.sluice.policy;

/** The boundary that a decision allows a document to reach. Where it really went is the endpoint's business. */
public enum Route {
    /** May leave to a third party. */
    EXTERNAL,
    /** Stays with models that run inside the boundary. */
    SOVEREIGN,
    /** Goes to no model. */
    WITHHELD
}
