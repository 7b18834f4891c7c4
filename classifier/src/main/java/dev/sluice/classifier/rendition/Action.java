package dev.sluice.classifier.rendition;

/**
 * What becomes of a finding in a rendition, from the mildest to the strictest. Where findings overlap, the strictest action
 * is taken for all that they cover. An action that cannot be carried out on a value becomes {@link #MASK}.
 */
public enum Action {
    /** The text stays; the type's category stays with it. Only for types that identify nobody. */
    KEEP,
    /** Postal codes to three digits, ages over 89 to {@code 90+}, dates to their year. */
    GENERALISE,
    /** Dates are moved by a number of days that belongs to the subject; the written form stays. */
    SHIFT_DATE,
    /** Digits and letters are encrypted in place (FF1); length and separators stay. */
    FORMAT_PRESERVING,
    /** A keyed surrogate of the same kind; the same value has the same one in its scope. */
    PSEUDONYM,
    /** The type and a number, such as {@code [PERSON 1]}; the same value has the same one in its document. */
    PLACEHOLDER,
    /** The same word for everything. */
    MASK,
    /** No rendition: what was found speaks of the whole document, or the plan wants none. */
    WITHHOLD;

    /** Whether what is written in the value's place stands for one value alone, so that it can be found again. */
    boolean isReversible() {
        return this == SHIFT_DATE || this == FORMAT_PRESERVING || this == PSEUDONYM || this == PLACEHOLDER;
    }
}
