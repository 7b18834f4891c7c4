package dev.sluice.classifier;

/**
 * The eighteen identifiers of the safe harbour method, by their letter.
 *
 * @see <a href="https://www.ecfr.gov/current/title-45/section-164.514">45 CFR 164.514(b)(2)(i)</a>
 */
public enum Letter {
    /** Names. */
    A("names"),
    /** Geographic parts smaller than a state. */
    B("geographic parts smaller than a state"),
    /** Dates other than the year that relate to a person, and ages over 89. */
    C("dates that relate to a person, and ages over 89"),
    /** Telephone numbers. */
    D("telephone numbers"),
    /** Fax numbers. */
    E("fax numbers"),
    /** Electronic mail addresses. */
    F("electronic mail addresses"),
    /** Social security numbers. */
    G("social security numbers"),
    /** Medical record numbers. */
    H("medical record numbers"),
    /** Health plan beneficiary numbers. */
    I("health plan beneficiary numbers"),
    /** Account numbers. */
    J("account numbers"),
    /** Certificate and licence numbers. */
    K("certificate and licence numbers"),
    /** Vehicle identifiers, licence plates included. */
    L("vehicle identifiers"),
    /** Device identifiers and serial numbers. */
    M("device identifiers"),
    /** Web addresses. */
    N("web addresses"),
    /** IP addresses. */
    O("IP addresses"),
    /** Biometric identifiers; cannot be shown absent from text. */
    P("biometric identifiers"),
    /** Full-face photographs and comparable images; cannot be shown absent from text. */
    Q("full-face photographs"),
    /** Any other unique number, characteristic or code. */
    R("other unique numbers and codes");

    private final String meaning;

    Letter(String meaning) {
        this.meaning = meaning;
    }

    /** What the letter stands for, as part of a sentence. */
    public String meaning() {
        return meaning;
    }
}
