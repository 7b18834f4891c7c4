package dev.sluice.ingest.intake;

/** What a record on a documents topic turned out to be. */
public sealed interface Received {
    /**
     * A document.
     *
     * @param document what the record says
     */
    record Accepted(IncomingDocument document) implements Received {}

    /**
     * Not a document.
     *
     * @param reason why
     */
    record Quarantined(QuarantineReason reason) implements Received {}
}
