package dev.sluice.classifier.rendition;

/** The outcome of an attempt to render a document: a text that was classified again and came out clear, or none. */
public sealed interface RenditionResult permits ClearRendition, StillSensitive {}
