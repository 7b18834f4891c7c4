package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.HashMap;
import java.util.Map;

/**
 * Elements of X12 health care transactions by their position: names, addresses, demographics, references, contacts and
 * subscribers. The interchange header names the delimiters.
 *
 * @see <a href="https://x12.org/products/technical-reports">X12 005010 implementation guides (TR3) 270, 276, 278, 834, 835 and
 *     837</a>
 */
final class X12FieldRecognizer implements Recognizer {
    private static final ClinicalFormats.Format X12 = ClinicalFormats.Format.X12;

    /** Elements of the interchange header, and the most units it may take: it has 106. */
    private static final int HEADER_ELEMENTS = 16;

    private static final int LONGEST_HEADER = 240;
    private static final int LONGEST_NAME = 3;
    private static final Map<String, FindingType> NUMBERS = new HashMap<>();
    private static final Map<String, FindingType> REFERENCES = new HashMap<>();
    private static final Map<String, FindingType> CONTACTS = new HashMap<>();

    static {
        Field.types(NUMBERS, FindingType.HEALTH_PLAN, "MI MR N HN C1 II ZZ");
        Field.types(NUMBERS, FindingType.SSN, "34 SY");
        Field.types(NUMBERS, FindingType.LICENSE, "XX SV BS BD 0B 1G DG");
        Field.types(NUMBERS, FindingType.TAX_ID, "FI 24 EI TJ");
        Field.types(REFERENCES, FindingType.SSN, "SY");
        Field.types(REFERENCES, FindingType.MRN, "EA");
        Field.types(REFERENCES, FindingType.HEALTH_PLAN, "0F 1L 1W 6P 18 23 F6 IG NQ QQ HJ 17 M7");
        Field.types(REFERENCES, FindingType.ACCOUNT, "EJ 11");
        Field.types(REFERENCES, FindingType.LICENSE, "0B 1A 1B 1C 1D 1G 1H 1J G2 HPI LU B3 BQ X5 N5 D3");
        Field.types(REFERENCES, FindingType.TAX_ID, "TJ EI");
        Field.types(
                REFERENCES, FindingType.IDENTIFIER, "Y4 9F G1 D9 F8 3H EO 4A Q4 A6 9A 9C 6R 1K BLT XZ CT SBR ABB DX");
        Field.types(CONTACTS, FindingType.PHONE, "TE HP WP CP AP NP BN VM PC");
        Field.types(CONTACTS, FindingType.FAX, "FX HF WF");
        Field.types(CONTACTS, FindingType.EMAIL, "EM");
    }

    @Override
    public String name() {
        return "x12-field";
    }

    @Override
    public long triggers() {
        return Cue.CLINICAL_FORMAT.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        ClinicalFormats formats = scan.formats;
        if (formats.goesOn(X12, token)) {
            Delimiters delimiters = formats.delimiters(X12, Delimiters.X12);
            segments(scan, segmentEnd(scan.text, 0, delimiters) + 1, delimiters);
        }
        int start = scan.tokens.start[token];
        if (scan.isText(token, "isa") && scan.shape(token) == Tokens.UPPER && start >= formats.readTo(X12)) {
            interchange(scan, start);
        }
    }

    private static void interchange(Scan scan, int start) {
        NormalText text = scan.text;
        int at = start + LONGEST_NAME;
        if (at >= text.length() || !Delimiters.mayPart(text.at(at))) {
            return;
        }
        char element = text.at(at);
        int elements = 0;
        int end = Math.min(text.length(), start + LONGEST_HEADER);
        while (at < end && elements < HEADER_ELEMENTS) {
            elements += text.at(at) == element ? 1 : 0;
            at++;
        }
        scan.spend(at - start);
        if (elements < HEADER_ELEMENTS || at + 1 >= text.length()) {
            return;
        }
        char segment = text.at(at + 1);
        boolean ends = segment != element && (Delimiters.mayPart(segment) || segment <= ' ' && segment != ' ');
        char component = Delimiters.mayPart(text.at(at)) ? text.at(at) : Delimiters.X12.component();
        segments(scan, at + 1, new Delimiters(element, component, '^', component, ends ? segment : '~'));
    }

