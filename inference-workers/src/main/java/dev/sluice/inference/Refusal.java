package dev.sluice.inference;

/**
 * Why nothing is sent, and what becomes of the attempt.
 *
 * @param state the attempt's next state
 * @param reason a code
 */
record Refusal(String state, String reason) {
    private static final String WAITING = "WAITING";

    /** It is decided again and comes back. */
    static Refusal waiting(String reason) {
        return new Refusal(WAITING, reason);
    }

    /** It ends here; an operator may run it again. */
    static Refusal failed(String reason) {
        return new Refusal("FAILED", reason);
    }

    /** The policy now says that no model may read it. */
    static Refusal withheld(String reason) {
        return new Refusal("WITHHELD", reason);
    }

    /** Its content is gone. */
    static Refusal erased() {
        return new Refusal("ERASED", "DOCUMENT_ERASED");
    }

    boolean terminal() {
        return !state.equals(WAITING);
    }

    Ending ending() {
        return terminal() ? new Ending.Ended(state, reason) : new Ending.Waiting(reason);
    }
}
