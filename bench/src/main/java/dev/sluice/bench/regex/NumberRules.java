package dev.sluice.bench.regex;

import static dev.sluice.bench.regex.NumberRules.Needs.A_LABEL;
import static dev.sluice.bench.regex.NumberRules.Needs.A_LABEL_OR_ITS_FORM;
import static dev.sluice.bench.regex.NumberRules.Needs.NOTHING;

import dev.sluice.classifier.FindingType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The numbers by country of {@code docs/recognizers.md}: their forms, checks and what must stand beside them. */
final class NumberRules {
    /** What a number of this form needs to count. */
    enum Needs {
        NOTHING,
        A_LABEL,
        A_LABEL_OR_ITS_FORM
    }

    private static final FindingType ID = FindingType.NATIONAL_ID;
    private static final FindingType TAX = FindingType.TAX_ID;
    private static final FindingType PLAN = FindingType.HEALTH_PLAN;

    static final List<RegexRule> ALL = rules();

    private NumberRules() {}

    private static List<RegexRule> rules() {
        List<RegexRule> all = new ArrayList<>();
        british(all);
        american(all);
        central(all);
        western(all);
        northern(all);
        farther(all);
        things(all);
        return List.copyOf(all);
    }

    private static void british(List<RegexRule> all) {
        add(all, "uk-nhs", ID, A_LABEL_OR_ITS_FORM, EuropeanChecks::isNhs, "nhs|chi", "999 999 9999");
        add(all, "uk-nino", ID, NOTHING, EuropeanChecks::isBritishInsurance, "", "AA 99 99 99 A");
        add(all, "uk-utr", TAX, A_LABEL, EuropeanChecks::isBritishTaxpayer, "utr", "99999 99999");
        add(
                all,
                "uk-driving-licence",
                FindingType.DRIVER_LICENSE,
                NOTHING,
                EuropeanChecks::isBritishDriver,
                "",
                "AAAAA 999999 A*9AA");
        add(all, "ie-pps", ID, A_LABEL, EuropeanChecks::isIrish, "ppsn?", "9999999A");
        add(all, "ie-pps", ID, A_LABEL, EuropeanChecks::isIrish, "ppsn?", "9999999AA");
    }

    private static void american(List<RegexRule> all) {
        add(all, "us-npi", FindingType.LICENSE, A_LABEL, NumberChecks::isProvider, "npi|provider", "9999999999");
        add(all, "us-mbi", PLAN, NOTHING, NumberChecks::isMedicareBeneficiary, "", "9A*9-A*9-AA99");
        add(all, "us-dea", FindingType.LICENSE, A_LABEL, NumberChecks::isDrugRegistration, "dea", "AA9999999");
        add(all, "ca-sin", ID, A_LABEL, NumberChecks::isCanadianInsurance, "sin|nas|social insurance", "999 999 999");
        String ontario = "ohip|health (?:card|number)";
        add(all, "ca-health-ontario", PLAN, A_LABEL_OR_ITS_FORM, NumberChecks::isOntario, ontario, "9999-999-999-AA");
        add(all, "ca-health-ontario", PLAN, A_LABEL_OR_ITS_FORM, NumberChecks::isOntario, ontario, "9999-999-999");
        add(all, "ca-health-quebec", PLAN, A_LABEL, NumberChecks::isQuebec, "ramq|nam", "AAAA 9999 9999");
        add(all, "br-cpf", TAX, A_LABEL_OR_ITS_FORM, NumberChecks::isBrazilianTaxpayer, "cpf", "999.999.999-99");
        add(all, "br-pis", ID, A_LABEL, NumberChecks::isBrazilianWorker, "pis|nis|pasep", "999.99999.99-9");
        add(all, "mx-curp", ID, NOTHING, NumberChecks::isMexicanPopulation, "", "AAAA999999AAAAAA*9");
        add(all, "mx-rfc", TAX, NOTHING, NumberChecks::isMexicanTaxpayer, "", "AAAA-999999-***");
        add(all, "mx-nss", ID, A_LABEL, NumberChecks::luhn, "nss|imss|seguridad social", "99-99-99-9999-9");
    }

