package dev.sluice.bench.regex;

import dev.sluice.classifier.FindingType;
import java.util.List;

/** What a label names: record and account numbers, dates of a person, ages, pass words, pay, and markings. */
final class LabelledRules {
    private static final String NUMBER = "\\b\\W{0,4}(?:(?:no|nr|number|num|id|code)\\b\\W{0,4})?(?:is )?";
    private static final String CODE = "([A-Z]{0,4}-?\\d[\\dA-Z./-]{2,20})(?![A-Za-z])";
    private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?";
    private static final String DATE = "(\\d{1,4}[/.-]\\d{1,2}[/.-]\\d{1,4}|\\d{1,2}(?:st|nd|rd|th)? (?:of )?" + MONTH
            + ",? \\d{2,4}|" + MONTH + " \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})";
    private static final String MONEY = "((?:[$\u20ac\u00a3]|USD|EUR|GBP) ?\\d[\\d,.]{1,14}\\d)";

    static final List<RegexRule> ALL = List.of(
            code(FindingType.MRN, "mrn|medical record|patient|chart|hospital"),
            code(FindingType.HEALTH_PLAN, "member|policy|subscriber|beneficiary|insurance|health plan|group"),
            code(FindingType.ACCOUNT, "account|acct|konto|cuenta|conto|compte"),
            code(FindingType.LICENSE, "licen[cs]e|certificate|registration"),
            code(FindingType.DRIVER_LICENSE, "driver'?s? licen[cs]e|driving licen[cs]e|dl"),
            code(FindingType.VEHICLE, "vin|vehicle|license plate|plate"),
            code(FindingType.DEVICE, "device|serial|imei|udi"),
            code(FindingType.PASSPORT, "passport|pasaporte|passeport|reisepass"),
            code(FindingType.TAX_ID, "tax|tin|ein|steuer\\w*"),
            code(FindingType.NATIONAL_ID, "national id|national insurance|identity card"),
            code(FindingType.IDENTIFIER, "employee|student|customer|client|case|badge"),
            RegexRule.of(
                    "date",
                    FindingType.DATE_OF_BIRTH,
                    "(?i)\\b(?:date of birth|dob|born(?: on)?|birth ?date)\\b\\W{0,6}" + DATE),
            RegexRule.of(
                    "date",
                    FindingType.DATE,
                    "(?i)\\b(?:admi(?:ssion|tted)|discharged?|date of service|date of death|died)\\b(?: (?:date|on))?\\W{0,6}"
                            + DATE),
            RegexRule.of(
                    "age",
                    FindingType.AGE_OVER_89,
                    "(?i)\\b(?:aged?|age of) (9\\d|1[01]\\d|12[0-4])\\b|\\b(9\\d|1[01]\\d|12[0-4])[ -]years?[ -]old\\b"),
            RegexRule.of(
                    "routing-number",
                    FindingType.ROUTING_NUMBER,
                    "(?i)\\b(?:routing|aba|rtn|sort code)\\b[^\\d\\n]{0,24}(\\d{9}|\\d{2}-?\\d{2}-?\\d{2})(?!\\d)",
                    value -> value.length() == 6 || NumberChecks.isRouting(value)),
            RegexRule.of(
                    "card",
                    FindingType.CARD_SECURITY,
                    "(?i)\\b(?:cvv2?|cvc2?|security code)\\b\\W{0,4}(\\d{3,4})(?!\\d)"),
            RegexRule.of(
                    "user-name",
                    FindingType.USERNAME,
                    "(?i)\\b(?:user ?name|login|user id|handle|screen name)\\b\\s?[:=]\\s{0,3}(@?[\\w.-]{3,40})"),
            RegexRule.of(
                    "password",
                    FindingType.SECRET,
                    "(?i)\\b(?:password|passwd|pwd|passphrase|pin|api[_ -]?key|secret|token)\\b\\s?[:=]\\s{0,3}(\\S{4,80})"),
            RegexRule.of(
                    "finance",
                    FindingType.FINANCIAL,
                    "(?i)\\b(?:salary|wages?|pay|bonus|balance|net worth|income|transfer(?:red)?|position)\\b[^\\n$\u20ac\u00a3\\d]{0,24}"
                            + MONEY),
            RegexRule.of(
                    "marking",
                    FindingType.LEGAL_PRIVILEGE,
                    "(?i)\\battorney[ -]client[ -]privileged?\\b|\\battorney work product\\b|\\bprivileged (?:and|&) confidential\\b"),
            RegexRule.of(
                    "marking",
                    FindingType.EXPORT_CONTROL,
                    "(?i)\\b(?:itar|ear)[ -]controlled\\b|\\bexport[ -]controlled\\b|\\bECCN \\d[A-E]\\d{3}\\b"),
            RegexRule.of(
                    "marking",
                    FindingType.CONFIDENTIALITY,
                    "\\b(?:CONFIDENTIAL|STRICTLY CONFIDENTIAL|TOP SECRET|INTERNAL USE ONLY)\\b|(?i)\\bcompany confidential\\b"));

    private LabelledRules() {}

    private static RegexRule code(FindingType type, String label) {
        return RegexRule.of("labelled-code", type, "(?i)\\b(?:" + label + ")" + NUMBER + CODE);
    }
}
