package dev.sluice.bench.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rules tried only where a word, a number or a sign begins, and only those that can begin with the character there:
 * about the best that can be had of {@code java.util.regex}. Thread-safe.
 */
public final class GatedScanner {
    private static final int ASCII = 128;

    private final List<RegexRule> rules = RegexRules.ALL;
    /** For each character the places of the rules that can begin with it. */
    private final int[][] byFirst = new int[ASCII][];

    /** Asks each rule's pattern which characters it can begin with. */
    public GatedScanner() {
        for (int c = 0; c < ASCII; c++) {
            char first = (char) c;
            byFirst[c] = IntStream.range(0, rules.size())
                    .filter(place -> canBegin(rules.get(place), first))
                    .toArray();
        }
    }

    private static boolean canBegin(RegexRule rule, char first) {
        Matcher matcher = rule.pattern().matcher(String.valueOf(first));
        return matcher.lookingAt() || matcher.hitEnd();
    }

    /** What the rules find, in the order of the text. */
    public List<RegexMatch> scan(String text) {
        List<RegexMatch> found = new ArrayList<>();
        @Nullable Matcher[] matchers = new @Nullable Matcher[rules.size()];
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ASCII && c > ' ' && !(isWord(c) && isWord(before))) {
                look(text, i, byFirst[c], matchers, found);
            }
            before = c;
        }
        return found;
    }

    private void look(String text, int at, int[] places, @Nullable Matcher[] matchers, List<RegexMatch> found) {
        for (int place : places) {
            RegexRule rule = rules.get(place);
            Matcher matcher = matchers[place];
            if (matcher == null) {
                matcher =
                        rule.pattern().matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
                matchers[place] = matcher;
            }
            if (matcher.region(at, text.length()).lookingAt()) {
                RegexMatch match = rule.accepted(text, matcher);
                if (match != null) {
                    found.add(match);
                }
            }
        }
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
