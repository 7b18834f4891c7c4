package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.pattern.PatternTier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of pharmacies: each field with its name, whatever its value looks like. */
class NcpdpTextTests {
    private static Extraction read(byte[] message) {
        Collected collected = new Collected(ExtractionSettings.defaults());
        String text = PlainText.recognise(message, null).orElseThrow();
        collected.mediaType(PlainText.read(
                text, "", PartKind.DOCUMENT, "", Optional.empty(), Optional.empty(), 1_000_000, collected));
        return collected.finish(Duration.ZERO);
    }

    private static String words(byte[] message) {
        return read(message).text().canonical();
    }

    /** The types that the patterns find for exactly this value. */
    private static Map<FindingType, Long> types(String text, String value) {
        int start = text.indexOf(value);
        return PatternTier.standard().scan(text).findings().stream()
                .filter(finding -> finding.start() == start && finding.end() == start + value.length())
                .collect(Collectors.groupingBy(Finding::type, Collectors.counting()));
    }

    @Test
    void aClaimIsReadFieldByField() {
        Extraction claim = read(PharmacyPlaces.claim("SFAM01~C419780308~CAAnna~CBThrenwickGFAM07~EM1~D2000000123456"));

        assertThat(claim.mediaType()).isEqualTo("application/x-ncpdp-telecommunication");
        assertThat(claim.complete()).isTrue();
        assertThat(claim.text().canonical()).isEqualTo("""
                NCPDP Telecommunication message
                A1 BIN Number: 999999
                A2 Version: D0
                A3 Transaction Code: B1
                A4 Processor Control Number: EXAMPLEPCN
                A9 Transaction Count: 1
                B2 Service Provider ID Qualifier: 01
                B1 Service Provider ID: 1999999984
                D1 Date of Service: 20260915
                AK Software Certification ID: EXAMPLE
                AM04 Insurance
                C2 Cardholder ID: M7
                AM01 Patient
                C4 Date of Birth: 19780308
                CA Patient First Name: Anna
                CB Patient Last Name: Threnwick
                AM07 Claim
                EM Prescription Reference Number Qualifier: 1
                D2 Prescription Reference Number: 000000123456""");
    }

    @Test
    void aMessageOfSeveralLinesAndOneAfterAnotherAreRead() {
        String first = new String(PharmacyPlaces.claim("SFAM01~CBThrenwick"), StandardCharsets.US_ASCII);
        String second = new String(PharmacyPlaces.claim("SFAM01~CBOsei"), StandardCharsets.US_ASCII);
        String lines = first.replace("\u001e", "\r\n\u001e");

        assertThat(words((first + "\n" + second + "\n").getBytes(StandardCharsets.US_ASCII)))
                .contains(
                        "CB Patient Last Name: Threnwick\nNCPDP Telecommunication message",
                        "CB Patient Last Name: Osei");
        assertThat(words(lines.getBytes(StandardCharsets.US_ASCII)))
                .contains("NCPDP Telecommunication message\nAM04 Insurance", "CB Patient Last Name: Threnwick");
    }

    @Test
    void aResponseIsRead() {
        String response = "D0B11A011999999984     20260915\u001d\u001e\u001cAM21\u001cANP\u001cF3K7\u001cF4See Anna";

        assertThat(words(response.getBytes(StandardCharsets.US_ASCII)))
                .contains("F1 Header Response Status: A", "F3 Authorization Number: K7", "F4 Message: See Anna");
    }

    @Test
    void otherTextWithSeparatorsIsNoClaim() {
        String text = "One record with a field\u001eAM04 and nothing more\u001cAM01 of it";

        assertThat(read(text.getBytes(StandardCharsets.US_ASCII)).mediaType()).isEqualTo("text/plain");
    }

    @ParameterizedTest
    @CsvSource({
        "CB, PERSON",
        "CA, PERSON",
        "CD, PERSON",
        "DR, PERSON",
        "C4, DATE_OF_BIRTH",
        "CM, ADDRESS",
        "CN, LOCATION",
        "CP, POSTAL_CODE",
        "CQ, PHONE",
        "HN, EMAIL",
        "C2, HEALTH_PLAN",
        "DB, LICENSE",
        "D2, IDENTIFIER"
    })
    void theClassifierKnowsWhatAFieldHoldsAsSentAndAsRead(String code, FindingType type) {
        byte[] claim = PharmacyPlaces.claim("SFAM01~" + code + "Q70q");

        assertThat(types(new String(claim, StandardCharsets.US_ASCII), "Q70q")).containsKey(type);
        assertThat(types(words(claim), "Q70q")).containsKey(type);
        assertThat(PatternTier.standard().scan(words(claim)).findings())
                .extracting(Finding::type)
                .contains(FindingType.CLINICAL_RECORD);
    }

    @ParameterizedTest
    @CsvSource({
        "<Name><LastName>Threnwick</LastName></Name>, Threnwick, PERSON",
        "<Name><FirstName>Zbyslava</FirstName></Name>, Zbyslava, PERSON",
        "<DateOfBirth><Date>1978-03-08</Date></DateOfBirth>, 1978-03-08, DATE_OF_BIRTH",
        "<PrimaryTelephone><Number>5035550110</Number></PrimaryTelephone>, 5035550110, PHONE",
        "<Identification><SocialSecurity>123456789</SocialSecurity></Identification>, 123456789, SSN",
        "<Address><AddressLine1>77 Quarry Bend</AddressLine1></Address>, 77 Quarry Bend, ADDRESS",
        "<Identification><MedicalRecordIdentificationNumberEHR>K70412</MedicalRecordIdentificationNumberEHR></Identification>, K70412, MRN",
        "<BenefitsCoordination><CardholderID>K70412</CardholderID></BenefitsCoordination>, K70412, HEALTH_PLAN"
    })
    void aPrescriptionKeepsWhatItsElementsSay(String xml, String value, FindingType type) throws XMLStreamException {
        ElementText out = new ElementText();
        XmlReader.render(PharmacyPlaces.prescription(xml), out, 10_000);

        assertThat(types(out.text().toString(), value)).containsKey(type);
        assertThat(PatternTier.standard().scan(out.text().toString()).findings())
                .extracting(Finding::type)
                .contains(FindingType.CLINICAL_RECORD);
    }
}
