package dev.sluice.classifier.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.FindingType;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatesTests {
    private static String moved(String value, String language, LocalDate to) {
        Optional<WrittenDate> read = WrittenDate.read(value, language.equals("en"), language);
        assertThat(read).as("form read").isPresent();
        return read.orElseThrow().write(to).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en|2021-03-05|2020-12-09
            en|03/05/2021|12/09/2020
            en|3/5/2021|12/9/2020
            en|3/25/21|12/9/20
            en|10/25/2021|12/09/2020
            en|20210305|20201209
            en|202103051022|202012091022
            en|March 5, 2021|December 9, 2020
            en|Mar 5, 2021|Dec 9, 2020
            en|March 5th, 2021|December 9th, 2020
            en|MARCH 5 2021|DECEMBER 9 2020
            en|5 March 2021|9 December 2020
            en|05-Mar-2021|09-Dec-2020
            en|5th of March 2021|9th of December 2020
            en|Friday, March 5, 2021|Wednesday, December 9, 2020
            en|2021-03-05T10:22:31Z|2020-12-09T10:22:31Z
            en|03/05/2021 2:30 PM|12/09/2020 2:30 PM
            en|2021/3/5|2020/12/9
            de|5. März 2021|9. Dezember 2020
            de|05.03.2021|09.12.2020
            de|Freitag, 5. November 2021|Mittwoch, 9. Dezember 2020
            fr|5 août 2021|9 décembre 2020
            es|5 de marzo de 2021|9 de diciembre de 2020
            it|5 gennaio 2021|9 dicembre 2020
            pt|5 de março de 2021|9 de dezembro de 2020
            nl|5 maart 2021|9 december 2020
            """)
    void writesAnotherDayInTheSameForm(String language, String value, String expected) {
        assertThat(moved(value, language, LocalDate.of(2020, 12, 9))).isEqualTo(expected);
    }

    @Test
    void aDateOfThirtyOneDaysBecomesOneDigitWhereTheFormHasNoZero() {
        assertThat(moved("March 31, 2021", "en", LocalDate.of(2021, 3, 1))).isEqualTo("March 1, 2021");
        assertThat(moved("12/31/2021", "en", LocalDate.of(2021, 3, 1))).isEqualTo("03/01/2021");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "last Tuesday",
                "March 5",
                "March 2021",
                "02/30/2021",
                "2021-02-29",
                "the 5th",
                "03/05",
                "13/13/2021",
                "5 Brumaire 2021",
                "١٢/٠٣/٢٠٢١",
                "0305-20-21",
                "99999999999999999999",
                "2021",
                ""
            })
    void whatIsNoCertainDateIsMaskedAndNotLeft(String value) {
        if (!value.isEmpty()) {
            assertThat(Rendering.words(value, FindingType.DATE, Action.SHIFT_DATE))
                    .isEqualTo(Placeholders.MASK);
        }
        assertThat(WrittenDate.read(value, true, "en")).isEmpty();
    }

    @Test
    void intervalsStayAndNothingMovesByZeroOrMoreThanAYear() {
        long seed = 20261123;
        System.out.println("DatesTests seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            RenditionScope scope = new RenditionScope("tenant", "subject " + i, Locale.US, 2026);
            DateShift dates = DateShift.of(Rendering.KEY, scope, List.of());
            LocalDate first = LocalDate.of(1990, 1, 1).plusDays(random.nextInt(12_000));
            LocalDate second = first.plusDays(random.nextInt(1000));
            LocalDate one = LocalDate.parse(dates.shift(first.toString()).orElseThrow());
            LocalDate other = LocalDate.parse(dates.shift(second.toString()).orElseThrow());
            assertThat(other.toEpochDay() - one.toEpochDay()).isEqualTo(second.toEpochDay() - first.toEpochDay());
            assertThat(first.toEpochDay() - one.toEpochDay()).isBetween(1L, 365L);
        }
    }

    @Test
    void leapDaysMoveLikeAnyOther() {
        DateShift dates = DateShift.of(Rendering.KEY, Rendering.SCOPE, List.of());
        LocalDate leap = LocalDate.parse(dates.shift("2024-02-29").orElseThrow());
        assertThat(LocalDate.parse(dates.shift("2024-03-01").orElseThrow())).isEqualTo(leap.plusDays(1));
        assertThat(dates.shift("February 29, 2024")).isPresent();
        assertThat(dates.shift("02/29/2023")).isEmpty();
    }

    @Test
    void theSameSubjectMovesAlikeInEveryFormAndAnotherDoesNot() {
        DateShift dates = DateShift.of(Rendering.KEY, Rendering.SCOPE, List.of("2021-03-05"));
        LocalDate day = LocalDate.parse(dates.shift("2021-03-05").orElseThrow());
        assertThat(WrittenDate.read(dates.shift("March 5, 2021").orElseThrow(), true, "en")
                        .orElseThrow()
                        .day())
                .isEqualTo(day);
        long distinct = IntStream.range(0, 50)
                .mapToObj(i -> DateShift.of(Rendering.KEY, new RenditionScope("t", "s" + i, Locale.US, 2026), List.of())
                        .shift("2021-03-05"))
                .distinct()
                .count();
        assertThat(distinct).isGreaterThan(30);
    }

    @Test
    void oneDateTellsTheOrderOfTheOthersAndAContradictionMasksThem() {
        RenditionScope american = Rendering.SCOPE;
        RenditionScope british = new RenditionScope("tenant", "subject", Locale.UK, 2026);
        String asDay = DateShift.of(Rendering.KEY, british, List.of())
                .shift("03/05/2021")
                .orElseThrow();
        String asMonth = DateShift.of(Rendering.KEY, american, List.of())
                .shift("03/05/2021")
                .orElseThrow();
        assertThat(asDay).isNotEqualTo(asMonth);
        assertThat(DateShift.of(Rendering.KEY, american, List.of("25/12/2020")).shift("03/05/2021"))
                .contains(asDay);
        DateShift mixed = DateShift.of(Rendering.KEY, american, List.of("25/12/2020", "12/25/2020"));
        assertThat(mixed.shift("03/05/2021")).isEmpty();
        assertThat(mixed.shift("25/12/2020")).isPresent();
    }

    @Test
    void aBirthThatTellsAnAgeOverEightyNineIsMasked() {
        assertThat(Rendering.words("March 5, 1931", FindingType.DATE_OF_BIRTH, Action.GENERALISE))
                .isEqualTo(Placeholders.MASK);
        assertThat(Rendering.words("March 5, 1931", FindingType.DATE_OF_BIRTH, Action.SHIFT_DATE))
                .isEqualTo(Placeholders.MASK);
        assertThat(Rendering.words("03/05/31", FindingType.DATE_OF_BIRTH, Action.GENERALISE))
                .isEqualTo(Placeholders.MASK);
        assertThat(Rendering.words("March 5, 1961", FindingType.DATE_OF_BIRTH, Action.GENERALISE))
                .isEqualTo("1961");
    }
}
