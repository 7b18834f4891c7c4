package dev.sluice.classifier.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BoundedPatternTests {
    private static final String SIGNS = "abcAB019 -_/.";

    private static List<Integer> ends(BoundedPattern pattern, String text, int from) {
        int[] ends = new int[BoundedPattern.LONGEST_MATCH];
        long ran = pattern.run(text.toCharArray(), from, text.length(), ends);
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < (int) (ran >>> 32); i++) {
            all.add(ends[i]);
        }
        return all;
    }

    private static List<Integer> endsOfTheJdk(Pattern pattern, String text, int from) {
        List<Integer> all = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        for (int end = from + 1; end <= text.length(); end++) {
            if (matcher.region(from, end).matches()) {
                all.add(end);
            }
        }
        return all;
    }

    /** Same ends from every place as the JDK's engine, for thousands of patterns of the subset. */
    @Test
    void findsWhatTheJdkFinds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int compared = 0;
        int matched = 0;
        for (int round = 0; round < 4000; round++) {
            String written = pattern(random, 3);
            BoundedPattern pattern;
            try {
                pattern = BoundedPattern.compile(written, false);
            } catch (RefusedRuleException tooLargeOrEmpty) {
                continue;
            }
            String text = text(random);
            Pattern jdk = Pattern.compile(written);
            for (int from = 0; from < text.length(); from++) {
                List<Integer> expected = endsOfTheJdk(jdk, text, from);
                assertThat(ends(pattern, text, from))
                        .as("seed %d, pattern %s, text \"%s\" from %d", seed, written, text, from)
                        .isEqualTo(expected);
                matched += expected.isEmpty() ? 0 : 1;
            }
            compared++;
        }
        assertThat(compared).as("seed %d", seed).isGreaterThan(1500);
        assertThat(matched).as("seed %d", seed).isGreaterThan(1500);
    }

    @Test
    void inAnyCaseFindsWhatTheJdkFindsInLowerCase() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 1000; round++) {
            String written = pattern(random, 2).replaceAll("\\[\\^[^]]*]", "x").toLowerCase(java.util.Locale.ROOT);
            BoundedPattern pattern;
            try {
                pattern = BoundedPattern.compile(
                        written.toUpperCase(java.util.Locale.ROOT)
                                .replace("\\D", "\\d")
                                .replace("\\W", "\\w")
                                .replace("\\S", "\\s"),
                        true);
            } catch (RefusedRuleException tooLargeOrEmpty) {
                continue;
            }
            String text = text(random).toLowerCase(java.util.Locale.ROOT);
            Pattern jdk = Pattern.compile(written.replace("\\w", "[a-z0-9_]"));
            for (int from = 0; from < text.length(); from++) {
                assertThat(ends(pattern, text, from))
                        .as("seed %d, pattern %s, text \"%s\" from %d", seed, written, text, from)
                        .isEqualTo(endsOfTheJdk(jdk, text, from));
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(24); i >= 0; i--) {
            text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return text.toString();
    }

    private static String pattern(Random random, int depth) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            pattern.append(atom(random, depth))
                    .append(
                            switch (random.nextInt(6)) {
                                case 0 -> "?";
                                case 1 -> "{" + (1 + random.nextInt(3)) + "}";
                                case 2 -> "{" + random.nextInt(3) + "," + (2 + random.nextInt(3)) + "}";
                                default -> "";
                            });
        }
        return pattern.toString();
    }

    private static String atom(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> "\\d";
            case 1 -> "\\w";
            case 2 -> "[a-cA-B]";
            case 3 -> "[^a0]";
            case 4 -> "[0-9_-]";
            case 5 -> "\\.";
            case 6 -> String.valueOf("abAB01 ".charAt(random.nextInt(7)));
            case 7 -> "(" + pattern(random, depth - 1) + "|" + pattern(random, depth - 1) + ")";
            default -> "(?:" + pattern(random, depth - 1) + ")";
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a* ~ no bound ~ {0,20}",
                "a+ ~ no bound ~ {1,20}",
                "a{2,} ~ no bound ~ {2,20}",
                "(a)\\1 ~ refers back ~ Write out",
                "(?=a)b ~ looks around ~ context",
                "(?<name>a) ~ looks around ~ context",
                "(?i)a ~ looks around ~ case",
                "^a ~ not needed ~ Remove it",
                "a$ ~ not needed ~ Remove it",
                "a.b ~ stands for anything ~ class",
                "\\p{L} ~ not known ~ class",
                "\\bA ~ not known ~ class",
                "a{3}? ~ repeat of a repeat ~ brackets",
                "a{9,2} ~ the repeat ~ smaller count first",
                "(a ~ without its ~ Close it",
                "a) ~ without its ~ Remove it",
                "[a ~ not closed ~ [A-Z0-9]",
                "[z-a] ~ upwards ~ smaller",
                "a?b? ~ nothing stands ~ required",
                "\\d{100}\\d{100} ~ up to 200 ~ 128",
                "(a{1,20}){1,6}(b|c){0,100} ~ up to 220 ~ 128",
                "(abcdefghi|bcdefghij|cdefghijk|defghijkl|efghijklm|fghijklmn|ghijklmno|hijklmnop|ijklmnopq|jklmnopqr){1,14} ~ places ~ Narrow",
                "[ab]{0,40}a[ab]{14} ~ states ~ Narrow",
                "((((((((((a{128}){128}){128}){128}){128}){128}){128}){128}){128}){128}) ~ up to ~ 128",
                "a(((((((((){128}){128}){128}){128}){128}){128}){128}){128}){128} ~ places ~ Narrow",
                "a–b ~ read as another ~ Write \"-\""
            })
    void refusesWhatHasNoBoundAndSaysWhatToWrite(String pattern, String message, String instead) {
        assertThatThrownBy(() -> BoundedPattern.compile(pattern.strip(), false))
                .isInstanceOfSatisfying(RefusedRuleException.class, refused -> {
                    assertThat(refused).hasMessageContaining(message.strip());
                    assertThat(refused.instead()).contains(instead.strip());
                });
    }

    @Test
    void neverGoesFurtherThanItsLongestMatch() {
        BoundedPattern pattern = BoundedPattern.compile("(a|aa|a?b){1,40}c", false);
        String hostile = "a".repeat(10_000);
        int[] ends = new int[BoundedPattern.LONGEST_MATCH];
        for (int from = 0; from < 5000; from += 100) {
            assertThat((int) pattern.run(hostile.toCharArray(), from, hostile.length(), ends))
                    .isLessThanOrEqualTo(pattern.longest() + 1);
        }
        assertThat(pattern.states()).isLessThanOrEqualTo(BoundedPattern.MOST_STATES);
    }
}
