package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.DegradedReason;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that nobody would send: the work stays below a fixed number of steps for each unit, and no detector fails. */
final class HostileRecordTests {
    private static final int STEPS_A_UNIT = 400;
    private static final int MEGABYTE = 1 << 20;
    /** Without a limit that a busy machine could meet: what counts are steps. */
    private static final PatternTier TIER =
            new PatternTier(PatternTier.standard().recognizers(), new Limits(Duration.ofHours(1), 1 << 28, 10_000_000));

    private static final String HL7 = "MSH|^~\\&|A|B\nPID|1||7^^^H^MR~8||Threnwick^Anna||19780308\nNK1|1|Osei^B\n";
    private static final String JSON =
            "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Threnwick\",\"given\":[\"Anna\"]}],\"birthDate\":\"1978\"}";
    private static final String XML =
            "<Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"Threnwick\"/></name></Patient>";
    private static final String CDA =
            "<ClinicalDocument><patientRole><id extension=\"7\"/><name>Anna</name></patientRole></ClinicalDocument>";
    private static final String X12 =
            "ISA*00*          *00*          *ZZ*S              *ZZ*R              *260101*1200*^*00501*1*0*P*:~"
                    + "NM1*IL*1*THRENWICK*ANNA****MI*M7~N3*1 A~DMG*D8*19780308~IEA*1*1~";
    private static final String SCRIPT = "<NewRx><Patient><LastName>Threnwick</LastName></Patient></NewRx>";
    private static final String CLAIM =
            "D0B1\u001e\u001cAM01\u001cC419780308\u001cCBThrenwick\u001d\u001e\u001cAM07\u001cD27";
    private static final String LINES =
            "NCPDP Telecommunication message\nAM01 Patient\nCB Patient Last Name: Threnwick\n";
    private static final List<String> RECORDS = List.of(HL7, JSON, XML, CDA, X12, SCRIPT, CLAIM, LINES);

    static List<String> records() {
        return RECORDS;
    }

    static List<String> repeated() {
        return List.of(
                HL7,
                JSON,
                XML,
                CDA,
                X12,
                SCRIPT,
                CLAIM,
                LINES,
                "record: NewRx\n",
                "record: NewRx\nLastName: x\n",
                "\u001cAM01",
                "\u001c",
                "\u001cCY",
                "\u001cAM01\n\n",
                "NCPDP Telecommunication message\n",
                "NCPDP Telecommunication message",
                "NCPDP Telecommunication message\nCB\nCB :",
                "MSH|",
                "MSH|\n",
                "PID|\n",
                "PID|1||7\nx\n",
                "MSHa",
                "MSH\"^~\n",
                "MSH||||\nPID||||\n",
                "MSH||||PID^^^~~~",
                "ISA*",
                "ISA*A*B~",
                "ISA",
                "{\"resourceType\":\"Patient\",",
                "{\"resourceType\":\"Patient\"}",
                "\"resourceType\":\"Patient\"{[",
                "[{",
                "<ClinicalDocument ",
                "<ClinicalDocument>",
                "<ClinicalDocument a=\"",
                "<ClinicalDocument><!--",
                "</ClinicalDocument>",
                "<Patient xmlns=\"http://hl7.org/fhir\">",
                "http://hl7.org/fhir\" ",
                "ncpdp ",
                "<NewRx><NewRx ");
    }

    private static long checked(String text) {
        PatternTier.Outcome outcome = TIER.scan(text);
        assertThat(outcome.reasons()).doesNotContain(DegradedReason.DETECTOR_FAILED, DegradedReason.TIMEOUT);
        assertThat(outcome.steps()).isLessThan((long) STEPS_A_UNIT * text.length() + 1000);
        return outcome.steps();
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void oneThingRepeatedCostsLinearWork(String unit) {
        long once = checked(unit.repeat(100_000 / unit.length()));
        long twice = checked(unit.repeat(200_000 / unit.length()));
        assertThat(twice).isLessThan(once * 3 + 1000);
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordMayEndAnywhere(String record) {
        for (int end = 0; end <= record.length(); end++) {
            checked(record.substring(0, end));
            checked(record.substring(end));
        }
    }

    @Test
    void aFieldOfAMegabyteIsRead() {
        String field = "A".repeat(MEGABYTE);
        for (String record : RECORDS) {
            checked(record.replace("Threnwick", field).replace("THRENWICK", field));
            checked(record.replace("Threnwick", field).replace("THRENWICK", field) + record);
        }
        checked("MSH|^~\\&|A\nPID|1||" + "~".repeat(MEGABYTE) + "\n");
        checked("MSH|^~\\&|A\nPID|1||" + "^".repeat(MEGABYTE) + "\n");
        checked("MSH|^~\\&|A\nPID" + "|".repeat(MEGABYTE) + "\n");
    }

    @Test
    void aHundredThousandSegmentsAreRead() {
        checked("MSH|^~\\&|A\n" + "PID|1||7\n".repeat(100_000));
        checked("MSH|^~\\&|A\n" + "x\n".repeat(100_000));
        checked(X12.replace("IEA*1*1~", "") + "N3*1 A~".repeat(100_000));
        checked("{\"resourceType\":\"Bundle\",\"a\":" + "[{\"b\":".repeat(100_000));
        checked("<ClinicalDocument>" + "<a>".repeat(100_000) + "</a>".repeat(100_000));
    }

    @Test
    void signsInThePlacesOfDelimitersNeverFail() {
        long seed = 20261123;
        Random random = new Random(seed);
        for (int round = 0; round < 1500; round++) {
            StringBuilder record = new StringBuilder(RECORDS.get(random.nextInt(RECORDS.size())));
            for (int i = random.nextInt(12); i >= 0; i--) {
                int at = random.nextInt(record.length());
                switch (random.nextInt(3)) {
                    case 0 -> record.setCharAt(at, (char) random.nextInt(0x80));
                    case 1 -> record.insert(at, "|^~\\&*~:<>\"{}[]=A0\n\r".charAt(random.nextInt(19)));
                    default -> record.deleteCharAt(at).append('\n');
                }
            }
            assertThat(Found.outcome(record.toString()).reasons())
                    .as("seed %d round %d", seed, round)
                    .doesNotContain(DegradedReason.DETECTOR_FAILED);
        }
    }
}
