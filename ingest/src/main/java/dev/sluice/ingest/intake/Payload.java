package dev.sluice.ingest.intake;

import java.util.Optional;

/**
 * The bytes of a document with what was said about them.
 *
 * @param claim the claim check that they were read from
 */
@SuppressWarnings("ArrayRecordComponent")
record Payload(Optional<String> contentType, byte[] content, byte[] parameters, Optional<Claim> claim) {}
