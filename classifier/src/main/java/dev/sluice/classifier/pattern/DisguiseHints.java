package dev.sluice.classifier.pattern;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which disguises a text may hold, found in one pass over it: most texts hold none, and each that is sought for takes a
 * pass of its own. A disguise whose hint is missing is not there; one whose hint stands may be.
 */
final class DisguiseHints {
    static final int QUOTED_PRINTABLE = 1;
    static final int ENCODED_RUN = 1 << 1;
    static final int LOOK_ALIKE = 1 << 2;
    static final int SINGLE_LETTERS = 1 << 3;
    static final int DIGIT_LETTERS = 1 << 4;
    static final int SPELLED_DIGITS = 1 << 5;
    static final int LEET_WORD = 1 << 6;
    static final int PARTED_VALUE = 1 << 7;
    static final int REVERSAL = 1 << 8;
    static final int ROT13 = 1 << 9;
    static final int CODE_NUMBERS = 1 << 10;
    static final int SYNTAX_BETWEEN = 1 << 11;
    static final int NUMBER_LABEL = 1 << 12;

    /** Of each word that tells something, the bits of the disguises of which it does. */
    private static final WordTable WORDS = words();

    private static final int LETTER_OR_DIGIT = Units.LETTER | Units.DIGIT;
    private static final int LONGEST_SIGN = 3;
    private static final int FEWEST_CODES = 8;
    private static final int UNBROKEN_CODES = 36;

    private final NormalText text;
    private int hints;

    /** Kinds of units of the stretch of base64 so far, and those that came twice. */
    private int seen;

    private int twice;
    private int stretch;

    /** Pairs of hexadecimal digits one after the other, and where they end. */
    private int pairs;

    private int pairsEnd;
    private int codes;
    private int spelled;
    private int weight;
    private int leetEnd;

    private DisguiseHints(NormalText text) {
        this.text = text;
    }

    private static WordTable words() {
        Set<String> spelled = Set.copyOf(SpelledDigits.words());
        Set<String> labels = Set.copyOf(PartedValues.words());
        Set<String> turned = Set.copyOf(Reversal.words());
        Set<String> numbers = Set.copyOf(SeparatedDigits.words());
        String all = Stream.of(spelled, labels, turned, numbers)
                .flatMap(Set::stream)
                .distinct()
                .collect(Collectors.joining(" "));
        return WordTable.of(
                all,
                word -> (spelled.contains(word) ? SPELLED_DIGITS : 0)
                        | (labels.contains(word) ? PARTED_VALUE : 0)
                        | (turned.contains(word) ? REVERSAL : 0)
                        | (numbers.contains(word) ? NUMBER_LABEL : 0));
    }

    /** The bits of the disguises that a text may hold. */
    static int of(NormalText text) {
        DisguiseHints found = new DisguiseHints(text);
        found.hints = (text.hasOtherLetters() ? LOOK_ALIKE : 0) | (text.hasOverrides() ? REVERSAL : 0);
        found.look();
        return found.hints;
    }

    private void look() {
        char[] units = text.units();
        int length = text.length();
        for (int i = 0; i < length; ) {
            char c = units[i];
            if ((Units.kind(c) & LETTER_OR_DIGIT) != 0) {
                i = run(units, i, length);
                continue;
            }
            if (i > 0 && SyntaxBetween.begins(c) && (Units.isDigit(units[i - 1]) || units[i - 1] == '-')
                    || c == '\\' && i + 1 < length && SyntaxBetween.isEscaped(units[i + 1])) {
                hints |= SYNTAX_BETWEEN;
            }
            if (c == '+' || c == '/' || c == '-' || c == '_') {
                stretch++;
            } else {
                closeStretch();
                if (c == '\n') {
                    weight = 0;
                } else if (c == '=' && i + 1 < length && mayBeQuoted(units[i + 1])) {
                    hints |= QUOTED_PRINTABLE;
                }
            }
            i++;
        }
        closeStretch();
    }

    private static boolean mayBeQuoted(char next) {
        return next == '\n' || next == '\r' || next >= '0' && next <= '9' || next >= 'A' && next <= 'F';
    }

    private void closeStretch() {
        boolean mixed = (twice & Units.UPPER) != 0 && (twice & (Units.LOWER | Units.DIGIT)) != 0;
        if (mixed && stretch >= EncodedRuns.SHORTEST) {
            hints |= ENCODED_RUN;
        }
        seen = 0;
        twice = 0;
        stretch = 0;
    }