    private static void central(List<RegexRule> all) {
        String tax = "idnr|tin|steuer\\W?id\\w*|steueridentifikationsnummer";
        add(all, "de-steuer-id", TAX, A_LABEL, EuropeanChecks::isGermanTaxpayer, tax, "99 999 999 999");
        add(all, "de-rentenversicherung", ID, NOTHING, EuropeanChecks::isGermanPension, "", "99 999999 A 999");
        String insured = "kvnr|versichertennummer|krankenversicher\\w*";
        add(all, "de-krankenversicherung", PLAN, A_LABEL, EuropeanChecks::isGermanHealth, insured, "A 999 999 999");
        String document = "personalausweis\\w*|reisepass\\w*|ausweis\\w*|passport";
        add(
                all,
                "de-ausweis",
                FindingType.PASSPORT,
                A_LABEL,
                EuropeanChecks::isGermanDocument,
                document,
                "P******** 9");
        add(all, "ch-ahv", ID, NOTHING, EuropeanChecks::isSwiss, "", "756.9999.9999.99");
    }

    private static void western(List<RegexRule> all) {
        add(all, "fr-nir", ID, NOTHING, EuropeanChecks::isFrenchSocial, "", "9 99 99 9* 999 999 99");
        add(
                all,
                "fr-spi",
                TAX,
                A_LABEL,
                EuropeanChecks::isFrenchTaxpayer,
                "spi|num[e\u00e9]ro fiscal",
                "99 99 999 999 999");
        String service = "bsn|sofinummer|burgerservicenummer";
        add(all, "nl-bsn", ID, A_LABEL, EuropeanChecks::isDutch, service, "999 999 999");
        add(all, "nl-bsn", ID, A_LABEL, EuropeanChecks::isDutch, service, "9999.99.999");
        String register = "insz|niss|rrn|rijksregister\\w*|registre national";
        add(all, "be-rijksregister", ID, A_LABEL_OR_ITS_FORM, EuropeanChecks::isBelgian, register, "99.99.99-999.99");
        add(all, "es-dni", ID, NOTHING, EuropeanChecks::isSpanish, "", "99.999.999-A");
        add(all, "es-nie", ID, NOTHING, EuropeanChecks::isSpanishForeigner, "", "X-9999999-A");
        String security = "nuss|naf|nss|seguridad social";
        add(all, "es-nuss", ID, A_LABEL_OR_ITS_FORM, EuropeanChecks::isSpanishSocial, security, "99/99999999/99");
        add(all, "it-codice-fiscale", ID, NOTHING, EuropeanChecks::isItalian, "", "AAA AAA 9D A DD A DDD A");
    }

    private static void northern(List<RegexRule> all) {
        add(all, "se-personnummer", ID, NOTHING, EuropeanChecks::isSwedish, "", "999999S9999");
        add(all, "se-personnummer", ID, NOTHING, EuropeanChecks::isSwedish, "", "99999999S9999");
        String person = "personnummer|samordningsnummer";
        add(all, "se-personnummer", ID, A_LABEL, EuropeanChecks::isSwedish, person, "999999 9999");
        add(all, "se-personnummer", ID, A_LABEL, EuropeanChecks::isSwedish, person, "99999999 9999");
        add(all, "fi-henkilotunnus", ID, NOTHING, EuropeanChecks::isFinnish, "", "999999C999*");
        add(all, "pl-pesel", ID, A_LABEL, EuropeanChecks::isPolish, "pesel", "999999 99999");
        add(all, "pl-nip", TAX, A_LABEL, EuropeanChecks::isPolishTaxpayer, "nip", "999-999-99-99");
        add(all, "pl-nip", TAX, A_LABEL, EuropeanChecks::isPolishTaxpayer, "nip", "999-99-99-999");
    }

