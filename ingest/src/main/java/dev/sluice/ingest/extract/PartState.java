package dev.sluice.ingest.extract;

/** What became of a part of a document. */
public enum PartState {
    /** All of its text was read. */
    READ,
    /** Its text was recognised optically. */
    OCR,
    /** It holds no text. */
    NO_TEXT,
    /** It was not read, or not wholly; the part carries the reason. */
    UNREAD
}
