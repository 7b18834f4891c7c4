package dev.sluice.classifier;

/**
 * The eighteen identifiers of the safe harbour method, by their letter.
 *
 * @see <a href="https://www.ecfr.gov/current/title-45/section-164.514">45 CFR 164.514(b)(2)(i)</a>
 */
public enum Letter {
    /** Names. */
    A,
    /** Geographic parts smaller than a state. */
    B,
    /** Dates other than the year that relate to a person, and ages over 89. */
    C,
    /** Telephone numbers. */
    D,
    /** Fax numbers. */
    E,
    /** Electronic mail addresses. */
    F,
    /** Social security numbers. */
    G,
    /** Medical record numbers. */
    H,
    /** Health plan beneficiary numbers. */
    I,
    /** Account numbers. */
    J,
    /** Certificate and licence numbers. */
    K,
    /** Vehicle identifiers, licence plates included. */
    L,
    /** Device identifiers and serial numbers. */
    M,
    /** Web addresses. */
    N,
    /** IP addresses. */
    O,
    /** Biometric identifiers; cannot be shown absent from text. */
    P,
    /** Full-face photographs and comparable images; cannot be shown absent from text. */
    Q,
    /** Any other unique number, characteristic or code. */
    R
}
