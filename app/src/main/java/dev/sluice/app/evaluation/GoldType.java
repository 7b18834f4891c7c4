package dev.sluice.app.evaluation;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a label of a corpus means in the types of the classifier.
 *
 * @param counted the type under which its spans are counted; empty for what is no identifier and not looked for
 * @param accepted the types of which a finding is a right one
 */
record GoldType(Optional<FindingType> counted, Set<FindingType> accepted) {
    private static final Map<String, GoldType> KNOWN = new HashMap<>();

    static {
        sought("ADDRESS", FindingType.ADDRESS, FindingType.POSTAL_CODE, FindingType.LOCATION);
        sought("LOCATION", FindingType.LOCATION, FindingType.POSTAL_CODE, FindingType.ADDRESS);
        sought("ZIP", FindingType.POSTAL_CODE, FindingType.ADDRESS);
        sought("DATE", FindingType.DATE, FindingType.DATE_OF_BIRTH);
        sought("DOB", FindingType.DATE_OF_BIRTH, FindingType.DATE);
        sought("DATE_OF_BIRTH", FindingType.DATE_OF_BIRTH, FindingType.DATE);
        sought("PHONE", FindingType.PHONE, FindingType.FAX);
        sought("FAX", FindingType.FAX, FindingType.PHONE);
        sought("SSN", FindingType.SSN, FindingType.NATIONAL_ID);
        sought("NATIONAL_ID", FindingType.NATIONAL_ID, FindingType.SSN, FindingType.TAX_ID, FindingType.IDENTIFIER);
        for (String tax : List.of("TAX_ID", "TAXID")) {
            sought(tax, FindingType.TAX_ID, FindingType.NATIONAL_ID, FindingType.SSN, FindingType.IDENTIFIER);
        }
        for (String record : List.of("MRN", "MEDICAL_RECORD")) {
            sought(record, FindingType.MRN, FindingType.IDENTIFIER);
        }
        for (String plan : List.of("HEALTH_PLAN", "INSURANCE_POLICY_NUM")) {
            sought(plan, FindingType.HEALTH_PLAN, FindingType.IDENTIFIER);
        }
        for (String account : List.of("ACCOUNT", "BANK_ACCOUNT_NUM")) {
            sought(account, FindingType.ACCOUNT, FindingType.IBAN, FindingType.IDENTIFIER);
        }
        for (String license : List.of("LICENSE", "NPI")) {
            sought(license, FindingType.LICENSE, FindingType.IDENTIFIER);
        }
        for (String license : List.of("DRIVER_LICENSE", "DRIVER_LICENSE_NUM")) {
            sought(license, FindingType.DRIVER_LICENSE, FindingType.LICENSE, FindingType.IDENTIFIER);
        }
        for (String passport : List.of("PASSPORT", "PASSPORT_NUM")) {
            sought(passport, FindingType.PASSPORT, FindingType.IDENTIFIER);
        }
        for (String user : List.of("USERNAME", "USERID")) {
            sought(user, FindingType.USERNAME, FindingType.IDENTIFIER);
        }
        for (String number : List.of("ID", "PID", "POLICE_ID_NUM")) {
            sought(
                    number,
                    FindingType.IDENTIFIER,
                    FindingType.NATIONAL_ID,
                    FindingType.MRN,
                    FindingType.ACCOUNT,
                    FindingType.LICENSE,
                    FindingType.HEALTH_PLAN);
        }
        sought("IBAN", FindingType.IBAN, FindingType.ACCOUNT);
        sought("IP", FindingType.IP_ADDRESS);
        sought("CVV", FindingType.CARD_SECURITY);
        sought("PASSWORD", FindingType.SECRET);
        // Ages below 90 identify nobody; a finding of one over 89 is right all the same.
        KNOWN.put("AGE", new GoldType(Optional.empty(), Set.of(FindingType.AGE_OVER_89)));
        for (String other : List.of(
                "ORG",
                "TITLE",
                "HOSPITAL",
                "PROFESSION",
                "DEMOGRAPHIC",
                "RELATIVE",
                "EVENT",
                "SYSTEM",
                "BANK",
                "OTHER")) {
            KNOWN.put(other, new GoldType(Optional.empty(), Set.of()));
        }
        for (FindingType type : FindingType.values()) {
            KNOWN.putIfAbsent(type.name(), new GoldType(Optional.of(type), Set.of(type)));
        }
    }

    GoldType {
        accepted = Set.copyOf(accepted);
    }

    private static void sought(String label, FindingType counted, FindingType... others) {
        KNOWN.put(label, new GoldType(Optional.of(counted), EnumSet.of(counted, others)));
    }

    /** The meaning of a label; empty when nobody said what it means. */
    static Optional<GoldType> of(String label) {
        return Optional.ofNullable(KNOWN.get(label));
    }

    /** Whether a finding of this type makes personal data by itself. */
    static boolean direct(FindingType type) {
        return Category.of(List.of(new Finding(type, null, 0, 1, 1, "evaluation", 1)))
                .contains(Category.PII);
    }

    /** The types that labels speak of at all: a finding of another, of health for one, is not judged. */
    static Set<FindingType> judged() {
        EnumSet<FindingType> judged = EnumSet.noneOf(FindingType.class);
        Arrays.stream(FindingType.values())
                .filter(type -> type.letter().isPresent())
                .forEach(judged::add);
        judged.add(FindingType.SECRET);
        judged.add(FindingType.CARD_SECURITY);
        return judged;
    }
}
