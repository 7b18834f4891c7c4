package dev.sluice.classifier.custom;

import dev.sluice.classifier.pattern.NormalText;
import java.util.ArrayList;
import java.util.List;

/** Words, that is runs of letters and digits, of normalised text. */
final class Words {
    private Words() {}

    /** Whether the unit belongs to a word; both halves of a pair do, so that no border cuts one. */
    static boolean isPart(char unit) {
        if (unit < 0x80) {
            return unit >= 'a' && unit <= 'z' || unit >= 'A' && unit <= 'Z' || unit >= '0' && unit <= '9';
        }
        return Character.isLetterOrDigit(unit) || Character.isSurrogate(unit);
    }

    /** The words of a short text in lower case without accents, in order. */
    static List<String> of(String text) {
        NormalText normal = NormalText.of(text, 0, text.length());
        return of(normal.folded(), 0, normal.length());
    }

    /** The words between two places of folded units, in order. */
    static List<String> of(char[] folded, int from, int to) {
        List<String> words = new ArrayList<>();
        for (int i = from; i < to; ) {
            int start = i;
            while (i < to && isPart(folded[i])) {
                i++;
            }
            if (i > start) {
                words.add(new String(folded, start, i - start));
            } else {
                i++;
            }
        }
        return words;
    }
}
