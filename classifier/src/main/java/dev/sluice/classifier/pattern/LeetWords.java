package dev.sluice.classifier.pattern;

import java.util.Locale;

/** Figures and signs that stand for the letters they look like, where the word that they make is known. */
final class LeetWords {
    private static final int LONGEST = 24;
    private static final int LONGEST_OF_VERSION = 3;
    private static final long NAMES =
            Cue.bits(Cue.FIRST_NAME, Cue.COMMON_FIRST_NAME, Cue.SURNAME, Cue.COMMON_SURNAME, Cue.PLACE);
    private static final String SHORT = " of id or to ";
    private static final String LABELS = " ssn mrn dob iban net org com edu gov ";

    private LeetWords() {}

    /** @see Disguises.Step */
    static Reading read(Reading reading, Doubts doubts) {
        NormalText text = reading.text();
        Lexicon lexicon = BuiltIn.LEXICON;
        Reading.Writer writer = null;
        int length = text.length();
        for (int i = 0; i < length; ) {
            if (!isPart(text.at(i))) {
                i++;
                continue;
            }
            int end = end(text, i);
            String word = word(lexicon, text, i, end);
            if (!word.isEmpty()) {
                writer = writer == null ? new Reading.Writer(reading) : writer;
                for (int at = i; at < end; at++) {
                    if (text.at(at) != word.charAt(at - i)) {
                        writer.put(word.substring(at - i, at - i + 1), at, at + 1);
                    }
                }
            }
            i = end;
        }
        return writer == null ? reading : writer.done();
    }

    /** The last part of a version, glued to the dot before it: {@code 3.12.0b1}. Longer parts may be somebody's name. */
    private static boolean isVersion(NormalText text, int from, int end) {
        return end - from <= LONGEST_OF_VERSION
                && from > 1
                && text.at(from - 1) == '.'
                && Units.isLetterOrDigit(text.at(from - 2))
                && text.at(from) >= '0'
                && text.at(from) <= '9';
    }

    /** One past the letters, digits and signs that stand for letters from a unit on. */
    static int end(NormalText text, int from) {
        int end = from;
        while (end < text.length() && isPart(text.at(end))) {
            end++;
        }
        return end;
    }

    /** Whether letters, digits and signs that stand for letters make a word, from a unit to where they {@link #end}. */
    static boolean isWord(NormalText text, int from, int end) {
        return !word(BuiltIn.LEXICON, text, from, end).isEmpty();
    }

    private static String word(Lexicon lexicon, NormalText text, int from, int end) {
        if (end - from < 2 || end - from > LONGEST) {
            return "";
        }
        int letters = 0;
        int figures = 0;
        for (int i = from; i < end; i++) {
            boolean letter = Units.isLetter(text.at(i));
            letters += letter ? 1 : 0;
            figures += !letter && letter(text.at(i), false) != 0 ? 1 : 0;
        }
        boolean mixed = figures > 0 && letters > 0 && letters + figures == end - from;
        return mixed ? word(lexicon, text, from, end, figures) : "";
    }

    private static String word(Lexicon lexicon, NormalText text, int from, int end, int figures) {
        for (boolean second : new boolean[] {false, true}) {
            StringBuilder word = new StringBuilder();
            boolean capitals = true;
            for (int i = from; i < end; i++) {
                capitals &= !Units.isLowerCase(text.at(i));
            }
            for (int i = from; i < end; i++) {
                char c = letter(text.at(i), second);
                boolean big = capitals || i == from && end - from > 2;
                word.append(Units.isLetter(text.at(i)) ? text.at(i) : big ? Character.toUpperCase(c) : c);
            }
            String folded = word.toString().toLowerCase(Locale.ROOT);
            char[] units = folded.toCharArray();
            int hash = 0;
            for (int i = 0; i < units.length; i++) {
                units[i] = Folding.fold(units[i]);
                hash = Lexicon.hash(hash, units[i]);
            }
            long cues = lexicon.cues(units, 0, units.length, hash);
            String padded = " " + folded + " ";
            long counting = isVersion(text, from, end) ? cues & ~NAMES : cues;
            boolean known = end - from == 2 ? SHORT.contains(padded) : LABELS.contains(padded) || counting != 0;
            boolean inside = figures > 1
                    || Units.isLetter(text.at(end - 1))
                    || (cues & ~Names.KNOWN) != 0 && (cues & Names.KNOWN) == 0;
            if (known && inside) {
                return word.toString();
            }
        }
        return "";
    }

    static boolean isPart(char c) {
        return c < 0x80 ? Units.isLetterOrDigit(c) || c == '$' || c == '!' : Units.isLetter(c);
    }

    private static char letter(char c, boolean second) {
        return switch (c) {
            case '0' -> 'o';
            case '1', '!' -> second ? 'l' : 'i';
            case '3' -> 'e';
            case '4' -> 'a';
            case '5', '$' -> 's';
            case '7' -> 't';
            default -> (char) 0;
        };
    }
}
