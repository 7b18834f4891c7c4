package dev.sluice.classifier.rendition;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The letters and digits of a text alone, in lower case, without accents and compatibility forms, each with its place: what
 * makes {@code 123-45-6789} and {@code 123 456 789}, or {@code Müller} and {@code MULLER}, the same. One thread.
 */
final class FoldedText {
    private final String source;
    private char[] chars;
    private int[] starts;
    private int[] ends;
    private int length;
    private @Nullable QGramIndex index;

    FoldedText(String source) {
        this.source = source;
        this.chars = new char[source.length() + 16];
        this.starts = new int[chars.length];
        this.ends = new int[chars.length];
        for (int i = 0; i < source.length(); ) {
            int codePoint = source.codePointAt(i);
            int next = i + Character.charCount(codePoint);
            if (codePoint < 0x80) {
                if (Character.isLetterOrDigit(codePoint)) {
                    append(Character.toLowerCase((char) codePoint), i, next);
                }
            } else {
                other(codePoint, i, next);
            }
            i = next;
        }
    }

    /** The folded form of a value. */
    static String fold(String value) {
        return new FoldedText(value).toText();
    }

    int length() {
        return length;
    }

    char at(int i) {
        return chars[i];
    }

    /** First unit in the source of the sign at {@code i}. */
    int start(int i) {
        return starts[i];
    }

    /** One past the last unit in the source of the sign before {@code after}. */
    int end(int after) {
        return ends[after - 1];
    }

    String slice(int from, int to) {
        return new String(chars, from, to - from);
    }

    /** Where its signs stand, made when it is first asked for. */
    QGramIndex index() {
        QGramIndex made = index == null ? new QGramIndex(this) : index;
        index = made;
        return made;
    }

    /** Whether these signs stand at a place, which may be out of range. */
    boolean matches(int at, String folded) {
        if (at < 0 || at + folded.length() > length) {
            return false;
        }
        for (int i = 0; i < folded.length(); i++) {
            if (chars[at + i] != folded.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String toText() {
        return new String(chars, 0, length);
    }

    /** Whether a word ends between the sign before {@code i} and the one at {@code i}: a gap, a figure, a new capital. */
    boolean isBorder(int i) {
        if (i <= 0 || i >= length) {
            return true;
        }
        int end = ends[i - 1];
        for (int at = end; at < starts[i]; at++) {
            if (isVisible(source.charAt(at))) {
                return true;
            }
        }
        if (Character.isDigit(chars[i - 1]) != Character.isDigit(chars[i])) {
            return true;
        }
        return Character.isLowerCase(source.charAt(end - 1)) && Character.isUpperCase(source.charAt(starts[i]));
    }

    private static boolean isVisible(char c) {
        int type = Character.getType(c);
        return type != Character.FORMAT
                && type != Character.NON_SPACING_MARK
                && type != Character.ENCLOSING_MARK
                && type != Character.COMBINING_SPACING_MARK;
    }

    private void other(int codePoint, int start, int end) {
        if (!Character.isLetterOrDigit(codePoint)
                && Character.getType(codePoint) != Character.OTHER_SYMBOL
                && Character.getType(codePoint) != Character.OTHER_NUMBER) {
            return;
        }
        String form = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                int digit = Character.isDigit(c) ? Character.digit(c, 10) : -1;
                append(digit < 0 ? c : (char) ('0' + digit), start, end);
            }
        }
    }

    private void append(char c, int start, int end) {
        if (length == chars.length) {
            int capacity = length + (length >> 1) + 16;
            chars = Arrays.copyOf(chars, capacity);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        chars[length] = c;
        starts[length] = start;
        ends[length++] = end;
    }
}
