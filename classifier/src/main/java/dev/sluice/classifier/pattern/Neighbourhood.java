package dev.sluice.classifier.pattern;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words and signs of a text as the recognizers see them, with what may be told of each: what the lexicon knows it as,
 * and the word itself where it is one of a closed list of labels, titles and the like that can be nobody's name.
 *
 * <p>Inside the module only.
 */
public final class Neighbourhood {
    /** What no word is told for: names, places, ordinary words, conditions, and what is a form and no word. */
    private static final long SILENT = Cue.bits(
            Cue.FIRST_NAME,
            Cue.COMMON_FIRST_NAME,
            Cue.SURNAME,
            Cue.COMMON_SURNAME,
            Cue.WORD,
            Cue.NOT_A_NAME,
            Cue.PLACE,
            Cue.STATE,
            Cue.HEALTH,
            Cue.PHRASE,
            Cue.ENCODABLE,
            Cue.NUMBER,
            Cue.CODE,
            Cue.AT,
            Cue.BLOB,
            Cue.CAPITAL,
            Cue.INITIAL,
            Cue.OPENING,
            Cue.FOREIGN);

    /** What says nothing about a word itself: it may begin a phrase, be read as an encoding, or be of another language. */
    private static final long INNER = Cue.bits(Cue.PHRASE, Cue.ENCODABLE, Cue.FOREIGN);

    private static final long NAME = Cue.bits(Cue.FIRST_NAME, Cue.SURNAME, Cue.PLACE);
    private static final long COMMON_NAME = Cue.bits(Cue.COMMON_FIRST_NAME, Cue.COMMON_SURNAME, Cue.PLACE);
    private static final long LABEL = labels();
    private static final Set<String> HINTS = hints();

    /**
     * One of them.
     *
     * @param start its first unit in the source
     * @param end one past its last
     * @param kind what it is
     * @param isLabel whether the lexicon knows it as the label of a value
     * @param cues what the lexicon knows it as and what its form is: names of a closed set
     * @param told the word in lower case, or the sign, where it may be told; else empty
     */
    public record Part(int start, int end, Kind kind, boolean isLabel, Set<String> cues, String told) {}

    /** What a part is. */
    public enum Kind {
        /** Letters. */
        WORD,
        /** Digits. */
        NUMBER,
        /** A sign. */
        SIGN,
        /** The end of a line. */
        BREAK
    }

    private Neighbourhood() {}

    private static long labels() {
        long bits = Cue.bits(Cue.TITLE, Cue.BIRTH, Cue.CARE_DATE, Cue.AGE);
        for (Cue cue : Cue.values()) {
            bits |= cue.name().endsWith("_LABEL") ? cue.bit() : 0;
        }
        return bits;
    }

    private static Set<String> hints() {
        Set<String> hints = new HashSet<>();
        NumberSchemes.ALL.forEach(scheme -> hints.addAll(scheme.hints()));
        return Set.copyOf(hints);
    }

    /**
     * The parts of a text of well-formed UTF-16, in their order.
     *
     * @param tellable further words, in lower case without accents, that may be told
     */
    public static List<Part> of(String source, Set<String> tellable) {
        NormalText text = NormalText.of(source, 0, source.length());
        Tokens tokens = new Tokenizer(BuiltIn.LEXICON).tokenize(text);
        List<Part> parts = new ArrayList<>(tokens.count);
        for (int i = 0; i < tokens.count; i++) {
            int start = tokens.start[i];
            int end = tokens.end[i];
            String folded = new String(text.folded(), start, end - start);
            Kind kind = Kind.values()[tokens.kind[i] - Tokens.WORD];
            long cues = tokens.cues[i];
            parts.add(new Part(
                    text.sourceStart(start),
                    text.sourceEnd(end),
                    kind,
                    (cues & LABEL) != 0,
                    names(cues),
                    tellable.contains(folded) ? folded : told(text, tokens, i, folded)));
        }
        return List.copyOf(parts);
    }

    private static Set<String> names(long cues) {
        Set<String> names = new TreeSet<>();
        for (Cue cue : Cue.values()) {
            if ((cues & cue.bit() & ~INNER) != 0) {
                names.add(cue.name());
            }
        }
        return Collections.unmodifiableSet(names);
    }

    private static String told(NormalText text, Tokens tokens, int i, String folded) {
        return switch (tokens.kind[i]) {
            case Tokens.WORD -> isTold(text, tokens, i) || HINTS.contains(folded) ? folded : "";
            case Tokens.SIGN -> folded.charAt(0) < 0x7F ? folded.substring(0, 1) : "";
            default -> "";
        };
    }

    /** Many labels are rare surnames too: such a word is told as a label where it is written like none of them. */
    private static boolean isTold(NormalText text, Tokens tokens, int i) {
        long cues = tokens.cues[i];
        if ((cues & ~SILENT) == 0 || (cues & COMMON_NAME) != 0) {
            return false;
        }
        boolean colon =
                i + 1 < tokens.count && tokens.kind[i + 1] == Tokens.SIGN && text.at(tokens.start[i + 1]) == ':';
        return (cues & NAME) == 0 || (cues & LABEL) != 0 && (tokens.shape[i] == Tokens.LOWER || colon);
    }
}
