package dev.sluice.ingest.intake;

import java.util.regex.Pattern;

/** Names and types of the messages on a documents topic. */
public final class Attributes {
    /** Type of an incoming event. */
    public static final String DOCUMENT_TYPE = "dev.sluice.document.v1";
    /** The type of events of every version. */
    static final Pattern DOCUMENT_TYPES = Pattern.compile("dev\\.sluice\\.document\\.v[0-9]{1,6}");
    /** The tenant; one outside the source's setting is quarantined. */
    public static final String TENANT = "sluicetenant";
    /** What is to be done with the document. */
    public static final String TASK = "sluicetask";
    /** What for. */
    public static final String PURPOSE = "sluicepurpose";
    /** The law that applies. */
    public static final String JURISDICTION = "sluicejurisdiction";
    /** Where it may be processed and stored. */
    public static final String RESIDENCY = "sluiceresidency";
    /** The least sensitivity it counts with; raises only. */
    public static final String MIN_SENSITIVITY = "sluiceminsensitivity";
    /** Up to 16 random tokens, separated by commas. */
    public static final String SUBJECTS = "sluicesubjects";
    /** RFC 3339. */
    public static final String DEADLINE = "sluicedeadline";
    /** A decimal number. */
    public static final String MAX_COST = "sluicemaxcost";
    /** The document whose result this is, when it is a result of ours. */
    public static final String ORIGIN = "sluiceorigin";
    /** Where the content is ({@code file:} or {@code s3:}), for a claim check by reference (CloudEvents dataref extension). */
    public static final String DATA_REF = "dataref";
    /** SHA-256 of the content that {@link #DATA_REF} names, lower-case hex. */
    public static final String DATA_REF_SHA256 = "sluicesha256";
    /** Size in bytes of the content that {@link #DATA_REF} names. */
    public static final String DATA_REF_BYTES = "sluicebytes";

    /** Event data is a claim check: {@code {"location","bytes","sha256"}}. */
    public static final String CLAIM_MEDIA_TYPE = "application/vnd.sluice.claim+json";
    /**
     * Event data is content with task parameters: {@code {"contentType"?, "content": base64 | "claim": {…},
     * "parameters": {…}}}.
     */
    public static final String DOCUMENT_MEDIA_TYPE = "application/vnd.sluice.document+json";

    private Attributes() {}
}
