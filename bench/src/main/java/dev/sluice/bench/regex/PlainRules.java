package dev.sluice.bench.regex;

import dev.sluice.classifier.FindingType;
import java.util.List;
import java.util.regex.Pattern;

/** What has a form of its own: telephone and card numbers, addresses of mail and network, keys, postal codes. */
final class PlainRules {
    private static final String STATES =
            "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI"
                    + "|S[CD]|T[NX]|UT|V[AT]|W[AIVY]";
    private static final String STREET =
            "Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Place|Pl|Terrace|Square|Crescent";
    private static final String PROFILES =
            "(?:linkedin\\.com/in|facebook\\.com|instagram\\.com|twitter\\.com|t\\.me|/users"
                    + "|/profiles?|/people|/patients?|/members|tiktok\\.com/@)/?[\\w.-]{3,}";
    private static final String QUERIES =
            "[?&](?:patient(?:_?id)?|mrn|user_?id|uid|customer_?id|member_?id|email|username|ssn|accountid)=[\\w.-]{2,}";

    static final List<RegexRule> ALL = List.of(
            new RegexRule(
                    "ssn",
                    FindingType.SSN,
                    Pattern.compile("(?<![\\w-])(?:\\d{3}-\\d{2}-\\d{4}|\\d{3} \\d{2} \\d{4}|\\d{9})(?![\\w-])"),
                    NumberChecks::isSocialSecurity,
                    Pattern.compile("\\d{3}[- ]\\d{2}[- ]\\d{4}"),
                    Pattern.compile("(?i)\\b(?:ssn|social security)\\b")),
            RegexRule.of(
                    "us-itin",
                    FindingType.TAX_ID,
                    "(?<![\\w-])9\\d{2}-?\\d{2}-?\\d{4}(?![\\w-])",
                    NumberChecks::isIndividualTaxpayer),
            RegexRule.of(
                    "phone",
                    FindingType.PHONE,
                    "(?<![\\w.])(?:(?:\\+|00)?1[ .-]?)?(?:\\([2-9]\\d{2}\\) ?|[2-9]\\d{2}[ .-])[2-9]\\d{2}[ .-]\\d{4}(?!\\w)"),
            RegexRule.of(
                    "phone",
                    FindingType.PHONE,
                    "(?<![\\w.])\\+\\d{1,3}(?:[ .()/-]{0,2}\\d{1,5}){2,6}(?!\\w)",
                    value -> {
                        int digits = value.length();
                        return digits >= 8 && digits <= 16;
                    }),
            new RegexRule(
                    "phone",
                    FindingType.PHONE,
                    Pattern.compile(
                            "(?<![\\w.+])0\\d{1,4}[ /-]\\d{3,8}(?:[ -]\\d{2,5})?(?!\\w)|(?<![\\w.])\\d{7,13}(?!\\w)"),
                    value -> true,
                    Pattern.compile("0\\d{1,4}[ /-]\\d{4,8}(?:[ -]\\d{2,5})?"),
                    Pattern.compile("(?i)\\b(?:tel|telephone|phone|mobile|cell|call)\\b")),
            new RegexRule(
                    "phone",
                    FindingType.FAX,
                    Pattern.compile("(?<![\\w.])\\(?\\d{3}\\)?[ .-]?\\d{3}[ .-]?\\d{4}(?!\\w)"),
                    value -> true,
                    null,
                    Pattern.compile("(?i)\\b(?:fax|facsimile)\\b")),
            RegexRule.of(
                    "email",
                    FindingType.EMAIL,
                    "(?<![\\w.+-])[\\w.+-]{1,64}@(?!example\\.)(?:[A-Za-z0-9-]{1,63}\\.){1,5}[A-Za-z]{2,24}(?!\\w)"),
            RegexRule.of("url", FindingType.URL, "\\bhttps?://[^\\s\"<>]{0,300}?(?:" + PROFILES + "|" + QUERIES + ")"),
            RegexRule.of(
                    "ip-address",
                    FindingType.IP_ADDRESS,
                    "(?<![\\w.-])(?!10\\.|127\\.|0\\.|192\\.168\\.|169\\.254\\.|172\\.(?:1[6-9]|2\\d|3[01])\\.|22[4-9]\\.|2[3-5]\\d\\.)"
                            + "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?![\\w/]|\\.\\d)"),
            RegexRule.of(
                    "ipv6-address",
                    FindingType.IP_ADDRESS,
                    "(?<![\\w:])(?!fe8|f[cdf]|2001:0?db8)(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}"
                            + "|(?:[0-9A-Fa-f]{1,4}:){1,6}:(?:[0-9A-Fa-f]{1,4}:){0,5}[0-9A-Fa-f]{1,4})(?![\\w:])"),
            RegexRule.of(
                    "card",
                    FindingType.CARD,
                    "(?<![\\w.-])(?:\\d{13,19}|\\d{4}(?:[ .-]\\d{4}){2}[ .-]\\d{1,7}|\\d{4}[ .-]\\d{6}[ .-]\\d{5})(?![\\w-])",
                    NumberChecks::isIssuedCard),
            RegexRule.of(
                    "iban",
                    FindingType.IBAN,
                    "(?<!\\w)[A-Z]{2}\\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?!\\w)",
                    EuropeanChecks::isIban),
            RegexRule.of(
                    "secret",
                    FindingType.SECRET,
                    "(?<![\\w])(?:A[KS]IA[A-Z0-9]{16}|gh[posu]_[A-Za-z0-9]{32,}|github_pat_\\w{30,}|glpat-[\\w-]{14,}"
                            + "|xox[abpr]-[\\w-]{19,}|xapp-[\\w-]{19,}|AIza[\\w-]{31,}|sk-[\\w-]{21,}|[spr]k_(?:live|test)_\\w{12,}"
                            + "|SG\\.[\\w.-]{37,}|npm_\\w{32,}|pypi-[\\w-]{35,}|ya29\\.[\\w-]{25,}|dop_v1_\\w{33,}|hvs\\.\\w{20,}"
                            + "|shpat_\\w{26,}|EAAC\\w{36,})"),
            RegexRule.of("secret", FindingType.SECRET, "(?<!\\w)eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]{8,}"),
            RegexRule.of("secret", FindingType.SECRET, "-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----"),
            RegexRule.of(
                    "encoded-value", FindingType.SECRET, "\\bAuthorization: (?:Basic|Bearer) ([A-Za-z0-9+/=._-]{8,})"),
            RegexRule.of(
                    "postal-code",
                    FindingType.POSTAL_CODE,
                    "(?<!\\w)(?:" + STATES + ") (\\d{5}(?:-\\d{4})?)(?![\\w-])"),
            RegexRule.of(
                    "postal-code",
                    FindingType.POSTAL_CODE,
                    "(?<!\\w)(?:[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}|[A-Z]\\d[A-Z] \\d[A-Z]\\d)(?!\\w)"),
            RegexRule.of(
                    "address",
                    FindingType.ADDRESS,
                    "(?<![\\w.])\\d{1,5}[A-Za-z]? (?:[NSEW]\\.? )?(?:[A-Z][A-Za-z'.-]{1,20} ){1,3}(?:" + STREET
                            + ")(?!\\w)|(?<!\\w)(?i:P\\.? ?O\\.? Box) \\d{1,6}"),
            RegexRule.of(
                    "passport-zone",
                    FindingType.PASSPORT,
                    "(?<!\\w)[A-Z0-9<]{9}\\d[A-Z<]{3}\\d{7}[MFX<]\\d{7}[A-Z0-9<]{14}[0-9<]{1,2}"),
            RegexRule.of(
                    "clinical-format",
                    FindingType.CLINICAL_RECORD,
                    "(?:^|(?<=\\n))MSH\\|\\^~\\\\&\\||\"resourceType\"\\s{0,4}:\\s{0,4}\"[A-Z]\\w+\"|<ClinicalDocument"
                            + "|(?:^|(?<=\\n))ISA\\*00\\*"));

    private PlainRules() {}
}
