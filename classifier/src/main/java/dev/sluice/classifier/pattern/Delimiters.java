package dev.sluice.classifier.pattern;

/**
 * The signs that part a message of delimited segments, as the message itself names them.
 *
 * @param field between fields, or elements
 * @param component between components of a field
 * @param repetition between repetitions of a field
 * @param subcomponent between parts of a component
 * @param segment ends a segment
 */
record Delimiters(char field, char component, char repetition, char subcomponent, char segment) {
    /** Those that HL7 v2 recommends (§2.5.4). */
    static final Delimiters HL7 = new Delimiters('|', '^', '~', '&', '\n');

    /** Those that X12 interchanges have most often. */
    static final Delimiters X12 = new Delimiters('*', ':', '^', ':', '~');

    /** Whether a unit may part fields: a letter, a digit, a quote or a blank never does. */
    static boolean mayPart(char c) {
        return c > ' ' && c != '"' && c != '\'' && !Units.isLetterOrDigit(c) && !Character.isSurrogate(c);
    }
}
