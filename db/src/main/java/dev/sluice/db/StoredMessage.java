package dev.sluice.db;

/**
 * A message in the outbox.
 *
 * @param id its place in the outbox; ids grow, but not in the order of commits
 * @param message what is to be published
 */
public record StoredMessage(long id, OutboxMessage message) {}
