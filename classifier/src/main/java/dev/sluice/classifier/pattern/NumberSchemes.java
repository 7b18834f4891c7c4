package dev.sluice.classifier.pattern;

import java.time.Month;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every kind of number that {@link NumberRecognizer} knows. Where several accept a number, the first counts that is named
 * near by a word of its own, else the one that accepts most places, of these the first.
 */
final class NumberSchemes {
    static final List<NumberScheme> ALL = Stream.of(
                    BritishNumbers.SCHEMES,
                    AmericanNumbers.SCHEMES,
                    LatinAmericanNumbers.SCHEMES,
                    GermanNumbers.SCHEMES,
                    WesternNumbers.SCHEMES,
                    MediterraneanNumbers.SCHEMES,
                    NorthernNumbers.SCHEMES,
                    AsianNumbers.SCHEMES,
                    SouthernNumbers.SCHEMES,
                    ThingNumbers.SCHEMES)
            .flatMap(List::stream)
            .toList();

    private NumberSchemes() {}

    /** Whether a month has such a day in some year. */
    static boolean isDate(int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= Month.of(month).maxLength();
    }

    /** The number that some places of a value make; they are digits. */
    static int number(String value, int from, int to) {
        return Integer.parseInt(value, from, to, 10);
    }

    /** Whether all places are the same. */
    static boolean isUniform(String value) {
        return value.chars().distinct().count() < 2;
    }
}
