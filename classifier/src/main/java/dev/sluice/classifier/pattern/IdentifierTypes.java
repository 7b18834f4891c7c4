package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an identifier of a clinical record is, by the code of its type or by who assigned it.
 *
 * @see <a href="https://terminology.hl7.org/CodeSystem-v2-0203.html">HL7 table 0203, identifier type</a>
 * @see <a href="https://www.hl7.org/fhir/identifier-registry.html">FHIR identifier registry</a>
 */
final class IdentifierTypes {
    private static final Map<String, FindingType> CODES = new HashMap<>();
    private static final Map<String, FindingType> SYSTEMS = new HashMap<>();
    private static final String DRIVER_LICENSES = "2.16.840.1.113883.4.3.";
    private static final String PASSPORTS = "2.16.840.1.113883.4.330.";
    private static final int LONGEST_CODE = 6;

    static {
        Field.types(CODES, FindingType.MRN, "MR MRT PI PT PE PNT");
        Field.types(CODES, FindingType.SSN, "SS");
        Field.types(CODES, FindingType.DRIVER_LICENSE, "DL");
        Field.types(CODES, FindingType.PASSPORT, "PPN");
        Field.types(CODES, FindingType.NATIONAL_ID, "NI NH NIIP PN CZ PRC SB TN");
        Field.types(CODES, FindingType.TAX_ID, "TAX");
        Field.types(CODES, FindingType.HEALTH_PLAN, "MB SN MA MC MCD MCR HC JHN WC WCN");
        Field.types(CODES, FindingType.ACCOUNT, "AN ANC AND ANT BA BC");
        Field.types(CODES, FindingType.LICENSE, "NPI LN MD DN DEA DDS DPM RN LPN NP PA PRN UPIN SL RPH OD DO DR BCT");
        Field.types(CODES, FindingType.DEVICE, "UDI SNO");
        Field.types(
                CODES, FindingType.IDENTIFIER, "VN EI EN FI FILL GI GN ACSN LACSN PLAC RI U MI BR SID AM DI DS MS VS");
        Field.types(SYSTEMS, FindingType.SSN, "http://hl7.org/fhir/sid/us-ssn 2.16.840.1.113883.4.1");
        Field.types(
                SYSTEMS,
                FindingType.LICENSE,
                "http://hl7.org/fhir/sid/us-npi 2.16.840.1.113883.4.6 2.16.840.1.113883.4.814");
        Field.types(
                SYSTEMS,
                FindingType.HEALTH_PLAN,
                "http://hl7.org/fhir/sid/us-medicare http://hl7.org/fhir/sid/us-mbi 2.16.840.1.113883.4.572"
                        + " 2.16.840.1.113883.4.927 http://terminology.hl7.org/namingsystem/cmsmbi"
                        + " http://ns.electronichealth.net.au/id/medicare-number 1.2.36.1.5001.1.0.7.1");
        Field.types(
                SYSTEMS,
                FindingType.NATIONAL_ID,
                "https://fhir.nhs.uk/id/nhs-number http://fhir.nl/fhir/namingsystem/bsn 2.16.840.1.113883.2.4.6.3"
                        + " 2.16.840.1.113883.2.1.4.1 http://ns.electronichealth.net.au/id/hi/ihi/1.0"
                        + " 1.2.36.1.2001.1003.0 2.16.840.1.113883.2.9.4.3.2 2.16.756.5.31"
                        + " http://hl7.org/fhir/sid/us-itin 1.2.208.176.1.2");
        Field.types(SYSTEMS, FindingType.TAX_ID, "2.16.840.1.113883.4.2");
    }

    private IdentifierTypes() {}

    /** By a code of table 0203; national kinds such as NNESP are NN and a country. */
    static Optional<FindingType> ofCode(String code) {
        String upper = code.strip().toUpperCase(Locale.ROOT);
        if (upper.length() > LONGEST_CODE) {
            return Optional.empty();
        }
        if (upper.startsWith("NN")) {
            return Optional.of(FindingType.NATIONAL_ID);
        }
        return Optional.ofNullable(CODES.get(upper));
    }

    /** By the URI or object identifier of who assigns it; words of the URI where it is not in the registries. */
    static Optional<FindingType> ofSystem(String system) {
        String lower = system.strip().toLowerCase(Locale.ROOT);
        String key = lower.startsWith("urn:oid:") ? lower.substring(8) : lower;
        FindingType known = SYSTEMS.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        if (key.startsWith(DRIVER_LICENSES)) {
            return Optional.of(FindingType.DRIVER_LICENSE);
        }
        if (key.startsWith(PASSPORTS) || key.contains("passport")) {
            return Optional.of(FindingType.PASSPORT);
        }
        if (key.endsWith("mrn") || key.contains("medical-record") || key.contains("medicalrecord")) {
            return Optional.of(FindingType.MRN);
        }
        if (key.endsWith("ssn")) {
            return Optional.of(FindingType.SSN);
        }
        return key.contains("driver") && key.contains("licen")
                ? Optional.of(FindingType.DRIVER_LICENSE)
                : Optional.empty();
    }
}
