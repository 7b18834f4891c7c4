package dev.sluice.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as an officer reads it.
 *
 * @param eventId its id
 * @param leafIndex its place in the tree, from 0; null while it has none
 * @param recordedAt when it was written
 * @param type what happened
 * @param body the stored canonical JSON, unchanged
 */
public record AuditRecord(UUID eventId, @Nullable Long leafIndex, Instant recordedAt, String type, String body) {}
