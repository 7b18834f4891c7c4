package dev.sluice.classifier.pattern;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes numbers of every scheme by trying random ones against the congruences that the authorities publish. */
final class NumberSamples {
    /** What the check of a number is sure to notice. */
    enum Guard {
        /** Nothing: there is no check. */
        NONE,
        /** Nearly every single wrong digit. */
        MOST,
        /** Every single wrong digit. */
        DIGIT,
        /** Every single wrong digit, and two neighbours exchanged unless they are 0 and 9. */
        LUHN,
        /** Every single wrong digit and two neighbours exchanged. */
        SWAP
    }

    /**
     * One scheme.
     *
     * @param label what stands beside the number in its country's language
     * @param checked places of the value that the check covers, from the first on
     * @param make a number as it is usually written
     */
    record Sample(String scheme, String label, Guard guard, int checked, Function<Random, String> make) {
        @Override
        public String toString() {
            return scheme + " " + label;
        }
    }

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    static final List<Sample> ALL = List.of(
            sample(
                    "uk-nhs",
                    "NHS number",
                    Guard.SWAP,
                    10,
                    "### ### ####",
                    v -> Congruences.sum(v, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0),
            sample("uk-nino", "National Insurance number", Guard.NONE, 0, "AB ## ## ## C", v -> true),
            sample("uk-utr", "UTR", Guard.MOST, 10, "##### #####", Congruences::isTaxpayer),
            sample("uk-driving-licence", "Driving licence", Guard.NONE, 0, "MORGA657054SM#IJ", v -> true),
            sample("uk-driving-licence", "Driving licence", Guard.NONE, 0, "FO999#11128JA#XY", v -> true),
            sample(
                    "ie-pps",
                    "PPS number",
                    Guard.DIGIT,
                    7,
                    "#######@",
                    v -> Congruences.sum(v, 8, 7, 6, 5, 4, 3, 2) % 23 == (Congruences.letter(v, 7) + 1) % 23
                            && v.charAt(7) < 'X'),
            sample(
                    "ie-pps",
                    "PPSN",
                    Guard.DIGIT,
                    7,
                    "#######@A",
                    v -> (9 + Congruences.sum(v, 8, 7, 6, 5, 4, 3, 2)) % 23 == (Congruences.letter(v, 7) + 1) % 23
                            && v.charAt(7) < 'X'),
            sample("us-npi", "NPI", Guard.LUHN, 10, "1#########", v -> Congruences.luhn("80840" + v)),
            sample("us-ssn", "social security number", Guard.NONE, 0, "21909####", v -> !v.endsWith("0000")),
            sample("us-itin", "ITIN", Guard.NONE, 0, "91278####", v -> true),
            sample("us-mbi", "Medicare number", Guard.NONE, 0, "1EG4-TE5-MK##", v -> true),
            sample(
                    "us-dea",
                    "DEA number",
                    Guard.MOST,
                    9,
                    "BM#######",
                    v -> Congruences.sum(v.substring(2), 1, 2, 1, 2, 1, 2) % 10 == Congruences.digit(v, 8)),
            sample("ca-sin", "social insurance number", Guard.LUHN, 9, "1## ### ###", Congruences::luhn),
            sample(
                    "ca-health-ontario",
                    "health card number",
                    Guard.LUHN,
                    10,
                    "5###-###-###-JM",
                    v -> Congruences.luhn(v.substring(0, 10))),
            sample("ca-health-quebec", "RAMQ", Guard.NONE, 0, "TREM 8501 15##", v -> true),
            sample("br-cpf", "CPF", Guard.MOST, 11, "###.###.###-##", Congruences::isBrazilian),
            sample(
                    "br-pis",
                    "NIS PIS",
                    Guard.MOST,
                    11,
                    "###.#####.##-#",
                    v -> (Congruences.sum(v, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) + Congruences.digit(v, 10)) % 11 == 0),
            sample("mx-curp", "CURP", Guard.NONE, 0, "BADD110313HCMLNS##", Congruences::isCurp),
            sample("mx-rfc", "RFC", Guard.MOST, 10, "VECJ880326X##", Congruences::isRfc),
            sample("mx-nss", "número de seguridad social", Guard.LUHN, 11, "92-91-87-####-#", Congruences::luhn),
            sample("de-steuer-id", "Steuer-ID", Guard.DIGIT, 11, "8# ### ### ###", Congruences::isGermanTax),
            sample(
                    "de-rentenversicherung",
                    "Rentenversicherungsnummer",
                    Guard.MOST,
                    8,
                    "65 170839 J ###",
                    Congruences::isPension),
            sample(
                    "de-krankenversicherung",
                    "Versichertennummer",
                    Guard.DIGIT,
                    10,
                    "A#########",
                    Congruences::isHealth),
            sample("de-ausweis", "Personalausweis", Guard.DIGIT, 10, "L##X##T###", Congruences::isTravel),
            sample(
                    "ch-ahv",
                    "AHV-Nummer",
                    Guard.DIGIT,
                    13,
                    "756.####.####.##",
                    v -> Congruences.sum(v, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0),
            sample(
                    "fr-nir",
                    "numéro de sécurité sociale",
                    Guard.SWAP,
                    15,
                    "1 84 12 76 ### ### ##",
                    v -> Congruences.isFrench(v, v.substring(0, 13))),
            sample(
                    "fr-nir",
                    "numéro de sécurité sociale",
                    Guard.DIGIT,
                    5,
                    "2 84 12 2A ### ### ##",
                    v -> Congruences.isFrench(v, v.substring(0, 13).replace("2A", "19"))),
            sample(
                    "fr-nir",
                    "n° de sécurité sociale",
                    Guard.DIGIT,
                    5,
                    "2 84 12 2B ### ### ##",
                    v -> Congruences.isFrench(v, v.substring(0, 13).replace("2B", "18"))),
            sample(
                    "fr-spi",
                    "numéro fiscal",
                    Guard.SWAP,
                    13,
                    "30 23 ### ### ###",
                    v -> Congruences.modulo(v.substring(0, 10), 511) == Integer.parseInt(v.substring(10))),
            sample(
                    "nl-bsn",
                    "BSN",
                    Guard.SWAP,
                    9,
                    "1## ### ###",
                    v -> Congruences.sum(v, 9, 8, 7, 6, 5, 4, 3, 2, 10) % 11 == 0),
            sample(
                    "be-rijksregister",
                    "rijksregisternummer",
                    Guard.MOST,
                    11,
                    "85.07.30-###.##",
                    v -> (Congruences.modulo(v.substring(0, 9), 97) + Congruences.modulo(v.substring(9), 1000)) % 97
                                    == 0
                            && !v.matches(".*(00|98|99)")),
            sample(
                    "be-rijksregister",
                    "numéro de registre national",
                    Guard.MOST,
                    11,
                    "05.07.30-###.##",
                    v -> (Congruences.modulo("2" + v.substring(0, 9), 97) + Congruences.modulo(v.substring(9), 1000))
                                            % 97
                                    == 0
                            && !v.matches(".*(00|98|99)")),
            sample(
                    "es-dni",
                    "DNI",
                    Guard.SWAP,
                    8,
                    "########-@",
                    v -> Congruences.isSpanish(v.substring(0, 8), v.charAt(8))),
            sample(
                    "es-nie",
                    "NIE",
                    Guard.SWAP,
                    8,
                    "Y-#######-@",
                    v -> Congruences.isSpanish("1" + v.substring(1, 8), v.charAt(8))),
            sample(
                    "es-nuss",
                    "número de la Seguridad Social",
                    Guard.MOST,
                    12,
                    "28/1#######/##",
                    v -> Congruences.modulo(v.substring(0, 10), 97) == Integer.parseInt(v.substring(10))),
            sample("it-codice-fiscale", "codice fiscale", Guard.DIGIT, 15, "RSSMRA8#T1#A5##@", Congruences::isItalian),
            sample("it-codice-fiscale", "codice fiscale", Guard.DIGIT, 15, "RSSMRA8#T1LA5LN@", Congruences::isItalian),
            sample("se-personnummer", "personnummer", Guard.LUHN, 10, "811218-####", Congruences::luhn),
            sample("se-personnummer", "samordningsnummer", Guard.LUHN, 10, "701063-####", Congruences::luhn),
            sample(
                    "se-personnummer",
                    "personnummer",
                    Guard.NONE,
                    0,
                    "20121218-####",
                    v -> Congruences.luhn(v.substring(2))),
            sample("fi-henkilotunnus", "henkilötunnus", Guard.SWAP, 6, "131052-8##@", Congruences::isFinnish),
            sample("fi-henkilotunnus", "hetu", Guard.SWAP, 6, "131052Y2###", Congruences::isFinnish),
            sample(
                    "pl-pesel",
                    "PESEL",
                    Guard.DIGIT,
                    11,
                    "440514#####",
                    v -> Congruences.sum(v, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0),
            sample(
                    "pl-nip",
                    "NIP",
                    Guard.SWAP,
                    10,
                    "526-###-##-##",
                    v -> (Congruences.sum(v, 6, 5, 7, 2, 3, 4, 5, 6, 7) + 10 * Congruences.digit(v, 9)) % 11 == 0),
            sample("in-aadhaar", "Aadhaar", Guard.SWAP, 12, "2### #### ####", Congruences::isVerhoeff),
            sample("in-pan", "PAN card", Guard.NONE, 0, "ABCP@####@", v -> true),
            sample("jp-my-number", "マイナンバー", Guard.MOST, 12, "1### #### ####", Congruences::isMyNumber),
            sample("sg-nric", "NRIC", Guard.SWAP, 8, "S#######@", v -> Congruences.isSingaporean(v, 0)),
            sample("sg-nric", "FIN number", Guard.SWAP, 8, "T#######@", v -> Congruences.isSingaporean(v, 4)),
            sample(
                    "au-tfn",
                    "tax file number",
                    Guard.SWAP,
                    9,
                    "### ### ###",
                    v -> Congruences.sum(v, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0),
            sample(
                    "au-medicare",
                    "Medicare",
                    Guard.DIGIT,
                    9,
                    "2### ##### #",
                    v -> (Congruences.sum(v, 1, 3, 7, 9, 1, 3, 7, 9) + 9 * Congruences.digit(v, 8)) % 10 == 0),
            sample("za-id", "identity number", Guard.LUHN, 13, "800101 #### 08 #", Congruences::luhn),
            sample("vin", "VIN", Guard.DIGIT, 17, "1HGCM8###3A######", Congruences::isVehicle),
            sample("imei", "IMEI", Guard.LUHN, 15, "49-015420-######-#", Congruences::luhn),
            sample("uk-bank-account", "sort code and account", Guard.NONE, 0, "20-00-00 ########", v -> true),
            sample(
                    "mx-clabe",
                    "CLABE",
                    Guard.DIGIT,
                    18,
                    "002 010 ########### #",
                    v -> Congruences.sum(v, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0));

    private NumberSamples() {}

    private static Sample sample(
            String scheme, String label, Guard guard, int checked, String form, Predicate<String> valid) {
        return new Sample(scheme, label, guard, checked, random -> {
            while (true) {
                String number = filled(random, form);
                String value = number.replaceAll("[^0-9A-Z]", "");
                if (value.chars().distinct().count() > 2 && valid.test(value)) {
                    return number;
                }
            }
        });
    }

    private static String filled(Random random, String form) {
        StringBuilder number = new StringBuilder();
        for (char c : form.toCharArray()) {
            number.append(
                    c == '#' ? (char) ('0' + random.nextInt(10)) : c == '@' ? ALPHABET.charAt(random.nextInt(26)) : c);
        }
        return number.toString();
    }
}
