package dev.sluice.classifier.pattern;

/** What kinds of words stand in a stretch of text: the evidence for and against its being English. One thread. */
final class WordCounts {
    private static final WordTable FOREIGN =
            WordTable.of("el los las una por para con del que como pero este esta esto muy mas sus fue se lo al su y "
                    + "le les des une est dans pour qui sur pas avec sont cette ces aux mais ou nous vous il elle ne "
                    + "der die das und ist nicht mit den dem ein eine einer auf fur von zu sich wird sind auch bei nach "
                    + "gli della che di una per sono con nel alla dei anche questo piu e il "
                    + "os uma nao para com mais foi ao pela pelo dos das em um "
                    + "het een van niet op zijn voor met dat aan werd door naar ook bij de "
                    + "och att det som pa av inte jag har till kan vi og ikke er til af "
                    + "nie jest na sie do w z to ze ktory oraz dla");
    /** Function words of English that are small words of other languages too. */
    private static final WordTable SHARED = WordTable.of("was had for per via over all him her man any who our also");

    private static final long KNOWN = ~Cue.bits(
            Cue.FIRST_NAME,
            Cue.COMMON_FIRST_NAME,
            Cue.SURNAME,
            Cue.COMMON_SURNAME,
            Cue.PLACE,
            Cue.PHRASE,
            Cue.HINT,
            Cue.NUMBER,
            Cue.CODE,
            Cue.ENCODABLE,
            Cue.AT,
            Cue.BLOB,
            Cue.CAPITAL,
            Cue.INITIAL,
            Cue.OPENING,
            Cue.FOREIGN);
    private static final int LONGEST_FOREIGN = 6;

    /** What one word tells. */
    enum Kind {
        /** A function word that only English has: the, which, would. */
        ENGLISH,
        /** A function word of English that other languages write too: a, in, was. */
        SHARED,
        /** Another word of English. */
        KNOWN,
        /** A function word of another language. */
        FOREIGN,
        /** A word with a letter that no covered language writes. */
        STRANGE,
        UNKNOWN
    }

    private int words;
    private int english;
    private int sure;
    private int known;
    private int foreign;

    /** What a word tells, in whatever case it is written. */
    static Kind kind(Scan scan, int token) {
        if (scan.shape(token) == Tokens.LOWER && isStrange(scan, token)) {
            return Kind.STRANGE;
        }
        boolean listed = scan.length(token) <= LONGEST_FOREIGN && FOREIGN.value(scan, token) > 0;
        if (scan.has(token, Cue.FUNCTION)) {
            boolean sure = scan.length(token) > 2 && !listed && SHARED.value(scan, token) == 0;
            return sure ? Kind.ENGLISH : Kind.SHARED;
        }
        if (listed) {
            return Kind.FOREIGN;
        }
        boolean known = scan.has(token, scan.has(token, Cue.FOREIGN) ? Cue.WORD.bit() : KNOWN);
        return known ? Kind.KNOWN : Kind.UNKNOWN;
    }

    /** Whether a letter stands in the word that no covered language writes: read without its accent it may be English. */
    private static boolean isStrange(Scan scan, int token) {
        for (int i = scan.tokens.start[token]; i < scan.tokens.end[token]; i++) {
            char letter = scan.text.at(i);
            if (letter >= 0xC0 && letter < 0x250 && !Language.isWritten(letter)
                    || letter >= 0x1E00 && letter < 0x1F00) {
                return true;
            }
        }
        return false;
    }

    void count(Kind kind, boolean isOrdinaryWord) {
        words++;
        english += kind == Kind.ENGLISH || kind == Kind.SHARED ? 1 : 0;
        sure += kind == Kind.ENGLISH ? 1 : 0;
        foreign += kind == Kind.FOREIGN || kind == Kind.STRANGE ? 1 : 0;
        boolean unknown = kind == Kind.UNKNOWN || kind == Kind.STRANGE || kind == Kind.FOREIGN && !isOrdinaryWord;
        known += unknown ? 0 : 1;
    }

    int words() {
        return words;
    }

    /** Whether small words of another language stand there that English cannot explain. */
    boolean areForeign() {
        return foreign >= 3 && foreign * 2 > english || foreign >= 2 && english == 0 && words < 60;
    }

    /** Whether this many words are there and most of them are of no language that is known. */
    boolean areUnknown(int least) {
        return words >= least && known * 5 < words * 2 && english * 12 < words;
    }

    /** The same without regard to the small words that English shares with other languages. */
    boolean areUnknownWithoutDoubt(int least) {
        return words >= least && known * 5 < words * 2 && sure * 12 < words;
    }

    void add(WordCounts others) {
        words += others.words;
        english += others.english;
        sure += others.sure;
        known += others.known;
        foreign += others.foreign;
    }

    void clear() {
        words = 0;
        english = 0;
        sure = 0;
        known = 0;
        foreign = 0;
    }
}
