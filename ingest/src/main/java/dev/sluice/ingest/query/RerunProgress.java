package dev.sluice.ingest.query;

/**
 * How far a plan over messages of quarantine has come.
 *
 * @param taken messages that are documents now
 * @param open documents among them that have not ended
 */
public record RerunProgress(long taken, long open) {}
