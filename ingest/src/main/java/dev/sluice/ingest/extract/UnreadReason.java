package dev.sluice.ingest.extract;

/**
 * Why a part of a document was not read, or not wholly. The list is closed; names are stored and shown, and what each means
 * is said here for every command.
 */
public enum UnreadReason {
    /** There is nothing in it, or nothing but blanks. */
    EMPTY(
            "there is nothing in it, or nothing but blanks",
            "see whether it is the right file; an empty one cannot be cleared"),
    /** Protected by a password, a key or rights management. */
    ENCRYPTED("it is protected by a password, a key or rights management", "publish it decrypted"),
    /** It ends before its own structure says so. */
    TRUNCATED(
            "it ends before its own structure says so",
            "publish it again from where it is whole: it was cut off when it was stored or sent"),
    /** Larger, deeper or more numerous than a limit of {@link ExtractionSettings}. */
    OVER_LIMIT(
            "it is larger, deeper or of more parts than the limits allow",
            "publish it in smaller parts, or what is packed in it by itself"),
    /** The content is of no recognised type. */
    UNKNOWN_TYPE(
            "its content is of no type that is recognised",
            "publish it as PDF, as an office document or as plain text"),
    /** The type is known, but no reader here is known to read all of its text. */
    UNSUPPORTED(
            "its type or encoding is known, but nothing here reads all of its text for certain",
            "publish it as PDF, as an office document or as plain text, or without that part"),
    /** A picture or drawing that may hold writing, and optical character recognition is off or cannot read it. */
    IMAGE_WITHOUT_OCR(
            "a picture or drawing may hold writing, and character recognition is off or could not read it",
            "have writing in pictures read with --ocr, or publish it with that writing as text"),
    /** Its structure is broken, or a parser failed on it. */
    DAMAGED(
            "its structure is broken, or the parser failed on it",
            "open it with the program it is of, save it anew and publish that"),
    /** The character set is unknown or ambiguous, or bytes are not valid in it. */
    CHARSET(
            "which characters it holds is not certain: the character set is not named, or does not fit",
            "publish it as UTF-8; a PDF, with fonts that name their characters"),
    /** Reading did not end within the time limit. */
    TIMEOUT(
            "reading it did not end in time",
            "rerun it when the machine has less to do, or publish it in smaller parts"),
    /** The reading process died. */
    CRASHED(
            "the process that read it died, also when it was tried again",
            "open it with the program it is of, save it anew and publish that; if ordinary files end so, ask `doctor`"),
    /** The reading process needed more memory than it may have. */
    MEMORY("reading it took more memory than it may", "publish it in smaller parts"),
    /** It ended the process that read it twice before, so it was not read again; what was read then still counts. */
    NOT_TRIED_AGAIN(
            "it ended the process that read it twice before, so it was not read again",
            "publish it mended or in smaller parts; `batch rerun --retry-crashed` reads it once more all the same"),
    /** The calling thread was interrupted; says nothing about the document. */
    INTERRUPTED("reading was interrupted, which says nothing about it", "rerun it");

    private final String meaning;
    private final String advice;

    UnreadReason(String meaning, String advice) {
        this.meaning = meaning;
        this.advice = advice;
    }

    /** What it means, as part of a sentence about the part. */
    public String meaning() {
        return meaning;
    }

    /** What can be done about it. */
    public String advice() {
        return advice;
    }
}
