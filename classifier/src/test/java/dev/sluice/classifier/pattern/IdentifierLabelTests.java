package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number is held beside its label even if it is mistyped, in the label's own language and as a column's head too. */
final class IdentifierLabelTests {
    @ParameterizedTest
    @CsvSource({
        "Steueridentifikationsnummer,86095742718",
        "Steuer-Identifikationsnummer,86 095 742 718",
        "Rentenversicherungsnummer,65170839J004",
        "Personalausweisnummer,L01X00T472",
        "Krankenversichertennummer,A123456781",
        "Führerscheinnummer,B072RRE2I55",
        "Numéro de sécurité sociale,184127645108947",
        "Numéro fiscal,3023217600054",
        "Número de la Seguridad Social,281234567841",
        "Codice fiscale,RSSMRA85T10A562X",
        "Carta d'identità,CA00000AA1234",
        "Burgerservicenummer,111222334",
        "Rijksregisternummer,85073003329",
        "Numer PESEL,44051401358",
        "Dowód osobisty,ABC123456",
        "Samordningsnummer,7010632392",
        "Henkilötunnus,131052-308X",
        "AHV-Nr,7569217076986",
        "Passeport,12AB34568",
        "Tax file number,123456783",
        "PPS number,1234567X",
        "Clave de elector,GMVLMR80070501M100",
        "Cadastro de pessoas físicas,11144477736",
        "Kontonummer,532013001",
        "Historia clínica,4471992"
    })
    void aMistypedNumberIsStillHeld(String label, String number) {
        for (String text : new String[] {
            label + ": " + number,
            label + "\n" + number,
            "Town;" + label + ";Year\nLeeds;" + number + ";2021\n",
            "town,year," + label + "\nLeeds,2021," + number + "\n"
        }) {
            assertThat(Category.of(Found.in(text)))
                    .as("%s gave %s", text, Found.in(text))
                    .contains(Category.PII);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "The nir band at 123456789 counts was noisy.",
        "See RFC 5321 and nip the bud 5260001247 times.",
        "build 85073003328 of 2021",
        "order 1234567893 shipped in 3 boxes",
        "id 11144477735 was reindexed"
    })
    void anOrdinaryWordNamesNothingWithoutTheCheck(String text) {
        assertThat(Found.in(text))
                .noneMatch(finding -> finding.recognizer().equals("national-number")
                        || finding.recognizer().equals("code-shape"));
    }
}
