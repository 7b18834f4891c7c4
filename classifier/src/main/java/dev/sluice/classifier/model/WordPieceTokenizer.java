package dev.sluice.classifier.model;

import java.text.Normalizer;

/**
 * Cuts text into words and these into word pieces as the uncased models of the BERT family were trained: control characters
 * dropped, lower case, accents stripped, every punctuation mark and every Chinese character a word, then from the left the
 * longest piece that the vocabulary holds. Where those models give up a whole word as unknown, this reads what can be read:
 * a character without a piece is unknown alone and a new word begins behind it, and a word is cut after a hundred
 * characters. So no sign that is glued to a name, and no lost space, hides the name. Work grows linearly with the text.
 * One thread.
 *
 * @see <a href="https://arxiv.org/abs/1810.04805">Devlin et al., BERT</a>
 */
final class WordPieceTokenizer {
    private static final int LONGEST_WORD = 100;
    /** A character takes at most this many units after decomposition and lower-casing. */
    private static final int MOST_UNITS = 16;

    private final Vocabulary vocabulary;
    private final char[] word = new char[LONGEST_WORD * 2 + MOST_UNITS];
    private final int[] starts = new int[word.length];
    private final int[] ends = new int[word.length];
    private int length;
    private int characters;

    WordPieceTokenizer(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Adds the pieces of the units from one to another; spans are over {@code text}. A word ends where the stretch ends. */
    void tokenize(char[] text, int from, int to, WordPieces out) {
        for (int i = from; i < to; ) {
            char c = text[i];
            if (c < UncasedForm.TABLE) {
                unit(UncasedForm.of(c), i, out);
                i++;
            } else {
                int codePoint = Character.codePointAt(text, i, to);
                int next = i + Character.charCount(codePoint);
                character(codePoint, i, next, out);
                i = next;
            }
        }
        endWord(out);
    }

    private void unit(char form, int at, WordPieces out) {
        if (form == UncasedForm.DROPPED) {
            return;
        }
        if (form == ' ') {
            endWord(out);
        } else if (UncasedForm.isPunctuation(form)) {
            endWord(out);
            append(form, at, at + 1, out);
            endWord(out);
        } else {
            append(form, at, at + 1, out);
        }
    }

    private void character(int codePoint, int from, int to, WordPieces out) {
        if (UncasedForm.isDropped(codePoint)) {
            return;
        }
        if (UncasedForm.isSpace(codePoint)) {
            endWord(out);
            return;
        }
        boolean alone = UncasedForm.isChinese(codePoint);
        if (alone) {
            endWord(out);
        }
        if (UncasedForm.isPlain(codePoint)) {
            append(codePoint, from, to, out);
        } else {
            String form = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFD);
            for (int i = 0; i < form.length(); ) {
                int part = form.codePointAt(i);
                i += Character.charCount(part);
                decomposed(part, from, to, out);
            }
        }
        if (alone) {
            endWord(out);
        }
    }

    private void decomposed(int codePoint, int from, int to, WordPieces out) {
        if (Character.getType(codePoint) == Character.NON_SPACING_MARK) {
            return;
        }
        int lower = Character.toLowerCase(codePoint);
        if (UncasedForm.isPunctuation(lower)) {
            endWord(out);
            append(lower, from, to, out);
            endWord(out);
        } else {
            append(lower, from, to, out);
        }
    }

    private void append(int codePoint, int from, int to, WordPieces out) {
        if (characters == LONGEST_WORD) {
            endWord(out);
        }
        characters++;
        int units = Character.toChars(codePoint, word, length);
        for (int i = length; i < length + units; i++) {
            starts[i] = from;
            ends[i] = to;
        }
        length += units;
    }

    private void endWord(WordPieces out) {
        boolean first = true;
        for (int at = 0; at < length; ) {
            long piece = vocabulary.longest(word, at, length, !first);
            boolean known = piece != Vocabulary.NONE;
            int end = known ? (int) (piece >> 32) : at + Character.charCount(Character.codePointAt(word, at, length));
            out.add(known ? (int) piece : vocabulary.unknown(), starts[at], ends[end - 1], first || !known);
            first = !known;
            at = end;
        }
        characters = 0;
        length = 0;
    }
}
