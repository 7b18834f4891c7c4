package dev.sluice.classifier.custom;

import dev.sluice.classifier.pattern.NormalText;
import org.jspecify.annotations.Nullable;

/**
 * Reads words one by one as lists compare them: folded, with one space for what parts them. It reads no further than the
 * longest entry.
 */
final class PhraseReader {
    private static final int LONGEST_GAP = 40;
    private static final int MOST_SIGNS = 2;

    private final @Nullable NormalText text;
    private final char[] folded;
    private final int length;
    private final boolean mended;
    private final StringBuilder key = new StringBuilder(32);
    private long hash = 1125899906842597L;
    private int at;
    private boolean parted;

    /**
     * Reads a text from the first unit of a word on.
     *
     * @param mended whether a word that a hyphen parts at the end of a line is one word
     */
    PhraseReader(NormalText text, int from, boolean mended) {
        this(text, text.folded(), text.length(), from, mended);
    }

    /** Reads an entry. */
    PhraseReader(char[] folded, int length, int from, boolean mended) {
        this(null, folded, length, from, mended);
    }

    private PhraseReader(@Nullable NormalText text, char[] folded, int length, int from, boolean mended) {
        this.text = text;
        this.folded = folded;
        this.length = length;
        this.at = from;
        this.mended = mended;
    }

    /** Reads what parts the next word from the last and the word; false, with nothing read, if there is none. */
    boolean nextWord() {
        if (key.isEmpty()) {
            return word(at);
        }
        int i = at;
        int signs = 0;
        int breaks = 0;
        boolean blank = false;
        int mark = key.length();
        while (i < length && i - at < LONGEST_GAP && !Words.isPart(folded[i])) {
            char c = folded[i++];
            breaks += c == '\n' ? 1 : 0;
            if (c <= ' ' || c == '-' || c == '_') {
                blank = true;
            } else {
                if (blank) {
                    key.append(' ');
                }
                blank = false;
                signs++;
                key.append(c);
            }
        }
        if (i >= length || i - at >= LONGEST_GAP || signs > MOST_SIGNS || breaks > 1) {
            key.setLength(mark);
            return false;
        }
        if (blank) {
            key.append(' ');
        }
        add(mark);
        return word(i);
    }

    private boolean word(int from) {
        int mark = key.length();
        int i = from;
        while (i < length && key.length() <= WordList.LONGEST_ENTRY) {
            if (Words.isPart(folded[i])) {
                key.append(folded[i++]);
            } else if (isPartedAt(i)) {
                parted = true;
                if (!mended) {
                    break;
                }
                i++;
            } else {
                break;
            }
        }
        if (i == from || key.length() > WordList.LONGEST_ENTRY) {
            return false;
        }
        add(mark);
        at = i;
        return true;
    }

    /** A hyphen whose next unit does not stand behind it in the source: there a line ended. */
    private boolean isPartedAt(int i) {
        return text != null
                && folded[i] == '-'
                && i + 1 < length
                && Words.isPart(folded[i + 1])
                && text.sourceStart(i + 1) > text.sourceEnd(i + 1);
    }

    private void add(int from) {
        for (int i = from; i < key.length(); i++) {
            hash = hash * 0x100000001B3L ^ key.charAt(i);
        }
    }

    /** What was read, as lists compare it. */
    String key() {
        return key.toString();
    }

    /** A hash of {@link #key()}. */
    long hash() {
        return hash;
    }

    /** One past the last unit of the last word read. */
    int end() {
        return at;
    }

    /** Whether a word was parted at the end of a line. */
    boolean wasParted() {
        return parted;
    }
}
