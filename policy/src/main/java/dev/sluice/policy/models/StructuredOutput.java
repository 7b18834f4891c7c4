package dev.sluice.policy.models;

/** How far a model's answers in a demanded form can be relied on, by evaluation and not by advertisement. */
public enum StructuredOutput {
    /** Nobody evaluated it. */
    UNKNOWN,
    /** It fails too often to build on. */
    UNRELIABLE,
    /** It holds the form. */
    RELIABLE
}
