package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Where messages of pharmacies can hold text: NCPDP Telecommunication claims and SCRIPT prescriptions. */
final class PharmacyPlaces {
    private static final String CLAIM = "NCPDP Telecommunication";
    private static final String SCRIPT = "NCPDP SCRIPT";

    private PharmacyPlaces() {}

    static Stream<Planted> all() {
        return Stream.concat(claims(), prescriptions());
    }

    /** A billing with the fields of its segments parted as they are sent; F, G and S stand for the separators. */
    static byte[] claim(String segments) {
        String head =
                "999999" + "D0" + "B1" + "EXAMPLEPCN" + "1" + "01" + "1999999984     " + "20260915" + "EXAMPLE   ";
        return (head + "SFAM04~C2M7" + segments)
                .replace("SF", "\u001e\u001c")
                .replace("GF", "\u001d\u001e\u001c")
                .replace("~", "\u001c")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Planted claim(String place, String segments) {
        return Planted.read(CLAIM, place, value -> claim(segments.replace("VALUE", value)));
    }

    private static Stream<Planted> claims() {
        return Stream.of(
                claim("first name of the patient", "SFAM01~C419780308~CAVALUE~CBDoe"),
                claim("last name of the patient", "SFAM01~CBVALUE"),
                claim("address of the patient", "SFAM01~CM5 VALUE Rise~CNLeeds"),
                claim("mail address of the patient", "SFAM01~HNVALUE@example.org"),
                claim("number of the patient", "SFAM01~CX99~CYVALUE"),
                claim("name of the cardholder", "~CCVALUE"),
                claim("number of a group", "~C1VALUE"),
                claim("prescriber", "SFAM03~EZ01~DB1999999984~DRVALUE"),
                claim("claim behind a group separator", "GFAM07~EM1~D2VALUE"),
                claim("employer", "SFAM06~CFVALUE"),
                claim("narrative", "SFAM16~BMRead back to VALUE at noon"),
                claim("field of no known code", "SFAM01~QQVALUE"),
                claim("segment of no known number", "SFAM77~QQVALUE"),
                claim("field without a code", "~V").of("Field: V"),
                claim("text between segments", "\u001eVALUE"),
                Planted.read(
                        CLAIM,
                        "batch",
                        value -> ("\u000200T" + "EXAMPLE".repeat(10) + "\u0003\u0002G10000000001"
                                        + new String(
                                                claim("SFAM01~CBVALUE".replace("VALUE", value)),
                                                StandardCharsets.US_ASCII)
                                        + "\u0003\u000299000000100000000031\u0003")
                                .getBytes(StandardCharsets.US_ASCII)),
                Planted.read(
                        CLAIM,
                        "record of a batch",
                        value -> ("\u000200T" + value + "EXAMPLE".repeat(9) + "\u0003\u0002G10000000001"
                                        + new String(claim(""), StandardCharsets.US_ASCII) + "\u0003")
                                .getBytes(StandardCharsets.US_ASCII)));
    }

    /** A prescription around some XML. */
    static byte[] prescription(String patient) {
        return ("<?xml version=\"1.0\"?><Message DatatypesVersion=\"20170715\" xmlns=\"http://www.ncpdp.org/schema/SCRIPT\">"
                        + "<Header><SentTime>2026-09-15T10:30:00</SentTime></Header><Body><NewRx><Patient><HumanPatient>"
                        + patient + "</HumanPatient></Patient></NewRx></Body></Message>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Planted prescription(String place, String patient) {
        return Planted.read(SCRIPT, place, value -> prescription(patient.replace("VALUE", value)));
    }

    private static Stream<Planted> prescriptions() {
        return Stream.of(
                prescription("name", "<Name><LastName>VALUE</LastName></Name>"),
                prescription("address", "<Address><AddressLine1>VALUE</AddressLine1></Address>"),
                prescription(
                        "mail address",
                        "<CommunicationNumbers><ElectronicMail>VALUE</ElectronicMail></CommunicationNumbers>"),
                prescription(
                        "number",
                        "<Identification><MedicalRecordIdentificationNumberEHR>VALUE</MedicalRecordIdentificationNumberEHR></Identification>"),
                prescription("attribute", "<Name Qualifier=\"VALUE\"/>"),
                prescription("comment", "<!-- VALUE -->"),
                prescription("character data", "<Note><![CDATA[VALUE]]></Note>"));
    }
}
