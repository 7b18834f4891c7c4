package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.ArrayList;
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
    private static final Map<String, FindingType> ELEMENTS = new HashMap<>();

    static {
        all(FindingType.PERSON, "LastName FirstName MiddleName FormerName CardHolderLastName CardHolderFirstName");
        all(FindingType.ADDRESS, "AddressLine1 AddressLine2");
        all(FindingType.LOCATION, "City");
        all(FindingType.POSTAL_CODE, "ZipCode PostalCode");
        all(FindingType.DATE_OF_BIRTH, "DateOfBirth");
        all(FindingType.EMAIL, "ElectronicMail");
        all(FindingType.SSN, "SocialSecurity");
        all(
                FindingType.MRN,
                "MedicalRecordIdentificationNumberEHR FileID PatientID REMSPatientID" + " PatientIdentifier");
        all(FindingType.ACCOUNT, "PatientAccountNumber");
        all(
                FindingType.HEALTH_PLAN,
                "CardholderID CardHolderID PayerMemberID PBMMemberID MedicareNumber MedicaidNumber GroupID");
        all(
                FindingType.LICENSE,
                "NPI DEANumber StateLicenseNumber CertificateToPrescribe Data2000WaiverID UPIN DentistLicenseNumber"
                        + " StateControlSubstanceNumber REMSHealthcareProviderEnrollmentID");
        all(FindingType.DRIVER_LICENSE, "DriversLicenseNumber");
        all(FindingType.PASSPORT, "PassportID");
        all(FindingType.NATIONAL_ID, "AlienNumber MilitaryID");
        all(FindingType.IDENTIFIER, "PrescriberOrderNumber RxReferenceNumber MutuallyDefined EmployeeID");
    }

    private static void all(FindingType type, String elements) {
        for (String element : elements.split(" ")) {
            ELEMENTS.put(element, type);
        }
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
            read(scan, 0, true);
        }
        if (scan.tokens.start[token] < formats.readTo(NCPDP)) {
            return;
        }
        int start = scan.isAnyOf(token, "newrx", "rxfill", "refillrequest", "cancelrx", "rxrenewalrequest")
                ? CdaFieldRecognizer.tag(scan, token)
                : scan.isText(token, "ncpdp") ? root(scan, token) : -1;
        if (start >= formats.readTo(NCPDP) && start >= 0) {
            read(scan, start, false);
        }
    }

    /** Where the tag begins that the token stands in, or -1. */
    private static int root(Scan scan, int token) {
        int at = scan.tokens.start[token];
        int begin = Math.max(0, at - LONGEST_TAG_BEGIN);
        while (at > begin && scan.text.at(at) != '<' && scan.text.at(at) != '>') {
            at--;
        }
        scan.spend(scan.tokens.start[token] - at);
        return scan.text.at(at) == '<' ? at : -1;
    }

    private static void read(Scan scan, int from, boolean within) {
        int end = new MarkupReader(scan, new Elements(scan)).read(from, within);
        if (end >= scan.text.length()) {
            scan.formats.readTo(NCPDP, end);
        } else {
            scan.formats.ended(NCPDP, end);
        }
    }

    private static final class Elements implements MarkupReader.Listener {
        private final Scan scan;
        private final List<String> path = new ArrayList<>();

        Elements(Scan scan) {
            this.scan = scan;
        }

        private String up(int levels) {
            int at = path.size() - 1 - levels;
            return at >= 0 ? path.get(at) : "";
        }

        @Override
        public void open(String name, List<MarkupReader.Attribute> attributes) {
            path.add(name);
        }

        @Override
        public void text(int start, int end) {
            FindingType type = switch (up(0)) {
                case "Date" -> up(1).equals("DateOfBirth") ? FindingType.DATE_OF_BIRTH : null;
                case "Number" -> up(1).equals("Fax") ? FindingType.FAX : FindingType.PHONE;
                default -> ELEMENTS.get(up(0));
            };
            if (type != null) {
                Field.emit(scan, type, start, end, Field.PLACED);
            }
        }

        @Override
        public void close() {
            path.removeLast();
        }
    }
}
