package dev.sluice.inference;

/** What became of one work item. Reasons are codes. */
public sealed interface Ending {
    /** A result was stored and published. */
    record Completed() implements Ending {}

    /** There was nothing left to do: another delivery of the same item did it, or the attempt has ended. */
    record AlreadyDone(String reason) implements Ending {}

    /** The attempt waits to be decided again. */
    record Waiting(String reason) implements Ending {}

    /** The attempt ended without a result. */
    record Ended(String state, String reason) implements Ending {}

    /** Nobody can work on the item, now or later: it is set aside with this reason. */
    record Unusable(String reason) implements Ending {}

    /** The item opened nothing and changed nothing: what it was about is somebody else's to work on. */
    record Refused(String reason) implements Ending {}
}
