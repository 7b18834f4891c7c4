package dev.sluice.classifier.pattern;

import java.util.Arrays;

/**
 * Marks what stands beside a word of English within a stretch of a covered language, so that the detectors that read
 * English sentences look at it as well: a short sentence of English that no empty line parts from the prose around it
 * is read as a part of the stretch.
 */
final class EnglishBeside {
    /** Greetings, closings, pronouns and words for speech; the small words that only English has tell by themselves. */
    private static final WordTable CUES = WordTable.of(
            "dear hi hello hey thanks thank thx tnx ty cheers regards sincerely "
                    + "best bye goodbye love yours he she his hers i my we me us it is said says asked told tells called calls "
                    + "please yesterday today tomorrow who whose ask call tell contact email remind notify to with from and by");

    private static final int REACH = 4;

    private EnglishBeside() {}

    /** Marks the tokens that are at most four from such a word as ones that may be English. */
    static void mark(Scan scan, int[] words, byte[] states, SmallWords smallWords, boolean[] doubtful) {
        for (int i = 0; i < words.length; i++) {
            if (states[i] > 0 && isEnglish(scan, words[i], Language.ALL.get(states[i] - 1), smallWords)) {
                int from = Math.max(0, words[i] - REACH);
                int to = Math.min(doubtful.length, words[i] + REACH + 1);
                Arrays.fill(doubtful, from, to, true);
            }
        }
        scan.spend(words.length);
    }

    private static boolean isEnglish(Scan scan, int token, Language language, SmallWords smallWords) {
        boolean cue = scan.isAnyOf(token, CUES)
                || scan.has(token, Cue.FUNCTION) && WordCounts.kind(scan, token) == WordCounts.Kind.ENGLISH;
        return cue && !smallWords.isKnown(smallWords.of(scan, token), language);
    }
}
