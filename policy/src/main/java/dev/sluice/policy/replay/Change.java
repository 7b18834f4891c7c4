package dev.sluice.policy.replay;

/**
 * How many documents go from one outcome to another, seen from one side.
 *
 * @param by what the key is: {@code route} (of all documents, without a key), {@code category}, {@code tenant},
 *     {@code endpoint} (from and to are endpoints then), or {@code again} (needs classification again: the key says why)
 * @param from route, or endpoint, that was decided; {@code none} for no endpoint
 * @param to what the bundle would decide; empty where that needs classification again
 * @param newlyExternal a document would be let outside that was not
 * @param documents how many
 */
public record Change(By by, String key, String from, String to, boolean newlyExternal, long documents) {
    /** What a change is seen from, in the order of the report. */
    public enum By {
        /** All documents. */
        ROUTE,
        /** What was found; a document counts for each of its categories. */
        CATEGORY,
        /** Whose they are. */
        TENANT,
        /** The endpoint that is preferred. */
        ENDPOINT,
        /** Why they need classification again. */
        AGAIN
    }
}
