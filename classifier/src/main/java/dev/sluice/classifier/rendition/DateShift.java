package dev.sluice.classifier.rendition;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves the dates of one subject, all by the same number of days, from 1 to 365 back, so that the days between them stay
 * what they were. What isn't a full date, or is one that could be read in two ways, isn't moved.
 */
final class DateShift {
    /** Ages over this are told as one. */
    static final int OLDEST_AGE = 89;

    private static final int MOST_DAYS = 365;

    private final int days;
    private final @Nullable Boolean monthFirst;
    private final String language;

    private DateShift(int days, @Nullable Boolean monthFirst, String language) {
        this.days = days;
        this.language = language;
        this.monthFirst = monthFirst;
    }

    /** The shift of a scope, for a document with these dates: what any of them tells of the order holds for all. */
    static DateShift of(RenditionKey key, RenditionScope scope, Collection<String> written) {
        boolean month = false;
        boolean day = false;
        for (String value : written) {
            Boolean order = WrittenDate.order(value);
            month |= Boolean.TRUE.equals(order);
            day |= Boolean.FALSE.equals(order);
        }
        Boolean monthFirst =
                month == day ? (month ? null : Boolean.valueOf(scope.isAmerican())) : Boolean.valueOf(month);
        return new DateShift(
                1 + key.choose(MOST_DAYS, "date-shift", scope.dates()),
                monthFirst,
                scope.locale().getLanguage());
    }

    /** The date moved, in the same form; empty if it can't be read with certainty. */
    Optional<String> shift(String value) {
        Boolean own = WrittenDate.order(value);
        return WrittenDate.read(value, own == null ? monthFirst : own, language)
                .flatMap(date -> date.write(date.day().minusDays(days)));
    }

    /** Whether a date, as written or moved, may tell an age over 89 if it is a birth; true if its year can't be read. */
    static boolean mayTellHighAge(String value, int currentYear) {
        var year = WrittenDate.year(value);
        return year.isEmpty() || currentYear - year.getAsInt() > OLDEST_AGE;
    }
}
