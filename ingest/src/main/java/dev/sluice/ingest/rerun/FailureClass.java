package dev.sluice.ingest.rerun;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is to be done about a reason: the one table from every reason code to what a rerun, or a person, makes of it. */
public enum FailureClass {
    /** A disturbance: the same again may work. */
    RETRY(
            "a disturbance: the same again may work",
            "run it again",
            "ANSWER_INVALID",
            "ANSWER_UNFINISHED",
            "CLAIM_TIMEOUT",
            "CONNECTION_LOST",
            "CRASHED",
            "DETECTOR_FAILED",
            "ERROR_IN_ANSWER",
            "INTERRUPTED",
            "JOB_ABANDONED",
            "JOB_FAILED",
            "JOB_NOT_STARTED",
            "JOB_STOPPED",
            "JOB_UNKNOWN",
            "MEMORY",
            "NOT_CLASSIFIED",
            "OUTCOMES_MISSING",
            "OUTPUT_INVALID",
            "OUTSIDE_CALLS_SPENT",
            "OUT_OF_MEMORY",
            "OVERLOADED",
            "PROCESSING_FAILED",
            "RATE_LIMITED",
            "SERVER_ERROR",
            "TIMEOUT",
            "WORKER_ERROR"),
    /** It lies in the document or in what was asked: the same again gives the same. */
    SKIP(
            "it lies in the document or in what was asked: the same again gives the same",
            "leave it, or publish it mended",
            "ANSWER_TOO_LARGE",
            "ANSWER_TRUNCATED",
            "ATTRIBUTE_INVALID",
            "ATTRIBUTE_MISSING",
            "BATCHED_UNSUPPORTED",
            "CANCELLED",
            "CHARSET",
            "CLAIM_UNVERIFIABLE",
            "CLEARED",
            "DAMAGED",
            "EMPTY",
            "EMPTY_TEXT",
            "ENCODING_NOT_COVERED",
            "ENCRYPTED",
            "ENVELOPE_INVALID",
            "FORMAT_UNSUPPORTED",
            "IMAGE_WITHOUT_OCR",
            "INCOMPLETE",
            "LANGUAGE_NOT_COVERED",
            "MALFORMED",
            "MINIMUM_SENSITIVITY",
            "NOTHING_READ",
            "NOT_EXHAUSTIVE",
            "NOT_STORABLE",
            "NOT_TRIED_AGAIN",
            "ORIGINAL_GONE",
            "OVERSIZE",
            "OVER_LIMIT",
            "POLICY",
            "RENDITION_NOT_SUPPORTED",
            "REQUEST_REJECTED",
            "RERUN",
            "RERUN_STOPPED",
            "SPEC_VERSION_UNKNOWN",
            "TASK_NOT_OFFERED",
            "TASK_NOT_SUPPORTED",
            "TASK_PARAMETERS_INVALID",
            "TASK_UNKNOWN",
            "TEXT_TOO_LONG",
            "TOMBSTONE",
            "TRUNCATED",
            "TYPE_UNKNOWN",
            "TYPE_VERSION_UNKNOWN",
            "UNKNOWN_TYPE",
            "UNSUPPORTED"),
    /** It waits for something outside of it, and goes on when that is mended. */
    HOLD(
            "it waits for a service, a setting or a newer decision",
            "mend that; what waits goes on by itself, what has ended is run again",
            "AUDIT_LAGGING",
            "CLAIM_NOT_ALLOWED",
            "CLAIM_NOT_FOUND",
            "CLAIM_STORE_ADDRESS_REFUSED",
            "CLAIM_STORE_BUCKET_MISSING",
            "CLAIM_STORE_CREDENTIALS_REFUSED",
            "CLAIM_STORE_FOLDER_MISSING",
            "CLAIM_STORE_UNREACHABLE",
            "CLASSIFICATION_CHANGED",
            "CLEARANCE_EXPIRED",
            "CLEARANCE_NOT_YET_VALID",
            "DECISION_CHANGED",
            "DETECTORS_CHANGED",
            "DOCUMENT_HELD",
            "ENDPOINT_CHANGED",
            "ENDPOINT_DOWN",
            "ENDPOINT_REFUSES",
            "GOES_ON_INSIDE",
            "KEY_UNREADABLE",
            "LOG_ENDS_EARLY",
            "MODEL_UNAVAILABLE",
            "NOT_AUTHORISED",
            "NOT_FOUND",
            "NOT_REACHED",
            "NO_DECISION",
            "NO_ELIGIBLE_ENDPOINT",
            "SPENDING_LIMIT",
            "TASK_CHANGED",
            "TEMPLATE_CHANGED",
            "TENANT_NOT_ALLOWED",
            "TEXT_NOT_CLEARED",
            "TIME_IN_FUTURE",
            "TLS_FAILED"),
    /** Something is not as it must be, or somebody outside may have the text: not repeated by the way. */
    STOP(
            "something is not as it must be, or somebody outside may have the text",
            "find out why before anything is run again",
            "CLAIM_MISMATCH",
            "CLEARANCE_BAD_FIELD",
            "CLEARANCE_BAD_SIGNATURE",
            "CLEARANCE_MALFORMED",
            "CLEARANCE_OF_ANOTHER_ITEM",
            "CLEARANCE_UNKNOWN_FIELD",
            "CLEARANCE_UNKNOWN_HEADER",
            "CLEARANCE_UNKNOWN_KEY",
            "CLEARANCE_WRONG_ALGORITHM",
            "CLEARANCE_WRONG_AUDIENCE",
            "DISPATCH_UNKNOWN",
            "DOCUMENT_ERASED",
            "GATEWAY_FELL_BACK",
            "GATEWAY_WENT_ELSEWHERE",
            "LIST_CHANGED",
            "MESSAGE_UNREADABLE",
            "MODEL_MISMATCH",
            "MODEL_RUNS_ELSEWHERE",
            "NODE_ENDED",
            "NOT_A_WORK_ITEM",
            "NO_OUTCOME_RECORDED",
            "NO_SUCH_ATTEMPT",
            "ORIGINAL_UNREADABLE",
            "REDIRECT_REFUSED",
            "TEXT_DIGEST_MISMATCH",
            "TEXT_MISSING",
            "TEXT_UNREADABLE"),
    /** A person looks at it: no machine says what is right. */
    PERSON(
            "no machine says what is right",
            "look at it and decide",
            "CONFLICT",
            "CONTENT_BLOCKED",
            "FOUR_EYES",
            "MODEL_REFUSED",
            "NEWLY_OUT",
            "NOTHING_PERMITTED",
            "NO_CHOICES",
            "POLICY_ERROR",
            "POLICY_REVIEW",
            "REJECTED");

    private static final Map<String, FailureClass> BY_REASON = new HashMap<>();

    static {
        for (FailureClass one : values()) {
            for (String reason : one.reasons) {
                BY_REASON.put(reason, one);
            }
        }
    }

    private final String meaning;
    private final String advice;
    private final Set<String> reasons;

    FailureClass(String meaning, String advice, String... reasons) {
        this.meaning = meaning;
        this.advice = advice;
        this.reasons = Set.of(reasons);
    }

    /** What its reasons have in common, as part of a sentence. */
    public String meaning() {
        return meaning;
    }

    /** What can be done about them. */
    public String advice() {
        return advice;
    }

    /** Its reasons in the order of their names. */
    public SortedSet<String> reasons() {
        return new TreeSet<>(reasons);
    }

    /**
     * The class of a reason.
     *
     * @param reason a code
     * @return its class; {@link #PERSON} for one that nobody knows
     */
    public static FailureClass of(String reason) {
        return Optional.ofNullable(BY_REASON.get(reason)).orElse(PERSON);
    }
}
