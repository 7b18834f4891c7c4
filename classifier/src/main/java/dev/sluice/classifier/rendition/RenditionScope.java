package dev.sluice.classifier.rendition;

import java.util.Locale;

/**
 * How far replacements are consistent. The texts are keyed into the derivation and never written.
 *
 * @param pseudonyms within it the same value has the same pseudonym, such as a tenant and a purpose; not empty
 * @param dates within it all dates move by the same number of days: the subject, or the document; not empty
 * @param locale language of the surrogates and, with its country, the order of day and month in numbers and whether a
 *     five-digit postal code is a ZIP
 * @param year the current year, against which a year of birth is too long ago to be told; 1900 to 9999
 */
public record RenditionScope(String pseudonyms, String dates, Locale locale, int year) {
    private static final int EARLIEST = 1900;
    private static final int LATEST = 9999;

    /**
     * Checks the fields.
     *
     * @throws IllegalArgumentException if a scope is empty or the year is out of range
     */
    public RenditionScope {
        if (pseudonyms.isEmpty() || dates.isEmpty()) {
            throw new IllegalArgumentException("RenditionScope: expected a scope for pseudonyms and for dates");
        }
        if (year < EARLIEST || year > LATEST) {
            throw new IllegalArgumentException("RenditionScope: expected a year of four digits, found " + year);
        }
    }

    boolean isAmerican() {
        return locale.getCountry().equals("US");
    }

    @Override
    public String toString() {
        return "RenditionScope[" + locale.toLanguageTag() + ", " + year + "]";
    }
}
