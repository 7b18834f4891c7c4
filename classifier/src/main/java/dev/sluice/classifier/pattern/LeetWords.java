package dev.sluice.classifier.pattern;

/** Figures and signs that stand for the letters they look like, where the word that they make is known. */
final class LeetWords {
    private static final int LONGEST = 24;
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
            int end = i;
            int letters = 0;
            int figures = 0;
            while (end < length && isPart(text.at(end))) {
                boolean letter = Character.isLetter(text.at(end));
                letters += letter ? 1 : 0;
                figures += !letter && letter(text.at(end), false) != 0 ? 1 : 0;
                end++;
            }
            if (figures > 0 && letters > 0 && letters + figures == end - i && end - i > 1 && end - i <= LONGEST) {
                String word = word(lexicon, text, i, end, figures);
                if (!word.isEmpty()) {
                    writer = writer == null ? new Reading.Writer(reading) : writer;
                    for (int at = i; at < end; at++) {
                        if (text.at(at) != word.charAt(at - i)) {
                            writer.put(word.substring(at - i, at - i + 1), at, at + 1);
                        }
                    }
                }
            }
            i = end;
        }
        return writer == null ? reading : writer.done();
    }

    private static String word(Lexicon lexicon, NormalText text, int from, int end, int figures) {
        for (boolean second : new boolean[] {false, true}) {
            StringBuilder word = new StringBuilder();
            boolean capitals = true;
            for (int i = from; i < end; i++) {
                capitals &= !Character.isLowerCase(text.at(i));
            }
            for (int i = from; i < end; i++) {
                char c = letter(text.at(i), second);
                boolean big = capitals || i == from && end - from > 2;
                word.append(Character.isLetter(text.at(i)) ? text.at(i) : big ? Character.toUpperCase(c) : c);
            }
            String folded = word.toString().toLowerCase(java.util.Locale.ROOT);
            char[] units = folded.toCharArray();
            int hash = 0;
            for (int i = 0; i < units.length; i++) {
                units[i] = Folding.fold(units[i]);
                hash = Lexicon.hash(hash, units[i]);
            }
            long cues = lexicon.cues(units, 0, units.length, hash);
            String padded = " " + folded + " ";
            boolean known = end - from == 2 ? SHORT.contains(padded) : LABELS.contains(padded) || cues != 0;
            boolean inside = figures > 1
                    || Character.isLetter(text.at(end - 1))
                    || (cues & ~Names.KNOWN) != 0 && (cues & Names.KNOWN) == 0;
            if (known && inside) {
                return word.toString();
            }
        }
        return "";
    }

    private static boolean isPart(char c) {
        return c < 0x80 ? Character.isLetterOrDigit(c) || c == '$' || c == '!' : Character.isLetter(c);
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
