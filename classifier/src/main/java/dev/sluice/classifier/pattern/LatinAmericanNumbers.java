package dev.sluice.classifier.pattern;

import static dev.sluice.classifier.pattern.NumberScheme.Alone.ALWAYS;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.GROUPED;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.NEVER;

import dev.sluice.classifier.FindingType;
import java.util.List;

/** Numbers of persons in Brazil and Mexico; a Brazilian CNPJ is a company's and none of them. */
final class LatinAmericanNumbers {
    private static final String CURP = "0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ";
    private static final String RFC = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ \u00d1";

    static final List<NumberScheme> SCHEMES = List.of(
            NumberScheme.of("br-cpf", FindingType.TAX_ID, GROUPED, LatinAmericanNumbers::isTaxpayer, "999.999.999-99")
                    .hinted("cpf"),
            NumberScheme.of("br-pis", FindingType.NATIONAL_ID, NEVER, LatinAmericanNumbers::isWorker, "999.99999.99-9")
                    .hinted("pis", "nis", "pasep"),
            NumberScheme.of(
                    "mx-curp",
                    FindingType.NATIONAL_ID,
                    ALWAYS,
                    LatinAmericanNumbers::isPopulation,
                    "AAAA999999AAAAAA*9"),
            NumberScheme.of(
                            "mx-rfc",
                            FindingType.TAX_ID,
                            ALWAYS,
                            LatinAmericanNumbers::isContributor,
                            "AAAA-999999-***")
                    .hinted("rfc"),
            NumberScheme.of("mx-nss", FindingType.NATIONAL_ID, NEVER, LatinAmericanNumbers::isSocial, "99-99-99-9999-9")
                    .hinted("nss", "imss"));

    private LatinAmericanNumbers() {}

    /** Receita Federal: two check digits, weights 10 to 2 and 11 to 2 modulo 11. */
    private static boolean isTaxpayer(String value) {
        int first = Checksums.weighted(value, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = Checksums.weighted(value, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return first == value.charAt(9) - '0' && second == value.charAt(10) - '0' && !NumberSchemes.isUniform(value);
    }

    /** Caixa: weights 3, 2, 9 to 2 modulo 11. */
    private static boolean isWorker(String value) {
        int check = 11 - Checksums.weighted(value, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return (check > 9 ? 0 : check) == value.charAt(10) - '0' && !NumberSchemes.isUniform(value);
    }

    /** RENAPO, Instructivo normativo: weights 18 to 2 modulo 10 over an alphabet with Ñ. */
    private static boolean isPopulation(String value) {
        if (!isBirth(value) || "HMX".indexOf(value.charAt(10)) < 0) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += CURP.indexOf(value.charAt(i)) * (18 - i);
        }
        return (10 - sum % 10) % 10 == value.charAt(17) - '0';
    }

    /** SAT, Anexo 1-A: weights 13 to 2 modulo 11; a person's has four letters and a date. */
    private static boolean isContributor(String value) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += RFC.indexOf(value.charAt(i)) * (13 - i);
        }
        int check = (11 - sum % 11) % 11;
        return isBirth(value) && value.charAt(12) == (check == 10 ? 'A' : (char) ('0' + check));
    }

    private static boolean isBirth(String value) {
        return "AEIOUX".indexOf(value.charAt(1)) >= 0
                && NumberSchemes.isDate(NumberSchemes.number(value, 6, 8), NumberSchemes.number(value, 8, 10));
    }

    private static boolean isSocial(String value) {
        return Checksums.luhn(value) && !NumberSchemes.isUniform(value);
    }
}
