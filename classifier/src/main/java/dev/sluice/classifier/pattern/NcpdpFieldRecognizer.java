package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Elements of NCPDP SCRIPT messages in XML that hold what identifies a patient, prescriber or pharmacist.
 *
 * @see <a href="https://standards.ncpdp.org/Access-to-Standards.aspx">NCPDP SCRIPT, versions 10.6 and 2017071</a>
 */
final class NcpdpFieldRecognizer implements Recognizer {
    private static final ClinicalFormats.Format NCPDP = ClinicalFormats.Format.NCPDP;
    private static final int LONGEST_TAG_BEGIN = 800;
    private static final int LONGEST_NAME = 120;
    private static final Map<String, FindingType> ELEMENTS = new HashMap<>();

    /** Transactions about a patient's prescriptions. */
    static final WordTable TRANSACTIONS =
            WordTable.of("newrx newrxrequest rxfill refillrequest refillresponse cancelrx cancelrxresponse "
                    + "rxrenewalrequest rxrenewalresponse rxchangerequest rxchangeresponse rxhistoryrequest "
                    + "rxhistoryresponse");

    static {
        Field.types(
                ELEMENTS,
                FindingType.PERSON,
                "LastName FirstName MiddleName FormerName CardHolderLastName CardHolderFirstName");
        Field.types(ELEMENTS, FindingType.ADDRESS, "AddressLine1 AddressLine2");
        Field.types(ELEMENTS, FindingType.LOCATION, "City");
        Field.types(ELEMENTS, FindingType.POSTAL_CODE, "ZipCode PostalCode");
        Field.types(ELEMENTS, FindingType.DATE_OF_BIRTH, "DateOfBirth");
        Field.types(ELEMENTS, FindingType.EMAIL, "ElectronicMail");
        Field.types(ELEMENTS, FindingType.SSN, "SocialSecurity");
        Field.types(
                ELEMENTS,
                FindingType.MRN,
                "MedicalRecordIdentificationNumberEHR FileID PatientID REMSPatientID" + " PatientIdentifier");
        Field.types(ELEMENTS, FindingType.ACCOUNT, "PatientAccountNumber");
        Field.types(
                ELEMENTS,
                FindingType.HEALTH_PLAN,
                "CardholderID CardHolderID PayerMemberID PBMMemberID MedicareNumber MedicaidNumber GroupID");
        Field.types(
                ELEMENTS,
                FindingType.LICENSE,
                "NPI DEANumber StateLicenseNumber CertificateToPrescribe Data2000WaiverID UPIN DentistLicenseNumber"
                        + " StateControlSubstanceNumber REMSHealthcareProviderEnrollmentID");
        Field.types(ELEMENTS, FindingType.DRIVER_LICENSE, "DriversLicenseNumber");
        Field.types(ELEMENTS, FindingType.PASSPORT, "PassportID");
        Field.types(ELEMENTS, FindingType.NATIONAL_ID, "AlienNumber MilitaryID");
        Field.types(
                ELEMENTS, FindingType.IDENTIFIER, "PrescriberOrderNumber RxReferenceNumber MutuallyDefined EmployeeID");
    }

    @Override
    public String name() {
        return "ncpdp-field";
    }

    @Override
    public long triggers() {
        return Cue.CLINICAL_FORMAT.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        ClinicalFormats formats = scan.formats;
        if (formats.goesOn(NCPDP, token)) {
            MarkupReader.record(scan, NCPDP, new Elements(scan), 0, true);
            lines(scan, 0);
        }
        if (scan.tokens.start[token] < formats.readTo(NCPDP)) {
            return;
        }
        if (scan.isSign(token - 1, ':') && scan.isText(token - 2, "record") && scan.isAnyOf(token, TRANSACTIONS)) {
            lines(scan, scan.tokens.end[token]);
            return;
        }
        int start = scan.isAnyOf(token, TRANSACTIONS)
                ? MarkupReader.tagNamed(scan, token)
                : scan.isText(token, "ncpdp") ? MarkupReader.tagAround(scan, token, LONGEST_TAG_BEGIN) : -1;
        if (start >= formats.readTo(NCPDP) && start >= 0) {
            MarkupReader.record(scan, NCPDP, new Elements(scan), start, false);
        }
    }

    /** Elements as reading writes them, without tags: a line "LastName: …", or with the one around "DateOfBirth Date: …". */
    private static void lines(Scan scan, int from) {
        NormalText text = scan.text;
        int at = from;
        while (at < text.length()) {
            int end = at;
            int colon = -1;
            while (end < text.length() && text.at(end) != '\n') {
                colon = colon < 0 && text.at(end) == ':' ? end : colon;
                end++;
            }
            if (colon > at && colon - at <= LONGEST_NAME) {
                String[] names = text.slice(at, colon).split(" ", -1);
                String around = names.length > 1 ? names[names.length - 2] : "";
                emit(scan, names[names.length - 1], around, colon + 1, end);
            }
            scan.spend((end - at) / 4 + 1);
            at = end + 1;
        }
        scan.formats.readTo(NCPDP, text.length());
    }

    private static void emit(Scan scan, String name, String around, int start, int end) {
        FindingType type = switch (name) {
            case "Date" -> around.equals("DateOfBirth") ? FindingType.DATE_OF_BIRTH : null;
            case "Number" -> around.equals("Fax") ? FindingType.FAX : FindingType.PHONE;
            default -> ELEMENTS.get(name);
        };
        if (type != null) {
            Field.emit(scan, type, start, end, Field.PLACED);
        }
    }

    private static final class Elements implements MarkupReader.Listener {
        private final Scan scan;
        private final ElementPath path = new ElementPath();

        Elements(Scan scan) {
            this.scan = scan;
        }

        @Override
        public void open(String name, List<MarkupReader.Attribute> attributes) {
            path.enter(name);
        }

        @Override
        public void text(int start, int end) {
            emit(scan, path.up(0), path.up(1), start, end);
        }

        @Override
        public void close() {
            path.leave();
        }
    }
}
