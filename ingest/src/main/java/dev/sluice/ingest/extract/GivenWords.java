package dev.sluice.ingest.extract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text in their order, asked whether a value stands there in a row. Words that stand apart from each
 * other in the text are no value: of a number in groups, or of letters with blanks between them, each may well stand
 * somewhere. Between such words the signs must be the same, too, since "1, 2" on a page is not the number 12.
 *
 * <p>The work is bounded; beyond it nothing is known any more, which only makes the asker read more. One thread.
 */
final class GivenWords {
    private static final long MOST_COMPARISONS = 100_000_000;

    private final Map<String, Integer> numbers = new HashMap<>();
    private int[] words = new int[64];
    private int[] gaps = new int[64];
    private int count;
    private long comparisons;
    /** For each word where in {@link #places} its places begin; null until somebody asks. */
    private int @Nullable [] starts;

    private int[] places = {};

    void add(String text) {
        starts = null;
        int end = 0;
        for (int start = Words.begin(text, 0); start < text.length(); start = Words.begin(text, end)) {
            if (count == words.length) {
                words = Arrays.copyOf(words, count * 2);
                gaps = Arrays.copyOf(gaps, count * 2);
            }
            int last = end;
            end = Words.end(text, start);
            String word = text.substring(start, end);
            words[count] = numbers.computeIfAbsent(word.toLowerCase(Locale.ROOT), absent -> numbers.size() << 1);
            if (isDelicate(word)) {
                words[count] |= 1;
            }
            gaps[count++] = gap(text, last, start);
        }
    }

    /** Whether all words of a value stand in a row. A value of one letter or sign, or of punctuation only, is none. */
    boolean hold(String value) {
        int[] asked = new int[16];
        int[] between = new int[16];
        int length = 0;
        int end = 0;
        for (int start = Words.begin(value, 0); start < value.length(); start = Words.begin(value, end)) {
            int last = end;
            end = Words.end(value, start);
            String word = value.substring(start, end);
            Integer number = numbers.get(word.toLowerCase(Locale.ROOT));
            if (number == null) {
                return length == 0 && word.length() == 1 && Words.begin(value, end) == value.length();
            }
            if (length == asked.length) {
                asked = Arrays.copyOf(asked, length * 2);
                between = Arrays.copyOf(between, length * 2);
            }
            asked[length] = number | (isDelicate(word) ? 1 : 0);
            between[length++] = gap(value, last, start);
        }
        return length == 0 || find(Arrays.copyOf(asked, length), between);
    }

    private boolean find(int[] asked, int[] between) {
        int[] index = index();
        int rarest = 0;
        for (int i = 1; i < asked.length; i++) {
            rarest = occurrences(index, asked[i]) < occurrences(index, asked[rarest]) ? i : rarest;
        }
        for (int i = index[asked[rarest] >> 1]; i < index[(asked[rarest] >> 1) + 1]; i++) {
            if (comparisons > MOST_COMPARISONS) {
                return false;
            }
            if (standsAt(places[i] - rarest, asked, between)) {
                return true;
            }
        }
        return false;
    }

    private boolean standsAt(int start, int[] asked, int[] between) {
        if (start < 0 || start + asked.length > count) {
            return false;
        }
        for (int i = 0; i < asked.length; i++) {
            comparisons++;
            boolean exact = i > 0 && (asked[i] & asked[i - 1] & 1) != 0;
            if (words[start + i] != asked[i] || exact && gaps[start + i] != between[i]) {
                return false;
            }
        }
        return true;
    }

    private static int occurrences(int[] index, int word) {
        return index[(word >> 1) + 1] - index[word >> 1];
    }

    private int[] index() {
        if (starts != null) {
            return starts;
        }
        int[] counted = new int[numbers.size() + 2];
        for (int i = 0; i < count; i++) {
            counted[(words[i] >> 1) + 2]++;
        }
        for (int i = 2; i < counted.length; i++) {
            counted[i] += counted[i - 1];
        }
        places = new int[count];
        for (int i = 0; i < count; i++) {
            places[counted[(words[i] >> 1) + 1]++] = i;
        }
        starts = counted;
        return counted;
    }

    /** Whether a word is part of a number, or a letter of a word written with blanks. */
    private static boolean isDelicate(String word) {
        return word.length() == 1 || word.chars().anyMatch(Character::isDigit);
    }

    /** What stands between two words: any blanks as one, any that end a line or cell as another. */
    private static int gap(String text, int from, int to) {
        int hash = 0;
        boolean blank = false;
        for (int i = from; i <= to; i++) {
            char c = i < to ? text.charAt(i) : 0;
            boolean border = c == '\n' || c == '\r' || c == '\t';
            if (!border && (Character.isWhitespace(c) || Character.isSpaceChar(c))) {
                blank = true;
                continue;
            }
            hash = blank ? 31 * hash + ' ' : hash;
            hash = i < to ? 31 * hash + (border ? '\n' : c) : hash;
            blank = false;
        }
        return hash;
    }
}
