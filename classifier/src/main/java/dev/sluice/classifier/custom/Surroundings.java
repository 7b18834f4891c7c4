package dev.sluice.classifier.custom;

import dev.sluice.classifier.pattern.NormalText;
import java.util.List;

/** The words before and behind a place, up to an empty line and no further than a bound in units. */
final class Surroundings {
    static final int REACH = 1024;

    private final char[] folded;
    private final int length;
    private final int words;

    Surroundings(NormalText text, int words) {
        this.folded = text.folded();
        this.length = text.length();
        this.words = words;
    }

    /** The nearest words that end at or before a unit, in the order of the text. */
    List<String> before(int unit) {
        int least = Math.max(0, unit - REACH);
        int from = unit;
        int seen = 0;
        boolean inWord = false;
        int breaks = 0;
        for (int i = unit - 1; i >= least; i--) {
            boolean part = Words.isPart(folded[i]);
            seen += part && !inWord ? 1 : 0;
            if (seen > words) {
                break;
            }
            breaks = folded[i] == '\n' ? breaks + 1 : folded[i] > ' ' ? 0 : breaks;
            if (breaks > 1) {
                break;
            }
            inWord = part;
            from = i;
        }
        return Words.of(folded, from, unit);
    }

    /** The nearest words that begin at or behind a unit. */
    List<String> after(int unit) {
        int most = Math.min(length, unit + REACH);
        int to = unit;
        int seen = 0;
        boolean inWord = false;
        int breaks = 0;
        for (int i = unit; i < most; i++) {
            boolean part = Words.isPart(folded[i]);
            seen += part && !inWord ? 1 : 0;
            if (seen > words) {
                break;
            }
            breaks = folded[i] == '\n' ? breaks + 1 : folded[i] > ' ' ? 0 : breaks;
            if (breaks > 1) {
                break;
            }
            inWord = part;
            to = i + 1;
        }
        return Words.of(folded, unit, to);
    }
}
