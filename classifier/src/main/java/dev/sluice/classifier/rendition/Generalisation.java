package dev.sluice.classifier.rendition;

import dev.sluice.classifier.FindingType;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Coarser forms of a value.
 *
 * @see <a href="https://www.ecfr.gov/current/title-45/section-164.514">45 CFR 164.514(b)(2)(i)(B) and (C)</a>
 */
final class Generalisation {
    private static final Pattern ZIP = Pattern.compile("(\\d{3})\\d{2}(?:[- ]?\\d{4})?");
    private static final Pattern AGE = Pattern.compile("\\d{2,3}");

    /**
     * The three-digit ZIP code tabulation areas of the 2000 census in which 20,000 people or fewer live, as the Office for
     * Civil Rights lists them in its guidance on de-identification of November 26, 2012.
     */
    static final Set<String> SPARSE_ZIPS = Set.of(
            "036", "059", "063", "102", "203", "556", "692", "790", "821", "823", "830", "831", "878", "879", "884",
            "890", "893");

    private Generalisation() {}

    /** The coarser form, or empty if there is none for this type, this value or this country. */
    static Optional<String> of(FindingType type, String value, RenditionScope scope) {
        return switch (type) {
            case POSTAL_CODE -> zip(value, scope);
            case AGE_OVER_89 -> age(value);
            // Whether a date is a birth is for a detector to say, and one that does not say so is no proof.
            case DATE, DATE_OF_BIRTH -> DateShift.mayTellHighAge(value, scope.year()) ? Optional.empty() : year(value);
            default -> Optional.empty();
        };
    }

    private static Optional<String> zip(String value, RenditionScope scope) {
        var zip = ZIP.matcher(value);
        if (!scope.isAmerican() || !zip.matches()) {
            return Optional.empty();
        }
        String area = zip.group(1);
        return Optional.of(SPARSE_ZIPS.contains(area) ? "000" : area);
    }

    private static Optional<String> age(String value) {
        return AGE.matcher(value).matches() && Integer.parseInt(value) > DateShift.OLDEST_AGE
                ? Optional.of("90+")
                : Optional.empty();
    }

    private static Optional<String> year(String value) {
        var year = WrittenDate.year(value);
        return year.isPresent() ? Optional.of(Integer.toString(year.getAsInt())) : Optional.empty();
    }
}
