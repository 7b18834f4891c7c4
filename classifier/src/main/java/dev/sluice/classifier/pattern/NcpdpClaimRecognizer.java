package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.HashMap;
import java.util.Map;

/**
 * Fields of NCPDP Telecommunication messages, which pharmacies and payers exchange, by the two signs that name each: as
 * they are sent, with control characters between fields, and as lines "CB Patient Last Name: …" below a line that begins
 * with "NCPDP Telecommunication message".
 *
 * @see <a href="https://standards.ncpdp.org/Access-to-Standards.aspx">NCPDP Telecommunication Standard, version D.0</a>
 */
final class NcpdpClaimRecognizer implements Recognizer {
    private static final ClinicalFormats.Format CLAIM = ClinicalFormats.Format.NCPDP_CLAIM;

    /** What stands before each field. */
    static final char SEPARATOR = 0x1c;

    private static final int CODE = 2;
    private static final int LONGEST_NAME = 80;
    private static final Map<String, FindingType> FIELDS = new HashMap<>();
    /** What the number of a patient is by the qualifier before it (331-CX). */
    private static final Map<String, FindingType> PATIENT_NUMBERS = new HashMap<>();

    static {
        Field.types(FIELDS, FindingType.PERSON, "CA CB CC CD DR 2J 4E PE PF CL");
        Field.types(FIELDS, FindingType.ADDRESS, "CM CG PG 2K TV 3U");
        Field.types(FIELDS, FindingType.LOCATION, "CN CH PH 2M TW 5J");
        Field.types(FIELDS, FindingType.POSTAL_CODE, "CP CJ PK 2P TY 6D");
        Field.types(FIELDS, FindingType.DATE_OF_BIRTH, "C4");
        Field.types(FIELDS, FindingType.DATE, "DE DY EP ZE");
        Field.types(FIELDS, FindingType.PHONE, "CQ CK PM");
        Field.types(FIELDS, FindingType.EMAIL, "HN");
        Field.types(FIELDS, FindingType.HEALTH_PLAN, "C2 C1 NU MJ N5 2A");
        Field.types(FIELDS, FindingType.LICENSE, "DB DL E9");
        Field.types(FIELDS, FindingType.IDENTIFIER, "CY D2 EN EK EV EX F3 PY DZ CW A7");
        Field.types(PATIENT_NUMBERS, FindingType.SSN, "01 05");
        Field.types(PATIENT_NUMBERS, FindingType.DRIVER_LICENSE, "02");
        Field.types(PATIENT_NUMBERS, FindingType.NATIONAL_ID, "03 07 12 13 14");
        Field.types(PATIENT_NUMBERS, FindingType.HEALTH_PLAN, "06 09 11");
        Field.types(PATIENT_NUMBERS, FindingType.PASSPORT, "08");
    }

    @Override
    public String name() {
        return "ncpdp-claim";
    }

    @Override
    public long triggers() {
        return Cue.CLINICAL_FORMAT.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        ClinicalFormats formats = scan.formats;
        if (formats.goesOn(CLAIM, token)) {
            if (!sent(scan, 0)) {
                lines(scan, lineEnd(scan.text, 0) + 1);
            }
        }
        int start = scan.tokens.start[token];
        if (start < formats.readTo(CLAIM)) {
            return;
        }
        if (isSent(scan, token)) {
            sent(scan, start - 1);
        } else if (isWritten(scan, token)) {
            lines(scan, lineEnd(scan.text, start) + 1);
        }
    }

    /** Whether the token begins a segment of a message as it is sent: the separator, AM, and the segment's number. */
    static boolean isSent(Scan scan, int token) {
        int start = scan.tokens.start[token];
        return start > 0
                && scan.text.at(start - 1) == SEPARATOR
                && scan.isText(token, "am")
                && scan.isNumber(token + 1)
                && scan.touches(token + 1);
    }

    /** Whether the token begins the line above a message that is written as lines. */
    static boolean isWritten(Scan scan, int token) {
        return scan.isText(token, "ncpdp")
                && (token == 0 || scan.isBreak(token - 1))
                && scan.isText(token + 1, "telecommunication")
                && scan.isText(token + 2, "message");
    }

    /** Reads every field from here on; whether there is one. */
    private static boolean sent(Scan scan, int from) {
        NormalText text = scan.text;
        String qualifier = "";
        int last = from;
        for (int at = from; at < text.length(); at++) {
            if (text.at(at) != SEPARATOR || at + CODE >= text.length()) {
                continue;
            }
            int value = at + 1 + CODE;
            int end = value;
            while (end < text.length() && (text.at(end) >= ' ' || text.at(end) == '\t')) {
                end++;
            }
            qualifier = field(scan, text.slice(at + 1, value), value, end, qualifier);
            last = end;
        }
        scan.spend((text.length() - from) / 4 + 1);
        if (last > from) {
            scan.formats.readTo(CLAIM, text.length());
        }
        return last > from;
    }

    /** Lines as long as they begin with the signs of a field or a segment. */
    private static void lines(Scan scan, int from) {
        NormalText text = scan.text;
        String qualifier = "";
        int at = from;
        while (at < text.length()) {
            int end = lineEnd(text, at);
            scan.spend((end - at) / 4 + 1);
            if (!isCode(text, at, end)) {
                scan.formats.ended(CLAIM, at);
                return;
            }
            int value = at + CODE;
            while (value < end && value - at < LONGEST_NAME && text.at(value) != ':') {
                value++;
            }
            if (value < end && text.at(value) == ':') {
                qualifier = field(scan, text.slice(at, at + CODE), value + 1, end, qualifier);
            }
            at = end + 1;
        }
        scan.formats.readTo(CLAIM, text.length());
    }

    /** Two capitals or digits and a blank, or the name of a segment. */
    private static boolean isCode(NormalText text, int at, int end) {
        boolean segment = at + 4 < end && text.at(at) == 'A' && text.at(at + 1) == 'M';
        int length = segment && Units.isDigit(text.at(at + 2)) ? 4 : CODE;
        if (at + length >= end || text.at(at + length) != ' ') {
            return false;
        }
        for (int i = at; i < at + length; i++) {
            char c = text.at(i);
            if (!(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    /** Reports the value of a field and returns the qualifier of a patient's number that is known then. */
    private static String field(Scan scan, String code, int from, int to, String qualifier) {
        if (code.equals("CX")) {
            return scan.text.slice(from, Math.min(to, from + 4)).strip();
        }
        FindingType type = FIELDS.get(code);
        if (code.equals("CY")) {
            type = PATIENT_NUMBERS.getOrDefault(qualifier, FindingType.IDENTIFIER);
        }
        if (type != null) {
            Field.emit(scan, type, from, to, type == FindingType.IDENTIFIER ? Field.UNTYPED : Field.PLACED);
        }
        return qualifier;
    }

    private static int lineEnd(NormalText text, int from) {
        int end = from;
        while (end < text.length() && text.at(end) != '\n') {
            end++;
        }
        return end;
    }
}
