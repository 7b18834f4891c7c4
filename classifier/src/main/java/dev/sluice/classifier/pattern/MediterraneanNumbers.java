package dev.sluice.classifier.pattern;

import static dev.sluice.classifier.pattern.NumberScheme.Alone.ALWAYS;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.GROUPED;

import dev.sluice.classifier.FindingType;
import java.util.List;

/** Numbers of persons in Spain and Italy. */
final class MediterraneanNumbers {
    private static final String OMOCODE = "LMNPQRSTUV";

    static final List<NumberScheme> SCHEMES = List.of(
            NumberScheme.of(
                    "es-dni", FindingType.NATIONAL_ID, ALWAYS, MediterraneanNumbers::isIdentity, "99.999.999-A"),
            NumberScheme.of(
                    "es-nie",
                    FindingType.NATIONAL_ID,
                    ALWAYS,
                    MediterraneanNumbers::isForeigner,
                    "A-9999999-A",
                    "A-9.999.999-A"),
            NumberScheme.of(
                            "es-nuss",
                            FindingType.NATIONAL_ID,
                            GROUPED,
                            MediterraneanNumbers::isSocial,
                            "99/99999999/99")
                    .hinted("nuss", "naf", "nss"),
            NumberScheme.of(
                    "it-codice-fiscale",
                    FindingType.NATIONAL_ID,
                    ALWAYS,
                    MediterraneanNumbers::isFiscal,
                    "AAA AAA 9D A DD A DDD A"));

    private MediterraneanNumbers() {}

    /** Real decreto 1553/2005 article 11: the letter is the number modulo 23. */
    private static boolean isIdentity(String value) {
        return Checksums.spanishIdentity(value.substring(0, 8), value.charAt(8));
    }

    /** Orden INT/2058/2008: X, Y and Z stand for 0, 1 and 2. */
    private static boolean isForeigner(String value) {
        int first = "XYZ".indexOf(value.charAt(0));
        return first >= 0 && Checksums.spanishIdentity(first + value.substring(1, 8), value.charAt(8));
    }

    /** Tesorería General de la Seguridad Social: province and number modulo 97. */
    private static boolean isSocial(String value) {
        long province = NumberSchemes.number(value, 0, 2);
        long number = NumberSchemes.number(value, 2, 10);
        long base = number < 10_000_000 ? number + province * 10_000_000 : number + province * 100_000_000;
        return province >= 1 && (province <= 53 || province == 66) && base % 97 == NumberSchemes.number(value, 10, 12);
    }

    /** Decreto ministeriale of 23 December 1976; letters stand for digits where two persons would share a code. */
    private static boolean isFiscal(String value) {
        int day = 10 * digit(value.charAt(9)) + digit(value.charAt(10));
        return "ABCDEHLMPRST".indexOf(value.charAt(8)) >= 0
                && (day >= 1 && day <= 31 || day >= 41 && day <= 71)
                && Checksums.italianTax(value);
    }

    private static int digit(char c) {
        return Tokenizer.isDigit(c) ? c - '0' : OMOCODE.indexOf(c);
    }
}
