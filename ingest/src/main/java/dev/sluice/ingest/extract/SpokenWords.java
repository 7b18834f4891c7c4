package dev.sluice.ingest.extract;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;

/**
 * Whether signs that stand among data, or in a name that a program gave, may be somebody's words: words as people speak
 * them of which at least one does not belong to fonts, profiles and their programs, or a number as long as people's are.
 */
final class SpokenWords {
    private static final Set<String> KNOWN = WordList.words("data-words.txt");
    /** Who made a typeface or a profile, as such files say it. */
    private static final String NAME = "(?:[A-Z\u00c0-\u017d][\\w\u00c0-\u017e'.&-]*[ ,/]*){1,4}";

    private static final Pattern NOTICE = Pattern.compile(
            "(?i:copyright|\\(c\\)|\u00a9|trademarks? of|designed by|added by|digiti[sz]ed by|\\bdata(?=:| by\\b| \\(c\\))|\\bdesign(?::| by\\b)|%%creator)"
                    + "(?i:[\\s,:()c\u00a9-]|by\\b|the\\b|(?:19|20)\\d\\d)*+" + NAME + "(?:(?:and|&) " + NAME
                    + "){0,3}");

    private static final int FEWEST_LETTERS = 3;
    private static final int MOST_LETTERS = 20;
    /** Of so many letters at least one is a vowel. */
    private static final int LETTERS_A_VOWEL = 6;

    private static final int LETTERS_OF_A_PHRASE = 8;
    private static final int WIDEST_GAP = 4;
    private static final int LETTERS_OF_A_TAG = 4;
    private static final int LONGEST_LABEL = 6;
    private static final int LONGEST_NOTICE = 4_096;
    private static final int LABEL_AWAY = 3;
    private static final int FEWEST_DIGITS = 7;
    private static final int FEWEST_MIXED_DIGITS = 9;
    private static final int MANY_DIGITS = 13;
    /** Digits in a name that are no number of an object. */
    private static final int DIGITS_OF_A_NAME = 5;

    private static final int FEWEST_DISTINCT = 5;
    private static final int FEWEST_GROUPED = 3;
    private static final Pattern YEARS = Pattern.compile("(?:(?:19|20)\\d\\d[-/ .]?)+");
    private static final Pattern NUMBERED = Pattern.compile("[A-Za-z]{1,6}[._-]?\\d{1,7}|\\d{1,6}");
    /** What stands before the name of a font of which not all is there (ISO 32000-2 §9.9.2). */
    private static final Pattern SUBSET = Pattern.compile("[A-Z]{6}\\+");

    private static final int SUBSET_LENGTH = 7;

    private int spoken;
    private int unknown;
    /** The words that stand beside each other: letters, how many, whether one is unknown, and where the last ends. */
    private int phraseLetters;

    private int phraseWords;
    private boolean phraseUnknown;
    private int phraseEnd;
    private boolean phrase;
    private int labelEnd = -LABEL_AWAY - 1;
    private boolean number;
    private boolean bareNumber;

    private SpokenWords() {}

    /** Whether a text that stands in a place for texts may be somebody's: one word that does not belong there is enough. */
    static boolean isWritten(String text) {
        SpokenWords words = of(text);
        return words.hasNumber() || SpokenNumbers.isIn(text) || words.unknown > 0 && without(text).unknown > 0;
    }

    /** Whether signs that stand among numbers may be somebody's words: two or more beside each other. */
    static boolean isPhrase(String text) {
        SpokenWords words = of(text);
        return words.hasNumber() || SpokenNumbers.isIn(text) || words.phrase && without(text).phrase;
    }

    /** The words without what says who made it, which is looked for only where there is something left to find. */
    private static SpokenWords without(String text) {
        return of(text.length() > LONGEST_NOTICE ? text : NOTICE.matcher(text).replaceAll(" "));
    }

