package dev.sluice.classifier;

/** Why a classification cannot be relied on to have found everything. */
public enum DegradedReason {
    /** There was nothing to read. */
    EMPTY_TEXT,
    /** A part of the text is in a language or script that no detector covers. */
    LANGUAGE_NOT_COVERED,
    /** A part of the text is encoded, packed or spelled out in a way that no detector could read. */
    ENCODING_NOT_COVERED,
    /** The time limit ended the work. */
    TIMEOUT,
    /** The text is longer, or holds more findings, than the limits allow. */
    OVER_LIMIT,
    /** A detector failed. */
    DETECTOR_FAILED
}
