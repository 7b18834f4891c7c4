package dev.sluice.ingest.intake;

import java.util.Optional;
import java.util.UUID;

/**
 * The bytes of a document with what was said about them.
 *
 * @param ownClaim the claim check of our own making that they were read from
 */
@SuppressWarnings("ArrayRecordComponent")
record Payload(Optional<String> contentType, byte[] content, byte[] parameters, Optional<UUID> ownClaim) {}