    /** Whether a name in a PDF, which programs give, may be what somebody wrote: a blank, many digits or several words. */
    static boolean isWrittenName(String name) {
        String plain = SUBSET.matcher(name).lookingAt() ? name.substring(SUBSET_LENGTH) : name;
        int digits = 0;
        boolean blank = false;
        boolean letters = false;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            digits += c >= '0' && c <= '9' ? 1 : 0;
            letters |= Character.isLetter(c);
            blank |= Character.isWhitespace(c);
        }
        if (digits == 0 && !letters
                || digits < DIGITS_OF_A_NAME && !blank && plain.length() < 2 * FEWEST_LETTERS
                || NUMBERED.matcher(plain).matches()) {
            return false;
        }
        SpokenWords words = of(plain);
        boolean several = words.spoken > 1 && words.unknown > 0;
        return !Typefaces.isKnown(plain) && (digits >= DIGITS_OF_A_NAME || several || blank && words.unknown > 0);
    }

    private boolean hasNumber() {
        return number || bareNumber && spoken > 1;
    }

    private static SpokenWords of(String text) {
        SpokenWords words = new SpokenWords();
        int at = SUBSET.matcher(text).lookingAt() ? SUBSET_LENGTH : 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (Character.isLetter(c)) {
                while (end < text.length() && Character.isLetter(text.charAt(end))) {
                    end++;
                }
                words.word(text, at, end);
            } else if (c >= '0' && c <= '9') {
                end = words.number(text, at);
            }
            at = end;
        }
        return words;
    }

    /** A word of one case, perhaps with a capital first, in which vowels stand as often as in words of most languages. */
    private void word(String text, int from, int to) {
        int letters = to - from;
        boolean upper = true;
        boolean lower = true;
        boolean thrice = false;
        int vowels = 0;
        int foreign = 0;
        int steps = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean capital = Character.isUpperCase(c);
            upper &= capital;
            lower &= !capital || i == from;
            thrice |= i > from + 1 && c == text.charAt(i - 1) && c == text.charAt(i - 2);
            steps += i > from + 1 && c - text.charAt(i - 1) == text.charAt(i - 1) - text.charAt(i - 2) ? 1 : 0;
            foreign += c > 0x7F ? 1 : 0;
            vowels += "aeiouyAEIOUY".indexOf(c) >= 0 || c > 0x7F ? 1 : 0;
        }
        boolean label = upper && letters > 1 && letters <= LONGEST_LABEL && !thrice;
        boolean one = (upper || lower)
                && letters >= FEWEST_LETTERS
                && letters <= MOST_LETTERS
                && !thrice
                && vowels * LETTERS_A_VOWEL >= letters
                && vowels < letters;
        // Tables count through the alphabet, one by one or in larger steps.
        if (label || one) {
            labelEnd = to;
        }
        if (one && 2 * foreign < letters && 3 * steps < 2 * letters) {
            boolean known = isKnown(text.substring(from, to));
            spoken++;
            unknown += known ? 0 : 1;
            phrase(text, from, to, known);
        }
    }

    private void phrase(String text, int from, int to, boolean known) {
        boolean beside = phraseWords > 0 && from - phraseEnd <= WIDEST_GAP;
        for (int i = phraseEnd; beside && i < from; i++) {
            beside = !Character.isDigit(text.charAt(i));
        }
        phraseLetters = to - from + (beside ? phraseLetters : 0);
        phraseWords = 1 + (beside ? phraseWords : 0);
        phraseUnknown = !known || beside && phraseUnknown;
        phraseEnd = to;
        phrase |= phraseUnknown && phraseWords > 1 && phraseLetters >= LETTERS_OF_A_PHRASE;
    }

    /** Names of glyphs and of features belong to fonts, the latter perhaps behind a byte of their number. */
    private static boolean isKnown(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return KNOWN.contains(lower)
                || word.length() == LETTERS_OF_A_TAG + 1 && KNOWN.contains(lower.substring(1))
                || isGlyph(word);
    }

    /** Whether a word is the name of a glyph in the list that all fonts share. */
    static boolean isGlyph(String word) {
        // With this letter begin names that say a number, which the list takes apart, and complains of.
        return word.charAt(0) != 'u' && GlyphList.getAdobeGlyphList().toUnicode(word) != null;
    }

    /** Digits in a row or in groups with one sign between them; returns where they end. */
    private int number(String text, int from) {
        int groups = 1;
        int single = 0;
        int group = 0;
        StringBuilder digits = new StringBuilder();
        int at = from;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                digits.append(c);
                group++;
                continue;
            }
            boolean more = "-. /_".indexOf(c) >= 0 && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
            if (!more) {
                break;
            }
            groups++;
            single += group == 1 ? 1 : 0;
            group = 0;
        }
        single += group == 1 ? 1 : 0;
        boolean time = at < text.length() && text.charAt(at) == 'Z';
        boolean mixed = single > 0 && single < groups;
        boolean years =
                YEARS.matcher(text.substring(from, Math.min(at, from + 40))).matches();
        if (digits.length() >= FEWEST_DIGITS && !time && !years && !isEven(digits)) {
            int fewest = groups == 1 ? MANY_DIGITS : mixed ? FEWEST_MIXED_DIGITS : FEWEST_DIGITS;
            number |= digits.length() >= fewest
                    && digits.chars().distinct().count() >= (groups == 1 ? FEWEST_DISTINCT : FEWEST_GROUPED)
                    && isBorder(text, from - 1)
                    && isBorder(text, at);
            number |= groups == 1 && from - labelEnd <= LABEL_AWAY;
            bareNumber |= groups == 1;
        }
        return Math.max(at, from + 1);
    }

    /** Numbers of people stand beside words, blanks and the signs of a sentence. */
    private static boolean isBorder(String text, int at) {
        return at < 0
                || at >= text.length()
                || Character.isWhitespace(text.charAt(at))
                || Character.isISOControl(text.charAt(at))
                || Character.isLetter(text.charAt(at))
                || ":;,.!?()[]\"'#=|/-_<>".indexOf(text.charAt(at)) >= 0;
    }

    /** Digits that are all the same, or go up or down: tables have such. */
    private static boolean isEven(StringBuilder digits) {
        int step = digits.charAt(1) - digits.charAt(0);
        for (int i = 2; i < digits.length(); i++) {
            if (digits.charAt(i) - digits.charAt(i - 1) != step) {
                return false;
            }
        }
        return true;
    }
}
