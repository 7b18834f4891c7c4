package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of HL7 v2 segments that hold what identifies a person, by their published position and data type.
 *
 * @see <a href="https://www.hl7.org/implement/standards/product_brief.cfm?product_id=185">HL7 version 2.9, chapters 3, 4, 6, 7,
 *     8, 9, 10, 11, 12 and 15</a>
 */
final class Hl7Fields {
    /** The data types whose components are told apart. */
    enum DataType {
        /** Identifier with its type code in the fifth component: CX, EI, PLN. */
        CX,
        /** Name of a person. */
        XPN,
        /** Identifier and name of a person: XCN, PPN. */
        XCN,
        /** Identifier and name in the first component: NDL. */
        NDL,
        /** Address. */
        XAD,
        /** Telecommunication number. */
        XTN,
        /** A value as a whole, in the first component: ST, DTM, IS, DLN. */
        ST
    }

    /**
     * One field.
     *
     * @param type what the value is if the field does not say itself
     */
    record Position(DataType dataType, FindingType type) {}

    private static final int SEGMENT_NAME = 3;
    private static final Map<String, Map<Integer, Position>> SEGMENTS = new HashMap<>();

    static {
        names("PID 5 6 9|MRG 7|NK1 2 26 30|GT1 3 4 16 42 45|IN1 6 16|IN2 7 9 40 49 52|STF 3|PRD 2|CTD 2");
        addresses("PID 11|NK1 4 32|GT1 5 17|IN1 5 19 44|STF 11|ORC 24|SCH 14 18|PRD 3|CTD 3|ROL 11|PRT 14");
        phones("PID 13 14 40|NK1 5 6 31 40 41|GT1 6 7 18 46|IN1 7|IN2 50 53 63 64|IN3 16 19|STF 10|OBR 17|ORC 14 23");
        phones("SCH 13 17 21|PRD 5|CTD 5|ROL 12|PRT 15");
        persons("EVN 5|PD1 4|PV1 7 8 9 17 52|PV2 13|IN2 3|IN3 3 8 14 25|OBR 10 16 28|ORC 10 11 12 19|OBX 16 25");
        persons("SCH 12 16 20|AIP 3|TXA 5 9 10 11 22|ROL 4|PRT 5|DG1 16|PR1 8 11 12|RXE 13 14|RXA 10|FT1 20 21|QRD 8");
        all(DataType.NDL, FindingType.PERSON, "OBR 32 33 34 35");
        all(DataType.CX, FindingType.MRN, "PID 2 3 4 21|MRG 1 2 4");
        all(DataType.CX, FindingType.ACCOUNT, "PID 18|MRG 3");
        all(DataType.CX, FindingType.HEALTH_PLAN, "IN1 49|IN2 25 26 61|IN3 2");
        all(DataType.CX, FindingType.IDENTIFIER, "PV1 5 19 50|MRG 5 6|NK1 12 33|GT1 2 19|IN1 10|IN2 1|STF 2|PRD 7");
        all(DataType.CX, FindingType.IDENTIFIER, "OBR 2 3|ORC 2 3|SCH 1 2|TXA 12");
        all(DataType.ST, FindingType.SSN, "PID 19|NK1 37|GT1 12|IN2 2");
        all(DataType.ST, FindingType.HEALTH_PLAN, "IN1 8 36|IN2 6 8");
        all(DataType.ST, FindingType.DRIVER_LICENSE, "PID 20|STF 22");
        all(DataType.ST, FindingType.IDENTIFIER, "IN2 10");
        all(DataType.ST, FindingType.DATE_OF_BIRTH, "PID 7|NK1 16|GT1 8|IN1 18|STF 6");
        all(DataType.ST, FindingType.DATE, "PID 29|PV1 44 45|OBR 7|OBX 14");
        all(DataType.ST, FindingType.LOCATION, "PID 12 23|NK1 38|IN1 52");
        all(DataType.ST, FindingType.PERSON, "IN3 15 22");
        all(DataType.ST, FindingType.EMAIL, "STF 15");
    }

    private Hl7Fields() {}

    private static void names(String fields) {
        all(DataType.XPN, FindingType.PERSON, fields);
    }

    private static void addresses(String fields) {
        all(DataType.XAD, FindingType.ADDRESS, fields);
    }

    private static void phones(String fields) {
        all(DataType.XTN, FindingType.PHONE, fields);
    }

    private static void persons(String fields) {
        all(DataType.XCN, FindingType.IDENTIFIER, fields);
    }

    /** Adds fields written as {@code PID 5 6|NK1 2}. */
    private static void all(DataType dataType, FindingType type, String fields) {
        for (String segment : fields.split("\\|")) {
            String[] parts = segment.split(" ");
            Map<Integer, Position> known = SEGMENTS.computeIfAbsent(parts[0], key -> new HashMap<>());
            for (int i = 1; i < parts.length; i++) {
                known.put(Integer.valueOf(parts[i]), new Position(dataType, type));
            }
        }
    }

    /** The fields of the segment whose name stands at a unit, by their number; null for one without any. */
    static @Nullable Map<Integer, Position> of(NormalText text, int at) {
        return SEGMENTS.get(text.slice(at, at + SEGMENT_NAME));
    }

    /** All of them, by segment and number. */
    static Map<String, Map<Integer, Position>> all() {
        return SEGMENTS;
    }
}
