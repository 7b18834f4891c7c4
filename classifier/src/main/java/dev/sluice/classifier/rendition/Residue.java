package dev.sluice.classifier.rendition;

import dev.sluice.classifier.Finding;
import java.util.List;

/** Tells what a second pass found in our own words from what it found in the document's, by place and never by form. */
final class Residue {
    private static final String JOINTS = " \t\n,.-|;:";

    private final String text;
    private final List<Replacement> replacements;

    Residue(Rewriting.Draft draft) {
        this.text = draft.text().canonical();
        this.replacements = draft.replacements();
    }

    /** Whether the finding covers anything of the document but blanks and joints between replacements. */
    boolean isOfSource(Finding finding) {
        int at = finding.start();
        for (int i = firstEndingAfter(at); at < finding.end(); i++) {
            boolean past = i >= replacements.size();
            int start = past ? finding.end() : Math.min(replacements.get(i).start(), finding.end());
            for (; at < start; at++) {
                boolean edge = at == finding.start() || past;
                if (edge || JOINTS.indexOf(text.charAt(at)) < 0) {
                    return true;
                }
            }
            if (past) {
                break;
            }
            at = Math.max(at, replacements.get(i).end());
        }
        return false;
    }

    /** The finding over the source; a replacement that it touches is taken whole. */
    Finding inSource(Finding finding) {
        int first = firstEndingAfter(finding.start());
        int start = source(finding.start(), first, false);
        int end = source(finding.end(), firstEndingAfter(finding.end() - 1), true);
        return new Finding(
                finding.type(),
                finding.letter(),
                start,
                end,
                finding.confidence(),
                finding.recognizer(),
                finding.tier());
    }

    private int source(int at, int next, boolean end) {
        if (next < replacements.size()) {
            Replacement replacement = replacements.get(next);
            if (end ? replacement.start() < at : replacement.start() <= at) {
                return end ? replacement.sourceEnd() : replacement.sourceStart();
            }
        }
        int shift = next == 0
                ? 0
                : replacements.get(next - 1).sourceEnd()
                        - replacements.get(next - 1).end();
        return at + shift;
    }

    private int firstEndingAfter(int at) {
        int low = 0;
        int high = replacements.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (replacements.get(middle).end() > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
