package dev.sluice.classifier;

/** Why a classification cannot be relied on to have found everything. */
public enum DegradedReason {
    /** There was nothing to read. */
    EMPTY_TEXT(
            "there was nothing to read",
            "see with `extract` what the file holds; with --ocr writing in pictures is read, and encrypted files must be "
                    + "decrypted before they are published"),
    /** A part of the text is in a language or script that no detector covers. */
    LANGUAGE_NOT_COVERED(
            "a part of the text is in a language or script that no detector covers",
            "leave it inside, where it is worked on all the same, or publish the parts in covered languages by themselves"),
    /** A part of the text is encoded, packed or spelled out in a way that no detector could read. */
    ENCODING_NOT_COVERED(
            "a part of the text is encoded, packed or spelled out in a way that no detector could read",
            "publish it decoded, or without that part"),
    /** The time limit ended the work. */
    TIMEOUT(
            "the time limit ended the work",
            "rerun it when the machine has less to do, or publish it in smaller parts"),
    /** The text is longer, or holds more findings, than the limits allow. */
    OVER_LIMIT("the text is longer, or holds more findings, than the limits allow", "publish it in smaller parts"),
    /** A detector failed. */
    DETECTOR_FAILED("a detector failed", "see with `doctor` whether the detectors work here; then rerun it");

    private final String meaning;
    private final String advice;

    DegradedReason(String meaning, String advice) {
        this.meaning = meaning;
        this.advice = advice;
    }

    /** What it means, as part of a sentence. */
    public String meaning() {
        return meaning;
    }

    /** What can be done about it. */
    public String advice() {
        return advice;
    }
}
