package dev.sluice.classifier.explanation;

import java.util.Set;

/**
 * What one word or sign near a finding did to it.
 *
 * @param effect what it did
 * @param place where it stands
 * @param start its first UTF-16 unit over the canonical text
 * @param end one past its last
 * @param cues what the lexicon knows it as and what its form is: names of a closed set
 * @param told the word in lower case, or the sign, if it is one of a closed list and part of no value; else empty
 * @param without the confidence without it; 0 if the finding would not be there
 */
public record Influence(Effect effect, Place place, int start, int end, Set<String> cues, String told, double without) {
    /** What a word did. */
    public enum Effect {
        /** Without it the finding would not be there. */
        NEEDED("without it nothing would be found here"),
        /** It alone of all words around is enough; another one would be too. */
        ENOUGH("enough by itself, and not the only one"),
        /** It raises the confidence. */
        RAISES("raises the confidence"),
        /** It lowers the confidence. */
        LOWERS("lowers the confidence");

        private final String meaning;

        Effect(String meaning) {
            this.meaning = meaning;
        }

        /** What it means, as part of a sentence. */
        public String meaning() {
            return meaning;
        }
    }

    /** Where a word stands. */
    public enum Place {
        /** Before the finding. */
        BEFORE,
        /** Behind it. */
        BEHIND,
        /** In the head of its column or segment. */
        HEAD
    }

    /** Copies the cues. */
    public Influence {
        cues = Set.copyOf(cues);
    }
}
