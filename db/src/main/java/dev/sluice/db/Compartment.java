package dev.sluice.db;

/** The two halves of the sealed content: tables, grants and wrapping keys of their own. */
public enum Compartment {
    /** Everything, for the sovereign route; wrapped under {@link KeyName#SOVEREIGN_CONTENT}. */
    RESTRICTED(KeyName.SOVEREIGN_CONTENT, "restricted"),
    /** Copies of cleared texts and their results; wrapped under {@link KeyName#EXTERNAL_CONTENT}. */
    CLEARED(KeyName.EXTERNAL_CONTENT, "cleared");

    private final KeyName wrappingKey;
    private final String table;

    Compartment(KeyName wrappingKey, String table) {
        this.wrappingKey = wrappingKey;
        this.table = table;
    }

    KeyName wrappingKey() {
        return wrappingKey;
    }

    String table() {
        return table;
    }
}
