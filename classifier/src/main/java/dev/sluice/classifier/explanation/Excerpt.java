package dev.sluice.classifier.explanation;

import dev.sluice.classifier.Finding;
import java.util.List;

/**
 * What stands around a finding, from one blank to another.
 *
 * @param text the units of the canonical text from {@code from} on
 * @param from where it begins there
 * @param isWhole whether it is all of the text
 */
record Excerpt(String text, int from, boolean isWhole) {
    private static final int LONGEST_WORD = 128;

    /** So many units before and behind a finding at most. */
    static Excerpt around(String whole, Finding finding, int before, int behind) {
        int from = Math.max(0, finding.start() - before);
        int to = Math.min(whole.length(), finding.end() + behind);
        return new Excerpt(
                whole.substring(begin(whole, from, finding.start()), end(whole, to, finding.end())),
                begin(whole, from, finding.start()),
                from == 0 && to == whole.length());
    }

    private static int begin(String whole, int from, int most) {
        if (from == 0) {
            return 0;
        }
        for (int i = from; i < most && i < from + LONGEST_WORD; i++) {
            if (whole.charAt(i) == '\n') {
                return i + 1;
            }
        }
        for (int i = from; i < most && i < from + LONGEST_WORD; i++) {
            if (whole.charAt(i) == ' ') {
                return i + 1;
            }
        }
        return Character.isLowSurrogate(whole.charAt(from)) ? from - 1 : from;
    }

    private static int end(String whole, int to, int least) {
        if (to == whole.length()) {
            return to;
        }
        for (int i = to; i > least && i > to - LONGEST_WORD; i--) {
            if (whole.charAt(i) == ' ' || whole.charAt(i) == '\n') {
                return i;
            }
        }
        return Character.isLowSurrogate(whole.charAt(to)) ? to + 1 : to;
    }

    /** How sure these findings of the excerpt, or of a text of its length, are of one over the whole text; 0 if it is not there. */
    double confidence(List<Finding> found, Finding finding) {
        return found.stream()
                .filter(one -> one.type() == finding.type()
                        && one.start() + from == finding.start()
                        && one.end() + from == finding.end())
                .mapToDouble(Finding::confidence)
                .max()
                .orElse(0);
    }
}
