package dev.sluice.ingest.extract;

import java.util.regex.Pattern;

/** Media types that this package itself tells apart. */
final class MediaTypes {
    static final String UNKNOWN = "application/octet-stream";
    static final String TEXT = "text/plain";
    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";
    static final String TSV = "text/tab-separated-values";
    static final String MARKDOWN = "text/markdown";
    static final String HL7V2 = "application/hl7-v2";
    static final String X12 = "application/edi-x12";
    static final String NCPDP = "application/x-ncpdp-telecommunication";

    private static final Pattern FORM =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

    private MediaTypes() {}

    static boolean isValid(String mediaType) {
        return FORM.matcher(mediaType).matches();
    }
}
