package dev.sluice.policy.proof;

import java.util.List;

/** What each policy does in a space: to how many requests it applies, and how many it decides. */
final class Effects {
    private final List<PolicyAnswers> policies;
    private final int words;
    private final Effect[] effects;

    /** Of one policy. Row and profile of the first request of each sort, -1 if there is none. */
    static final class Effect {
        private long applies;
        private long decides;
        private int[] firstApplies = {-1, -1};
        private int[] firstDecides = {-1, -1};
        private int[] firstPermitted = {-1, -1};
        private int[] firstFails = {-1, -1};

        /** Requests to which it applies. */
        long applies() {
            return applies;
        }

        /** Requests that would be answered otherwise without it. */
        long decides() {
            return decides;
        }

        int[] firstApplies() {
            return firstApplies.clone();
        }

        int[] firstDecides() {
            return firstDecides.clone();
        }

        /** To which it applies and that some permit permits. */
        int[] firstPermitted() {
            return firstPermitted.clone();
        }

        int[] firstFails() {
            return firstFails.clone();
        }

        boolean fails() {
            return firstFails[0] >= 0;
        }
    }

    Effects(List<PolicyAnswers> policies, int words) {
        this.policies = policies;
        this.words = words;
        this.effects = new Effect[policies.size()];
        for (int i = 0; i < effects.length; i++) {
            effects[i] = new Effect();
        }
    }

    Effect of(int policy) {
        return effects[policy];
    }

    /** Counts one document, and says to which profiles it may go. */
    long[] add(int row, int[] document) {
        long[][][] answers = new long[effects.length][][];
        for (int i = 0; i < effects.length; i++) {
            answers[i] = policies.get(i).answers(document);
        }
        long[] allowed = new long[words];
        for (int word = 0; word < words; word++) {
            long permitted = 0;
            long permittedTwice = 0;
            long forbidden = 0;
            long forbiddenTwice = 0;
            long failed = 0;
            for (int i = 0; i < effects.length; i++) {
                long yes = answers[i][0][word];
                failed |= answers[i][1][word];
                if (policies.get(i).table().rule().permits()) {
                    permittedTwice |= permitted & yes;
                    permitted |= yes;
                } else {
                    forbiddenTwice |= forbidden & yes;
                    forbidden |= yes;
                }
            }
            allowed[word] = permitted & ~forbidden & ~failed;
            for (int i = 0; i < effects.length; i++) {
                long yes = answers[i][0][word];
                long decides = policies.get(i).table().rule().permits()
                        ? yes & ~permittedTwice & ~forbidden & ~failed
                        : yes & ~forbiddenTwice & permitted & ~failed;
                if ((yes | answers[i][1][word]) != 0) {
                    count(effects[i], row, word, yes, decides, permitted, answers[i][1][word]);
                }
            }
        }
        return allowed;
    }

    private static void count(Effect effect, int row, int word, long yes, long decides, long permitted, long fails) {
        effect.applies += Long.bitCount(yes);
        effect.decides += Long.bitCount(decides);
        first(effect.firstApplies, row, word, yes);
        first(effect.firstDecides, row, word, decides);
        first(effect.firstPermitted, row, word, yes & permitted);
        first(effect.firstFails, row, word, fails);
    }

    private static void first(int[] first, int row, int word, long bits) {
        if (first[0] < 0 && bits != 0) {
            first[0] = row;
            first[1] = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
        }
    }
}
