package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Records in clinical exchange formats: HL7 v2, FHIR, C-CDA, X12 claims and eligibility, NCPDP. */
final class ClinicalFormatRecognizer implements Recognizer {
    private static final WordTable SEGMENTS = WordTable.of("msh pid obx");
    private static final WordTable RESOURCES =
            WordTable.of("patient bundle observation condition encounter medicationrequest medicationstatement claim "
                    + "explanationofbenefit coverage immunization procedure diagnosticreport allergyintolerance "
                    + "careplan careteam relatedperson person practitioner documentreference appointment "
                    + "servicerequest medicationadministration medicationdispense familymemberhistory consent "
                    + "composition specimen goal flag account communication episodeofcare imagingstudy");
    /** Tokens between the beginning of a tag and its namespace. */
    private static final int TAG = 60;

    private static final WordTable CLAIMS = WordTable.of("837 835 834 820 270 271 276 277 278 275 999");

    @Override
    public String name() {
        return "clinical-format";
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public long triggers() {
        return Cue.CLINICAL_FORMAT.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        if (isSegment(scan, token)
                || isResource(scan, token)
                || isDocument(scan, token)
                || isMarkup(scan, token)
                || isInterchange(scan, token)
                || NcpdpClaimRecognizer.isSent(scan, token)
                || NcpdpClaimRecognizer.isWritten(scan, token)) {
            scan.emit(FindingType.CLINICAL_RECORD, token, token, 0.95);
        }
    }

    private static boolean isSegment(Scan scan, int token) {
        boolean line = token == 0 || !scan.isWord(token - 1);
        return line
                && scan.isAnyOf(token, SEGMENTS)
                && scan.shape(token) == Tokens.UPPER
                && scan.isSign(token + 1, '|');
    }

    private static boolean isResource(Scan scan, int token) {
        if (!scan.isText(token, "resourcetype")) {
            return false;
        }
        for (int i = token + 1; i <= token + 5; i++) {
            if (scan.isWord(i)) {
                return scan.isAnyOf(i, RESOURCES);
            }
        }
        return false;
    }

    private static boolean isDocument(Scan scan, int token) {
        boolean element = scan.isSign(token - 1, '<') || scan.isSign(token - 1, ':');
        return element
                && (scan.isText(token, "clinicaldocument") || scan.isAnyOf(token, NcpdpFieldRecognizer.TRANSACTIONS));
    }

    /** A resource in XML by the namespace of its element: {@code <Patient xmlns="http://hl7.org/fhir">}. */
    private static boolean isMarkup(Scan scan, int token) {
        int at = token;
        while (FhirFieldRecognizer.isNamespace(scan, token) && at > 0 && at > token - TAG && !scan.isSign(at, '<')) {
            scan.spend(1);
            at--;
        }
        return scan.isSign(at, '<') && scan.isAnyOf(at + 1, RESOURCES);
    }

    private static boolean isInterchange(Scan scan, int token) {
        if (!scan.isText(token, "isa") || !scan.isSign(token + 1, '*')) {
            return false;
        }
        for (int i = token; i < token + 160 && i < scan.count(); i++) {
            scan.spend(1);
            if (scan.isText(i, "st") && scan.isSign(i + 1, '*') && scan.isAnyOf(i + 2, CLAIMS)) {
                return true;
            }
        }
        return false;
    }
}
