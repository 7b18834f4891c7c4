package dev.sluice.ingest.extract;

import java.util.regex.Pattern;

/** Whole numbers as programs of tables rewrite them, with an exponent or in thousands. */
final class WholeNumbers {
    private static final int LONGEST = 30;
    private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(?:,\\d{3}){2,6}|\\d{1,3}(?:'\\d{3}){2,6}");
    private static final Pattern EXPONENT = Pattern.compile("\\d{1,9}(?:\\.\\d{1,17})?[eE]\\+?\\d{1,2}");
    /** As many digits as a number of a person has, of which more than a round number's are no zeros. */
    private static final Pattern TOLD = Pattern.compile("(?=\\d{7,19}$)\\d{4,}?[1-9]0*");

    private WholeNumbers() {}

    /** The digits of such a number; empty for everything else. */
    static String digits(String value) {
        if (value.length() > LONGEST || value.length() < 6) {
            return "";
        }
        String number = value.strip();
        String digits = "";
        if (THOUSANDS.matcher(number).matches()) {
            digits = number.replace(",", "").replace("'", "");
        } else if (EXPONENT.matcher(number).matches()) {
            digits = OfficeVocabulary.plain(number);
        }
        return TOLD.matcher(digits).matches() ? digits : "";
    }
}
