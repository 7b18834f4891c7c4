package dev.sluice.ingest.extract;

/** Why a part of a document was not read, or not wholly. The list is closed; names are stored and shown. */
public enum UnreadReason {
    /** There is nothing in it, or nothing but blanks. */
    EMPTY,
    /** Protected by a password, a key or rights management. */
    ENCRYPTED,
    /** It ends before its own structure says so. */
    TRUNCATED,
    /** Larger, deeper or more numerous than a limit of {@link ExtractionSettings}. */
    OVER_LIMIT,
    /** The content is of no recognised type. */
    UNKNOWN_TYPE,
    /** The type is known, but no reader here is known to read all of its text. */
    UNSUPPORTED,
    /** A picture or drawing that may hold writing, and optical character recognition is off or cannot read it. */
    IMAGE_WITHOUT_OCR,
    /** Its structure is broken, or a parser failed on it. */
    DAMAGED,
    /** The character set is unknown or ambiguous, or bytes are not valid in it. */
    CHARSET,
    /** Reading did not end within the time limit. */
    TIMEOUT,
    /** The reading process died. */
    CRASHED,
    /** The reading process needed more memory than it may have. */
    MEMORY,
    /** The calling thread was interrupted; says nothing about the document. */
    INTERRUPTED
}