    private static void farther(List<RegexRule> all) {
        add(all, "in-aadhaar", ID, A_LABEL_OR_ITS_FORM, NumberChecks::isAadhaar, "aadhaa?r|uid", "9999 9999 9999");
        add(all, "in-pan", TAX, A_LABEL, value -> value.charAt(3) == 'P', "pan", "AAAAA9999A");
        String japanese = "my ?number|\u30de\u30a4\u30ca\u30f3\u30d0\u30fc|\u500b\u4eba\u756a\u53f7";
        add(all, "jp-my-number", ID, A_LABEL, NumberChecks::isJapanese, japanese, "9999 9999 9999");
        add(all, "sg-nric", ID, NOTHING, NumberChecks::isSingaporean, "", "G9999999A");
        add(all, "au-tfn", TAX, A_LABEL, NumberChecks::isAustralianTaxpayer, "tfn|tax file", "999 999 999");
        add(all, "au-medicare", PLAN, A_LABEL, NumberChecks::isAustralianMedicare, "medicare", "9999 99999 9");
        add(all, "au-medicare", PLAN, A_LABEL, NumberChecks::isAustralianMedicare, "medicare", "9999 99999 9 9");
        String identity = "identity|identiteit\\w*";
        add(all, "za-id", ID, A_LABEL_OR_ITS_FORM, NumberChecks::isSouthAfrican, identity, "999999 9999 99 9");
    }

    private static void things(List<RegexRule> all) {
        add(all, "vin", FindingType.VEHICLE, NOTHING, NumberChecks::isVehicle, "", "VVVVVVVVVVVVVVVVV");
        String device = "imei|device|serial";
        add(all, "imei", FindingType.DEVICE, A_LABEL_OR_ITS_FORM, NumberChecks::luhn, device, "99-999999-999999-9");
        String bank = "sort code|account|routing|bank";
        add(all, "uk-bank-account", FindingType.ACCOUNT, A_LABEL, value -> true, bank, "99-99-99 99999999");
        add(
                all,
                "mx-clabe",
                FindingType.ACCOUNT,
                A_LABEL,
                NumberChecks::isClabe,
                "clabe|cuenta",
                "999 999 99999999999 9");
    }

    private static void add(
            List<RegexRule> all,
            String name,
            FindingType type,
            Needs needs,
            Predicate<String> check,
            String label,
            String form) {
        String loose = regex(form, separator -> "[ .\\-/]?");
        String own = regex(form, separator -> "\\" + separator);
        String ownOrNone = regex(form, separator -> "\\" + separator + "?");
        boolean labelled = needs == A_LABEL || needs == A_LABEL_OR_ITS_FORM;
        Pattern pattern = Pattern.compile("(?<![\\w])" + (needs == NOTHING ? ownOrNone : loose) + "(?![\\w])");
        all.add(new RegexRule(
                name,
                type,
                pattern,
                check,
                needs == A_LABEL_OR_ITS_FORM ? Pattern.compile(own) : null,
                labelled ? Pattern.compile("(?iU)\\b(?:" + label + ")\\b") : null));
    }

    /**
     * A form as a regular expression: 9 a digit, A a letter, * either, D a digit or an Italian letter for one, C a Finnish
     * century, S a hyphen or plus, V a place of a vehicle number, P and G first letters of a German document and of a
     * number from Singapore, X that of a foreigner in Spain, 756 itself; a separator as {@code separator} writes it.
     */
    private static String regex(String form, Function<Character, String> separator) {
        StringBuilder out = new StringBuilder();
        int from = form.startsWith("756") ? 3 : 0;
        out.append(form, 0, from);
        for (int i = from; i < form.length(); i++) {
            char c = form.charAt(i);
            out.append(
                    switch (c) {
                        case '9' -> "\\d";
                        case 'A' -> "[A-Za-z]";
                        case '*' -> "[0-9A-Za-z]";
                        case 'D' -> "[0-9LMNPQRSTUVlmnpqrstuv]";
                        case 'C' -> "[-+A-FU-Y]";
                        case 'S' -> "[-+]";
                        case 'V' -> "[A-HJ-NPR-Za-hj-npr-z0-9]";
                        case 'P' -> "[CFGHJKLMNPRTVWXYZ]";
                        case 'G' -> "[STFGMstfgm]";
                        case 'X' -> "[XYZxyz]";
                        default -> separator.apply(c);
                    });
        }
        return out.toString();
    }
}
