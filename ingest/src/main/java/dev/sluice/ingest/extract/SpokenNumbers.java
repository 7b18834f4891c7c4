package dev.sluice.ingest.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as people write them, whatever stands around: nine digits and more in groups, or spelled out digit by digit. */
final class SpokenNumbers {
    private static final String DIGIT = "(?:zero|one|two|three|four|five|six|seven|eight|nine)";
    private static final Pattern CHAIN = Pattern.compile("\\d(?:[^A-Za-z\\d]{0,3}\\d){8,}+");
    private static final Pattern GROUP = Pattern.compile("\\d+");
    private static final Pattern SPELLED = Pattern.compile("(?i)\\b" + DIGIT + "(?:[^A-Za-z]{1,3}"
            + "(?:(?:hyphen|minus|dash|space|period|slash)[^A-Za-z]{1,3})?" + DIGIT + "\\b){4,}+");
    private static final Pattern BLANK = Pattern.compile("\\s");
    private static final Pattern WORD = Pattern.compile("(?i)" + DIGIT);
    private static final List<String> DIGITS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    /** Lengths of the groups: of social insurance, of cards, of telephones. */
    private static final List<List<Integer>> STRUCTURES =
            List.of(List.of(3, 2, 4), List.of(4, 4, 4, 4), List.of(4, 6, 5), List.of(3, 3, 4), List.of(2, 2, 2, 2, 2));

    private static final int SHORTEST_CARD = 13;
    private static final int LONGEST_CARD = 19;

    private SpokenNumbers() {}

    /** Whether there is such a number in a text. */
    static boolean isIn(String text) {
        return !in(text).isEmpty();
    }

    /** The numbers in a text, as they stand there. */
    static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        for (Matcher chain = CHAIN.matcher(text); chain.find(); ) {
            if (isStructured(chain.group())) {
                found.add(chain.group());
            }
        }
        for (Matcher spelled = SPELLED.matcher(text); spelled.find(); ) {
            if (!isCount(spelled.group())) {
                found.add(spelled.group());
            }
        }
        return found;
    }

    private static List<String> groups(String text) {
        List<String> groups = new ArrayList<>();
        for (Matcher group = GROUP.matcher(text); group.find(); ) {
            groups.add(group.group());
        }
        return groups;
    }

    private static boolean isStructured(String chain) {
        List<String> groups = groups(chain);
        // Tables are numbers with blanks between, of which some have such lengths by chance.
        boolean table = BLANK.matcher(chain).find();
        for (int from = 0; from < groups.size(); from++) {
            if (hasCheckDigit(groups.get(from))) {
                return true;
            }
            for (List<Integer> structure : STRUCTURES) {
                if ((table ? from == 0 && groups.size() == structure.size() : from + structure.size() <= groups.size())
                        && isOne(groups.subList(from, from + structure.size()), structure)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOne(List<String> groups, List<Integer> structure) {
        for (int i = 0; i < structure.size(); i++) {
            if (groups.get(i).length() != structure.get(i)) {
                return false;
            }
        }
        return String.join("", groups).chars().distinct().count() > 1 && !isRow(groups);
    }

    /** Groups that count, or are years that go up, as in a notice of copyright. */
    private static boolean isRow(List<String> groups) {
        boolean years = true;
        boolean even = true;
        int step = Integer.parseInt(groups.get(1)) - Integer.parseInt(groups.get(0));
        for (int i = 0; i < groups.size(); i++) {
            years &= groups.get(i).matches("(?:19|20)\\d\\d")
                    && (i == 0 || groups.get(i).compareTo(groups.get(i - 1)) > 0);
            even &= i == 0 || Integer.parseInt(groups.get(i)) - Integer.parseInt(groups.get(i - 1)) == step;
        }
        return years || even;
    }

    /** ISO/IEC 7812-1 annex B; cards of people begin with 3 to 6. */
    private static boolean hasCheckDigit(String digits) {
        if (digits.length() < SHORTEST_CARD
                || digits.length() > LONGEST_CARD
                || digits.charAt(0) < '3'
                || digits.charAt(0) > '6'
                || digits.chars().distinct().count() < 2) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    /** Digits in their order, as the names of glyphs stand in a font. */
    private static boolean isCount(String words) {
        int last = -1;
        for (Matcher word = WORD.matcher(words); word.find(); ) {
            int digit = DIGITS.indexOf(word.group().toLowerCase(Locale.ROOT));
            if (last >= 0 && digit != last + 1) {
                return false;
            }
            last = digit;
        }
        return true;
    }
}