    private static int segmentEnd(NormalText text, int from, Delimiters delimiters) {
        int end = from;
        while (end < text.length() && text.at(end) != delimiters.segment()) {
            end++;
        }
        return end;
    }

    private static void segments(Scan scan, int from, Delimiters delimiters) {
        NormalText text = scan.text;
        int at = from;
        while (at < text.length()) {
            while (at < text.length() && text.at(at) <= ' ') {
                at++;
            }
            int end = segmentEnd(text, at, delimiters);
            if (startsWith(text, at, end, "IEA", delimiters)) {
                scan.formats.read(X12, end, delimiters);
                scan.formats.ended(X12, end);
                return;
            }
            segment(scan, at, end, delimiters);
            scan.spend((end - at) / 4 + 1);
            at = end + 1;
        }
        scan.formats.read(X12, text.length(), delimiters);
    }

    private static boolean startsWith(NormalText text, int at, int end, String name, Delimiters delimiters) {
        int after = at + name.length();
        if (after >= end || text.at(after) != delimiters.field()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (text.at(at + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static void segment(Scan scan, int start, int end, Delimiters delimiters) {
        int name = start;
        while (name < end && name - start <= LONGEST_NAME && scan.text.at(name) != delimiters.field()) {
            name++;
        }
        if (name - start > LONGEST_NAME || name == end) {
            return;
        }
        Components elements = Components.of(scan.text, start, end, delimiters.field());
        switch (scan.text.slice(start, name)) {
            case "NM1" -> name(scan, elements);
            case "N3" -> {
                elements.emit(scan, 1, FindingType.ADDRESS, Field.PLACED);
                elements.emit(scan, 2, FindingType.ADDRESS, Field.PLACED);
            }
            case "N4" -> {
                elements.emit(scan, 1, FindingType.LOCATION, Field.PLACED);
                elements.emit(scan, 3, FindingType.POSTAL_CODE, Field.PLACED);
            }
            case "DMG" -> elements.emit(scan, 2, FindingType.DATE_OF_BIRTH, Field.PLACED);
            case "REF" -> qualified(scan, elements, 1, REFERENCES);
            case "PER" -> contact(scan, elements);
            case "SBR" -> elements.emit(scan, 3, FindingType.HEALTH_PLAN, Field.PLACED);
            case "CLM" -> elements.emit(scan, 1, FindingType.ACCOUNT, Field.PLACED);
            case "CLP" -> {
                elements.emit(scan, 1, FindingType.ACCOUNT, Field.PLACED);
                elements.emit(scan, 7, FindingType.IDENTIFIER, Field.UNTYPED);
            }
            default -> {}
        }
    }

    /** A person has the second element 1; what is said of organisations is left. */
    private static void name(Scan scan, Components elements) {
        if (!elements.value(2).equals("1")) {
            return;
        }
        for (int i = 3; i <= 5; i++) {
            elements.emit(scan, i, FindingType.PERSON, Field.PLACED);
        }
        FindingType type = NUMBERS.getOrDefault(elements.value(8), FindingType.IDENTIFIER);
        elements.emit(scan, 9, type, Field.PLACED);
    }

    private static void qualified(Scan scan, Components elements, int at, Map<String, FindingType> kinds) {
        FindingType type = kinds.get(elements.value(at));
        if (type != null) {
            elements.emit(scan, at + 1, type, Field.PLACED);
        }
    }

    private static void contact(Scan scan, Components elements) {
        elements.emit(scan, 2, FindingType.PERSON, Field.UNTYPED);
        for (int i = 3; i <= 7; i += 2) {
            qualified(scan, elements, i, CONTACTS);
        }
    }
}
