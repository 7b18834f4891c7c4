package dev.sluice.classifier.pattern;

import java.util.Arrays;

/**
 * Finds what in a stretch of a covered language is in none: a sentence in between that a language explains better that is not
 * covered, since small words that only the other has outnumber those that only this one has; or that neither this language
 * nor English explains. What English explains and this language does not is English. Both are sums that run over the words and never fall below nothing (Page's test), so a sentence
 * shows wherever it stands. One thread.
 */
final class OtherLanguages {
    /** What the sum of small words must reach; a word of one letter counts half. */
    private static final int PROOF = 6;

    private static final int WORD = 2;
    private static final int LETTER = 1;

    /** What words must weigh together against the language, in tenths of a bit. */
    private static final int STRANGE = 36;

    /** Fewest words in lower case that are a sentence. */
    private static final int FEWEST = 5;

    private final LanguageLexicon lexicon;
    private final SmallWords smallWords;
    private final int[] sums;
    private final int[] begins;
    private final int[] weights = new int[Language.ALL.size()];

    OtherLanguages(LanguageLexicon lexicon) {
        this.lexicon = lexicon;
        this.smallWords = lexicon.smallWords();
        this.sums = new int[smallWords.others()];
        this.begins = new int[smallWords.others()];
    }

    /** Takes those words out of the stretch that begins at {@code from} and ends before {@code to}. */
    void takeOut(Scan scan, int[] words, byte[] states, int from, int to) {
        Language language = Language.ALL.get(states[from] - 1);
        small(scan, words, states, language, from, to);
        strange(scan, words, states, language, from, to);
        scan.spend(to - from);
    }

    private void small(Scan scan, int[] words, byte[] states, Language language, int from, int to) {
        Arrays.fill(sums, 0);
        for (int i = from; i < to; i++) {
            long word = smallWords.of(scan, words[i]);
            int weight = scan.length(words[i]) == 1 ? LETTER : WORD;
            boolean own = smallWords.isOwn(word, language);
            boolean other = !own && smallWords.isOther(word, language) && isWritten(scan, words, i);
            if (!own && !other) {
                continue;
            }
            for (int rival = 0; rival < sums.length; rival++) {
                boolean has = smallWords.isIn(word, rival);
                if (other && has) {
                    begins[rival] = sums[rival] == 0 ? i : begins[rival];
                    sums[rival] += weight;
                    if (sums[rival] >= PROOF) {
                        Arrays.fill(states, begins[rival], i + 1, LanguageStretches.OTHER);
                    }
                } else if (own && !has) {
                    sums[rival] = Math.max(0, sums[rival] - weight);
                }
            }
        }
    }

    private void strange(Scan scan, int[] words, byte[] states, Language language, int from, int to) {
        int sum = 0;
        int begin = from;
        int most = 0;
        int last = from;
        for (int i = from; i <= to; i++) {
            int weight = 0;
            if (i < to && isWritten(scan, words, i)) {
                lexicon.weigh(scan, words[i], weights);
                weight = weights[language.ordinal()];
            }
            if (sum == 0) {
                begin = i;
            }
            sum = Math.max(0, sum - weight);
            if (sum > most) {
                most = sum;
                last = i;
            }
            if (sum == 0 || i == to) {
                if (most >= STRANGE) {
                    judge(scan, words, states, begin, last + 1, from, to);
                }
                most = 0;
            }
        }
    }

    /** Words that English explains half of are English, with the names beside them; too few others say nothing. */
    private static void judge(Scan scan, int[] words, byte[] states, int from, int to, int least, int most) {
        int written = 0;
        int english = 0;
        for (int i = from; i < to; i++) {
            if (isWritten(scan, words, i)) {
                WordCounts.Kind kind = WordCounts.kind(scan, words[i]);
                written++;
                english += kind == WordCounts.Kind.ENGLISH
                                || kind == WordCounts.Kind.SHARED
                                || kind == WordCounts.Kind.KNOWN
                        ? 1
                        : 0;
            }
        }
        if (english * 2 >= written) {
            int first = from;
            while (first > least && !isWritten(scan, words, first - 1) && !isParted(scan, words, first - 1)) {
                first--;
            }
            int end = to;
            while (end < most && !isWritten(scan, words, end) && !isParted(scan, words, end - 1)) {
                end++;
            }
            for (int i = first; i < end; i++) {
                states[i] = states[i] > 0 ? 0 : states[i];
            }
        } else if (written >= FEWEST) {
            Arrays.fill(states, from, to, LanguageStretches.OTHER);
        }
    }

    /** Whether a sentence or a line ends between a word and the next. */
    private static boolean isParted(Scan scan, int[] words, int word) {
        return LanguageStretches.isParted(scan, words, word);
    }

    /** Whether it is a word in a sentence and no name: in lower case, or in capitals among such. */
    private static boolean isWritten(Scan scan, int[] words, int i) {
        byte shape = scan.shape(words[i]);
        boolean capitals = shape == Tokens.UPPER
                || scan.length(words[i]) == 1 && shape != Tokens.LOWER && isCapitals(scan, words, i - 1);
        return shape == Tokens.LOWER || capitals && (isCapitals(scan, words, i - 1) || isCapitals(scan, words, i + 1));
    }

    private static boolean isCapitals(Scan scan, int[] words, int i) {
        return i >= 0 && i < words.length && scan.shape(words[i]) == Tokens.UPPER && scan.length(words[i]) > 1;
    }
}
