package dev.sluice.classifier.pattern;

import java.util.Arrays;

/**
 * Finds the paragraphs and sentences within a stretch of a covered language that are English by themselves: more of their
 * words are English and unknown to the language than the other way round. A short one costs less to read as a part of the stretch around it
 * than leaving and entering do, but the detectors that read English sentences must not pass it over. Nor may they pass over
 * one that no word tells the language of, such as a name by itself.
 */
final class EnglishParagraphs {
    /** What a small word of English weighs that no other language writes. */
    private static final int SMALL = 2;

    private static final int WORD = 1;

    /** What the words of a sentence must weigh together to be English. */
    private static final int SENTENCE = 2;

    private final SmallWords smallWords;

    EnglishParagraphs(LanguageLexicon lexicon) {
        this.smallWords = lexicon.smallWords();
    }

    /** Takes the English paragraphs and sentences out of the stretches; answers which words stand in one that may be either. */
    boolean[] takeOut(Scan scan, int[] words, byte[] states) {
        boolean[] doubtful = new boolean[words.length];
        for (int from = 0; from < words.length; ) {
            int to = from + 1;
            while (to < words.length && !isParted(scan, words[to - 1], words[to])) {
                to++;
            }
            paragraph(scan, words, states, doubtful, from, to);
            from = to;
        }
        for (int from = 0; from < words.length; ) {
            int to = from + 1;
            while (to < words.length && !LanguageStretches.isParted(scan, words, to - 1)) {
                to++;
            }
            sentence(scan, words, states, from, to);
            from = to;
        }
        scan.spend(2 * words.length);
        return doubtful;
    }

    /** A sentence or line that is English by itself; one in which the stretch ends is read whole. */
    private void sentence(Scan scan, int[] words, byte[] states, int from, int to) {
        byte state = 0;
        for (int i = from; i < to && state <= 0; i++) {
            state = states[i];
        }
        if (state <= 0) {
            return;
        }
        int english = 0;
        for (int i = from; i < to; i++) {
            english += states[i] < 0 ? 0 : weight(scan, words[i], Language.ALL.get(state - 1));
        }
        if (english >= SENTENCE) {
            for (int i = from; i < to; i++) {
                states[i] = states[i] > 0 ? 0 : states[i];
            }
        }
    }

    private void paragraph(Scan scan, int[] words, byte[] states, boolean[] doubtful, int from, int to) {
        int english = 0;
        for (int i = from; i < to; i++) {
            if (states[i] > 0) {
                english += weight(scan, words[i], Language.ALL.get(states[i] - 1));
            }
        }
        if (english > 0) {
            for (int i = from; i < to; i++) {
                states[i] = states[i] > 0 ? 0 : states[i];
            }
        } else if (english == 0) {
            Arrays.fill(doubtful, from, to, true);
        }
    }

    /** Above 0 for a word that English has and the language has not, below for the reverse. */
    private int weight(Scan scan, int token, Language language) {
        if (isEnding(scan, token)) {
            return 0;
        }
        long word = smallWords.of(scan, token);
        boolean known = smallWords.isKnown(word, language);
        return switch (WordCounts.kind(scan, token)) {
            case ENGLISH -> known ? 0 : SMALL;
            case SHARED, KNOWN -> known || !scan.has(token, Cue.FUNCTION) && !scan.has(token, Cue.WORD) ? 0 : WORD;
            case FOREIGN, STRANGE, UNKNOWN -> !known ? 0 : smallWords.isOwn(word, language) ? -SMALL : -WORD;
        };
    }

    /** The s of an English genitive, which French writes before an apostrophe. */
    private static boolean isEnding(Scan scan, int token) {
        boolean apostrophe = scan.isSign(token - 1, '\'') || scan.isSign(token - 1, '\u2019');
        return scan.length(token) == 1 && apostrophe && scan.touches(token) && scan.touches(token - 1);
    }

    /** Whether an empty line stands between a word and the next. */
    static boolean isParted(Scan scan, int word, int next) {
        for (int token = word + 1; token < next - 1; token++) {
            if (scan.isBreak(token) && scan.isBreak(token + 1)) {
                return true;
            }
        }
        return false;
    }
}
