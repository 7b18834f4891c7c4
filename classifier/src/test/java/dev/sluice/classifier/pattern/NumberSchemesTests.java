package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.pattern.NumberSamples.Guard;
import dev.sluice.classifier.pattern.NumberSamples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scheme against numbers that an independent generator makes; each failure names its seed. */
final class NumberSchemesTests {
    private static final long SEED = 20_251_122;
    private static final int ROUNDS = 40;

    static List<Sample> samples() {
        return NumberSamples.ALL;
    }

    private static boolean isAccepted(String scheme, String number) {
        NormalText text = NormalText.of(number, 0, number.length());
        for (NumberScheme known : NumberSchemes.ALL) {
            for (NumberForm form : known.forms()) {
                for (int unit = 0; known.name().equals(scheme) && unit < text.length(); unit++) {
                    NumberForm.Written written = form.at(text, unit);
                    if (written != null
                            && written.start() == 0
                            && written.end() == text.length()
                            && known.accepts(written.value())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether a recognizer of schemes reports a span that covers the number. */
    private static boolean isFound(String text, String number) {
        int start = text.indexOf(number);
        return isFound(text, start, start + number.length());
    }

    private static boolean isFound(String text, int start, int end) {
        return Found.in(text).stream()
                .anyMatch(finding -> isOfSchemes(finding) && finding.start() <= start && finding.end() >= end);
    }

    private static boolean isOfSchemes(Finding finding) {
        return finding.recognizer().equals("national-number")
                || finding.recognizer().equals("code-shape");
    }

    private static void always(Sample sample, BiFunction<Random, String, String> failure) {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            String number = sample.make().apply(random);
            assertThat(failure.apply(random, number))
                    .as("%s, seed %d, round %d, %s", sample, SEED, round, number)
                    .isEmpty();
        }
    }

    private static String unlessFound(String text, String number) {
        return isFound(text, number) ? "" : text + " gave " + Found.in(text);
    }

    @Test
    void everySchemeHasSamples() {
        Set<String> sampled = samples().stream().map(Sample::scheme).collect(Collectors.toSet());
        Set<String> known = NumberSchemes.ALL.stream().map(NumberScheme::name).collect(Collectors.toSet());
        assertThat(sampled).isEqualTo(known);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void acceptsWhatTheAuthorityWouldGiveOut(Sample sample) {
        always(sample, (random, number) -> isAccepted(sample.scheme(), number) ? "" : "not accepted");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refusesAWrongDigit(Sample sample) {
        int tried = 0;
        int passed = 0;
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            String number = sample.make().apply(random);
            for (String wrong : withOneDigitWrong(number, sample.checked())) {
                tried++;
                boolean accepted = isAccepted(sample.scheme(), wrong);
                passed += accepted ? 1 : 0;
                assertThat(accepted && sample.guard().compareTo(Guard.MOST) > 0)
                        .as("%s, seed %d: %s for %s", sample, SEED, wrong, number)
                        .isFalse();
            }
        }
        assertThat(tried > 0).isEqualTo(sample.checked() > 0);
        assertThat(passed).as("%s: %d of %d", sample, passed, tried).isLessThanOrEqualTo(tried / 10);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refusesTwoDigitsExchanged(Sample sample) {
        if (sample.guard().compareTo(Guard.LUHN) < 0) {
            return;
        }
        always(
                sample,
                (random, number) -> withNeighboursExchanged(number, sample).stream()
                        .filter(wrong -> isAccepted(sample.scheme(), wrong))
                        .findFirst()
                        .orElse(""));
    }

    private static List<Integer> places(String number, int checked) {
        List<Integer> places = new ArrayList<>();
        int place = 0;
        for (int i = 0; i < number.length(); i++) {
            if (Character.isLetterOrDigit(number.charAt(i))
                    && place++ < checked
                    && Character.isDigit(number.charAt(i))) {
                places.add(i);
            }
        }
        return places;
    }

    private static List<String> withOneDigitWrong(String number, int checked) {
        List<String> wrong = new ArrayList<>();
        for (int i : places(number, checked)) {
            for (char digit = '0'; digit <= '9'; digit++) {
                if (digit != number.charAt(i)) {
                    wrong.add(number.substring(0, i) + digit + number.substring(i + 1));
                }
            }
        }
        return wrong;
    }

    private static List<String> withNeighboursExchanged(String number, Sample sample) {
        List<String> wrong = new ArrayList<>();
        List<Integer> places = places(number, sample.checked());
        for (int i = 1; i < places.size(); i++) {
            char first = number.charAt(places.get(i - 1));
            char second = number.charAt(places.get(i));
            boolean blind = sample.guard() == Guard.LUHN && Math.abs(first - second) == 9;
            if (first != second && !blind) {
                StringBuilder changed = new StringBuilder(number);
                changed.setCharAt(places.get(i - 1), second);
                changed.setCharAt(places.get(i), first);
                wrong.add(changed.toString());
            }
        }
        return wrong;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aLabelledNumberIsFoundInEveryWriting(Sample sample) {
        always(sample, (random, number) -> {
            for (String written : List.of(number, number.toLowerCase(java.util.Locale.ROOT), bare(number))) {
                for (String text : List.of(
                        "The form: " + sample.label() + ": " + written + " (copied)",
                        sample.label() + "\n" + written + "\n",
                        "its " + sample.label().toUpperCase(java.util.Locale.ROOT) + " is " + written + ".",
                        sample.label() + " (" + written + "), then",
                        sample.label() + "=\"" + written + "\";")) {
                    boolean capitals = sample.scheme().equals("ca-health-quebec");
                    if (!(capitals && !written.equals(written.toUpperCase(java.util.Locale.ROOT)))
                            && !isFound(text, written)) {
                        return text + " gave " + Found.in(text);
                    }
                }
            }
            return "";
        });
    }

    /** Without its separators; a Nordic sign belongs to the number, and a British sort code needs its hyphens. */
    private static String bare(String number) {
        boolean kept = number.matches("\\d{6,8}[-+]\\d{3}.") || number.startsWith("20-00-00");
        return kept ? number : number.replaceAll("[ ./-]", "");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aLabelAfterTheNumberCountsToo(Sample sample) {
        if (isNamedOnlyBefore(sample)) {
            return;
        }
        always(
                sample,
                (random, number) -> unlessFound("He gave " + number + " as his " + sample.label() + ".", number));
    }

    /** Labels that are everyday words rather begin what follows them. */
    private static boolean isNamedOnlyBefore(Sample sample) {
        return List.of("ca-health-ontario", "de-krankenversicherung").contains(sample.scheme());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aNumberIsFoundOverTheEndOfALine(Sample sample) {
        always(sample, (random, number) -> {
            for (int i = 1; i < number.length(); i++) {
                if (number.charAt(i) != ' ') {
                    continue;
                }
                for (String end : List.of("\n", "\r\n", "\n    ", " \n", "\n> ")) {
                    String broken = number.substring(0, i) + end + number.substring(i + 1);
                    String text = "The " + sample.label() + ": " + broken + " on file";
                    if (!isFound(text, broken)) {
                        return text + " gave " + Found.in(text);
                    }
                }
            }
            return "";
        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void textAroundNeverTakesAFindingAway(Sample sample) {
        List<String> before = List.of("", "2021 and 17 more. ", "see (a) ", "alpha, beta\n\n", "{\"x\": 1}\n", "#1: ");
        List<String> after = List.of("", " 2021 and 17 more", " (b)", "\n\n12 34", ", then", "; x=1", ".\n");
        always(sample, (random, number) -> {
            for (String first : before) {
                for (String last : after) {
                    String text = first + sample.label() + " " + number + last;
                    if (!isFound(text, number)) {
                        return text + " gave " + Found.in(text);
                    }
                }
            }
            return "";
        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aWeakNumberCountsWithItsLabelOnly(Sample sample) {
        boolean never = NumberSchemes.ALL.stream()
                .filter(scheme -> scheme.name().equals(sample.scheme()))
                .allMatch(scheme -> scheme.alone() == NumberScheme.Alone.NEVER);
        boolean always = NumberSchemes.ALL.stream()
                .filter(scheme -> scheme.name().equals(sample.scheme()))
                .anyMatch(scheme -> scheme.alone() == NumberScheme.Alone.ALWAYS);
        always(sample, (random, number) -> {
            boolean found = isFound("The counter stood at " + number + " that day.", number);
            boolean digits = bare(number).chars().allMatch(Character::isDigit);
            boolean plain = isFound("The counter stood at " + bare(number) + " that day.", bare(number));
            return found == !never && (plain == always || never && !plain || !digits) ? "" : "found " + found + plain;
        });
    }

    /** A row without a head: what holds letters is no part of the figures beside it, what is digits alone may be. */
    @ParameterizedTest
    @MethodSource("samples")
    void aNumberWithLettersIsFoundBetweenFigures(Sample sample) {
        boolean never = NumberSchemes.ALL.stream()
                .filter(scheme -> scheme.name().equals(sample.scheme()))
                .allMatch(scheme -> scheme.alone() == NumberScheme.Alone.NEVER);
        always(sample, (random, number) -> {
            boolean letters = number.chars().anyMatch(Character::isLetter);
            for (String text :
                    List.of("42," + number + ",17", "7:" + number + ":3", "1," + number + ",2024\n2,x,2025")) {
                int start = text.indexOf(number);
                if (isFound(text, start, start + number.length()) == (never || !letters)) {
                    return text + " gave " + Found.in(text);
                }
            }
            return "";
        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aNumberWithinALongerOneIsNone(Sample sample) {
        always(sample, (random, number) -> {
            for (String text : List.of("7" + bare(number), bare(number) + "7", "x_" + bare(number) + "_7")) {
                int start = text.indexOf(bare(number));
                if (Found.in(text).stream()
                        .anyMatch(f -> isOfSchemes(f)
                                && f.start() == start
                                && f.end() == start + bare(number).length())) {
                    return text;
                }
            }
            return "";
        });
    }
}
