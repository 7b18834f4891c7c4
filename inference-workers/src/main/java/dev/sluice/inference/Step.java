package dev.sluice.inference;

/** Where the gate leads: to one call, or to an end. */
sealed interface Step {
    /** The intent is recorded; send it. */
    record Send(Intent intent) implements Step {}

    /** Nothing is sent. */
    record Stop(Ending ending) implements Step {}
}
