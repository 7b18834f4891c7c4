package dev.sluice.classifier.pattern;

/**
 * Finds the stretches of a window that are in a covered language beside English, and gives their words the cues that
 * they have in that language. A stretch is what its words tell most together, against the price of entering and leaving
 * it; what no language explains stays as it is and is left to the {@link LanguageCheck}.
 */
final class LanguageStretches {
    private static final int ENTER = 45;
    private static final int LEAVE = 20;
    private static final int MOST_ADDED = 6;
    /** How many words beyond the end of a sentence or a line still belong to the stretch, as labels before their values do. */
    private static final int MOST_BEYOND = 3;
    /** What a word weighs that belongs to another language. */
    private static final int SAYS_NO = -12;

    /** The state of a word in a language that is not covered. */
    static final byte OTHER = -1;

    private static final int STATES = Language.ALL.size() + 1;

    private final LanguageLexicon lexicon;

    LanguageStretches(LanguageLexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** Marks the stretches in the scan's tokens. */
    void mark(Scan scan) {
        int[] words = words(scan);
        byte[] states = states(scan, words);
        extend(scan, words, states);
        takeOut(scan, words, states);
        boolean[] doubtful = new EnglishParagraphs(lexicon).takeOut(scan, words, states);
        byte[] languages = new byte[scan.count()];
        scan.tokens.doubtful = new boolean[scan.count()];
        for (int i = 0; i < words.length; i++) {
            languages[words[i]] = states[i];
            scan.tokens.doubtful[words[i]] = doubtful[i];
            if (i > 0 && states[i] == states[i - 1]) {
                for (int between = words[i - 1] + 1; between < words[i]; between++) {
                    languages[between] = states[i];
                }
            }
        }
        EnglishBeside.mark(scan, words, states, lexicon.smallWords(), scan.tokens.doubtful);
        scan.tokens.languages = languages;
        for (int token = 0; token < scan.count(); token++) {
            if (languages[token] > 0 && scan.isWord(token)) {
                give(scan, token, lexicon.cues(Language.ALL.get(languages[token] - 1)));
            }
        }
        scan.tokens.close();
        scan.spend(scan.count());
    }

    /** Whether a token in a stretch is an ordinary or small word of its language. */
    boolean isOrdinary(Scan scan, int token) {
        SmallWords words = lexicon.smallWords();
        byte state = scan.language(token);
        return state > 0 && words.isKnown(words.of(scan, token), Language.ALL.get(state - 1));
    }

    private void takeOut(Scan scan, int[] words, byte[] states) {
        OtherLanguages others = new OtherLanguages(lexicon);
        for (int from = 0; from < states.length; ) {
            int to = from + 1;
            while (to < states.length && states[to] == states[from]) {
                to++;
            }
            if (states[from] > 0) {
                others.takeOut(scan, words, states, from, to);
            }
            from = to;
        }
    }

    /** A stretch begins and ends where its sentence or line does, if words that say little are all that parts them. */
    private void extend(Scan scan, int[] words, byte[] states) {
        int[] weights = new int[Language.ALL.size()];
        for (int i = 1; i < words.length; i++) {
            if (states[i] > 0 && states[i - 1] == 0) {
                fill(scan, words, states, weights, i, -1);
            }
            if (states[i] == 0 && states[i - 1] > 0) {
                fill(scan, words, states, weights, i - 1, 1);
            }
        }
    }

    private void fill(Scan scan, int[] words, byte[] states, int[] weights, int from, int step) {
        byte state = states[from];
        int to = from;
        int own = from;
        boolean beyond = false;
        for (int i = from + step; Math.abs(i - from) <= (beyond ? MOST_BEYOND : MOST_ADDED); i += step) {
            if (i < 0 || i >= words.length || states[i] != 0) {
                break;
            }
            if (EnglishParagraphs.isParted(scan, words[Math.min(i, i - step)], words[Math.max(i, i - step)])) {
                break;
            }
            if (isParted(scan, words, Math.min(i, i - step))) {
                own = beyond ? own : to;
                beyond = true;
                if (Math.abs(i - from) > MOST_BEYOND) {
                    break;
                }
            }
            lexicon.weigh(scan, words[i], weights);
            if (weights[state - 1] <= SAYS_NO) {
                to = beyond ? own : from;
                break;
            }
            to = i;
        }
        for (int i = from; i != to; i += step) {
            states[i + step] = state;
        }
    }

    /** Whether a sentence or a line ends between a word and the next. */
    static boolean isParted(Scan scan, int[] words, int word) {
        for (int token = words[word] + 1; token < words[word + 1]; token++) {
            if (scan.isBreak(token) || scan.isSign(token, '.') || scan.isSign(token, '?') || scan.isSign(token, '!')) {
                return true;
            }
        }
        return false;
    }

    private static void give(Scan scan, int token, Lexicon cues) {
        Tokens tokens = scan.tokens;
        long bits = cues.cues(scan.text.folded(), tokens.start[token], tokens.end[token], scan.tokens.hash[token]);
        tokens.cues[token] |= bits;
        if (cues.beginsPhrase(bits)) {
            cues.markPhrases(scan.text, tokens, token);
        }
    }

    private static int[] words(Scan scan) {
        int[] words = new int[scan.count()];
        int count = 0;
        for (int token = 0; token < scan.count(); token++) {
            if (scan.isWord(token) && !Names.isCode(scan, token)) {
                words[count++] = token;
            }
        }
        return java.util.Arrays.copyOf(words, count);
    }

    /** For each word 0, or one more than the ordinal of its language: the likeliest row of them. */
    private byte[] states(Scan scan, int[] words) {
        byte[][] from = new byte[words.length][STATES];
        int[] best = new int[STATES];
        int[] next = new int[STATES];
        int[] weights = new int[Language.ALL.size()];
        java.util.Arrays.fill(best, 1, STATES, -ENTER);
        for (int i = 0; i < words.length; i++) {
            lexicon.weigh(scan, words[i], weights);
            int leader = 0;
            for (int state = 1; state < STATES; state++) {
                leader = best[state] > best[leader] ? state : leader;
            }
            for (int state = 0; state < STATES; state++) {
                int change = best[leader] - (state == 0 ? LEAVE : ENTER) - (state > 0 && leader > 0 ? LEAVE : 0);
                boolean stays = best[state] >= change;
                from[i][state] = (byte) (stays ? state : leader);
                next[state] = (stays ? best[state] : change) + (state == 0 ? 0 : weights[state - 1]);
            }
            int[] last = best;
            best = next;
            next = last;
        }
        byte state = 0;
        for (byte other = 1; other < STATES; other++) {
            state = best[other] > best[state] ? other : state;
        }
        byte[] states = new byte[words.length];
        for (int i = words.length - 1; i >= 0; i--) {
            states[i] = state;
            state = from[i][state];
        }
        return states;
    }
}
