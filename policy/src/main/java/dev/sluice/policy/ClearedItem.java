package dev.sluice.policy;

import java.util.UUID;

/** What a clearance of ours is about, in time or not: enough to tell whose it is, and no key to anything. */
public record ClearedItem(UUID documentId, int attempt, UUID decisionId) {}
