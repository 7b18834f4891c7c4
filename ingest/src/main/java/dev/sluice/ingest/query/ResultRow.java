package dev.sluice.ingest.query;

import java.util.UUID;

/**
 * A stored result, without its content.
 *
 * @param resultId under which the output is sealed
 * @param attempt the attempt that made it
 * @param compartment RESTRICTED or CLEARED
 * @param task what was done
 * @param endpoint where
 * @param model the model that answered
 * @param partial whether it is over a part of the document only
 */
public record ResultRow(
        UUID resultId, int attempt, String compartment, String task, String endpoint, String model, boolean partial) {}