    /** Looks at a run of letters and digits; where it ends. */
    private int run(char[] units, int start, int length) {
        int any = 0;
        int end = start;
        for (; end < length; end++) {
            int kind = Units.kind(units[end]);
            if ((kind & LETTER_OR_DIGIT) == 0) {
                break;
            }
            any |= kind;
            twice |= seen & kind;
            seen |= kind;
        }
        stretch += end - start;
        boolean letters = (any & Units.LETTER) != 0;
        boolean digits = (any & Units.DIGIT) != 0;
        if (end - start == 1 && (hints & SINGLE_LETTERS) == 0 && SingleLetters.begins(text, start)) {
            hints |= SINGLE_LETTERS;
        }
        if ((hints & DIGIT_LETTERS) == 0 && DigitLetters.begins(text, start)) {
            hints |= DIGIT_LETTERS;
        }
        if ((hints & ENCODED_RUN) == 0) {
            hexadecimal(units, start, end);
        }
        if (digits && (hints & CODE_NUMBERS) == 0) {
            code(units, start, end, letters);
        }
        if ((hints & LEET_WORD) == 0) {
            leet(units, start, end, letters && digits);
        }
        if (digits && (hints & ROT13) == 0) {
            rotated(units, start, end);
        }
        if (letters && !digits) {
            word(start, end);
        } else if (letters) {
            words(units, start, end);
        }
        return end;
    }

    private void words(char[] units, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Units.isLetter(units[i])) {
                int last = WordTable.wordEnd(text, i);
                word(i, last);
                i = last;
            }
        }
    }

    private void word(int start, int end) {
        int told = WORDS.value(text, start, end);
        spelled = (told & SPELLED_DIGITS) != 0 ? spelled + 1 : 0;
        if (told == 0) {
            return;
        }
        if (spelled >= SpelledDigits.FEWEST) {
            hints |= SPELLED_DIGITS;
        }
        hints |= told & NUMBER_LABEL;
        if ((told & PARTED_VALUE & ~hints) != 0 && PartedValues.isParted(text, end)) {
            hints |= PARTED_VALUE;
        }
        if ((told & REVERSAL & ~hints) != 0) {
            weight += Reversal.weight(text, start, end);
            hints |= weight >= Reversal.ENOUGH ? REVERSAL : 0;
        }
    }

    private void hexadecimal(char[] units, int start, int end) {
        int size = end - start;
        boolean prefixed = size > 2 && units[start] == '0' && (units[start + 1] | 32) == 'x';
        if (prefixed) {
            hints |= ENCODED_RUN;
            return;
        }
        for (int i = start; i < end; i++) {
            if (!Units.isHexadecimal(units[i])) {
                pairs = 0;
                return;
            }
        }
        boolean continues = start - pairsEnd <= LONGEST_SIGN;
        pairs = size % 2 != 0 ? 0 : size / 2 + (continues ? pairs : 0);
        pairsEnd = end;
        if (pairs >= EncodedRuns.SHORTEST_HEX) {
            hints |= ENCODED_RUN;
        }
    }

    /** Two or three digits, or eight or seven bits, as codes of characters have. */
    private void code(char[] units, int start, int end, boolean letters) {
        int size = end - start;
        boolean prefixed =
                size > 2 && units[start] == '0' && ((units[start + 1] | 32) == 'b' || (units[start + 1] | 32) == 'o');
        boolean code = letters ? prefixed : size == 2 || size == 3 || (size == 8 || size == 7) && units[start] <= '1';
        codes += code ? 1 : 0;
        hints |= codes >= FEWEST_CODES || !letters && size >= UNBROKEN_CODES ? CODE_NUMBERS : 0;
    }

    /** A stretch that holds letters and, or beside, figures or signs that stand for letters. */
    private void leet(char[] units, int start, int end, boolean mixed) {
        boolean beside = start > 0 && isSign(units[start - 1]) || end < text.length() && isSign(units[end]);
        if ((mixed || beside) && start >= leetEnd) {
            int from = start;
            while (from > leetEnd && LeetWords.isPart(units[from - 1])) {
                from--;
            }
            leetEnd = LeetWords.end(text, from);
            hints |= LeetWords.isWord(text, from, leetEnd) ? LEET_WORD : 0;
        }
    }

    private static boolean isSign(char c) {
        return c == '$' || c == '!';
    }

    private void rotated(char[] units, int start, int end) {
        for (int i = start; i + 1 < end; i++) {
            if (units[i] == '1' && units[i + 1] == '3' && Rot13.isLabel(text, i)) {
                hints |= ROT13;
            }
        }
    }
}
