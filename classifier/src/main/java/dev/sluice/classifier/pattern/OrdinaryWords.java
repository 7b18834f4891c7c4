package dev.sluice.classifier.pattern;

/**
 * The ordinary words of the built-in lexicon: those that a text uses without meaning anybody, though some are names too.
 *
 * <p>Inside the module only.
 */
public final class OrdinaryWords {
    private static final long ORDINARY = Cue.bits(Cue.WORD, Cue.FUNCTION);
    private static final int LONGEST = 40;

    private OrdinaryWords() {}

    /** Whether this is one of them; a word in lower case without accents. */
    public static boolean has(String folded) {
        if (folded.length() > LONGEST) {
            return false;
        }
        char[] units = folded.toCharArray();
        int hash = 0;
        for (char unit : units) {
            hash = Lexicon.hash(hash, unit);
        }
        return (BuiltIn.LEXICON.cues(units, 0, units.length, hash) & ORDINARY) != 0;
    }
}
