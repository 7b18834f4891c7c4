package dev.sluice.inference;

import java.util.UUID;

/** The attempt of a document that a step is about. */
record Subject(UUID documentId, int attempt) {}
