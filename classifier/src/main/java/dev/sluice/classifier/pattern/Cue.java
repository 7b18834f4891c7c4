package dev.sluice.classifier.pattern;

/**
 * What a token tells by itself: what the lexicon knows of a word, or what its form is. A token has a set of them as the
 * bits of a long.
 */
enum Cue {
    FIRST_NAME,
    COMMON_FIRST_NAME,
    SURNAME,
    COMMON_SURNAME,
    /** An ordinary English word. */
    WORD,
    /** Form: an ordinary word that is long or glued to digits, so that it may begin a value in base64, or names one. */
    ENCODABLE,
    /** A word that says nothing about its neighbours: the, of, and. */
    FUNCTION,
    /** Never part of a person's name: products, languages, weekdays. */
    NOT_A_NAME,
    PLACE,
    STATE,
    TITLE,
    RANK,
    GREETING,
    NAME_LABEL,
    PERSON_CONTEXT,
    RELATIVE,
    PERSON_VERB,
    /** Follows a name that is not a person here: disease, Inc, University, Street. */
    NAME_TAIL,
    MONTH,
    BIRTH,
    CARE_DATE,
    AGE,
    PHONE_LABEL,
    FAX_LABEL,
    EMAIL_LABEL,
    SSN_LABEL,
    MRN_LABEL,
    PLAN_LABEL,
    ACCOUNT_LABEL,
    LICENSE_LABEL,
    DRIVER_LABEL,
    VEHICLE_LABEL,
    DEVICE_LABEL,
    PASSPORT_LABEL,
    TAX_LABEL,
    NATIONAL_LABEL,
    USER_LABEL,
    ID_LABEL,
    CARD_LABEL,
    CVV_LABEL,
    /** A word beside which a form means more than elsewhere: network, parked, home. */
    HINT,
    ROUTING_LABEL,
    IBAN_LABEL,
    PASSWORD_LABEL,
    SECRET_LABEL,
    MONEY,
    FINANCE_LABEL,
    STREET,
    UNIT,
    HEALTH,
    CLINICAL_FORMAT,
    LEGAL_MARK,
    EXPORT_MARK,
    CONFIDENCE_MARK,
    ADDRESS_LABEL,
    /** Begins a phrase of the lexicon. */
    PHRASE,
    /** Form: digits. */
    NUMBER,
    /** Form: letters and digits in one, at its first token. */
    CODE,
    /** Form: an at sign. */
    AT,
    /** Form: a long unbroken run of letters, digits and signs, at its first token. */
    BLOB,
    /** Form: the first of a word with a capital. */
    CAPITAL,
    /** Form: a single capital letter. */
    INITIAL,
    /** Form: signs that open a value: a colon before two slashes, five dashes or more. */
    OPENING,
    /** A word of a covered language beside English that is none of English. */
    FOREIGN;

    long bit() {
        return 1L << ordinal();
    }

    static long bits(Cue... cues) {
        long bits = 0;
        for (Cue cue : cues) {
            bits |= cue.bit();
        }
        return bits;
    }
}
