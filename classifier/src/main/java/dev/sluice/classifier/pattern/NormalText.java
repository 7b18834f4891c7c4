package dev.sluice.classifier.pattern;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A stretch of text as detectors see it: invisible characters dropped, compatibility forms, digits, spaces, dashes and
 * quotes made plain, escapes undone, what was parted at a line's end put together, and a second copy in lower case
 * without accents; every unit knows where it came from.
 *
 * <p>Inside the module only.
 */
public final class NormalText {
    private static final int MOST_LAYERS = 4;

    /** By ASCII unit, whether it means the same wherever it stands. */
    private static final boolean[] PLAIN = plain();

    private char[] chars;
    private char[] folded;
    private int[] origin;
    private int[] ends;
    private int length;
    private int end;
    private boolean marks;
    private boolean otherLetters;
    private final BitSet overrides = new BitSet();

    private static boolean[] plain() {
        boolean[] plain = new boolean[0x80];
        for (char c = 1; c < 0x7F; c++) {
            plain[c] = c != '>' && !LineWrap.isWrapSign(c) && !Escapes.isMark(c);
        }
        return plain;
    }

    private NormalText(int capacity) {
        this.chars = new char[capacity];
        this.folded = new char[capacity];
        this.origin = new int[capacity];
        this.ends = new int[capacity];
    }

    /** Normalises {@code source} from one UTF-16 offset to another; neither may cut a surrogate pair. */
    public static NormalText of(String source, int from, int to) {
        NormalText text = new NormalText(to - from + 16);
        for (int i = text.appendPlainRun(source, from, to); i < to; i = text.appendPlainRun(source, i, to)) {
            char c = source.charAt(i);
            text.end = i + 1;
            int next = LineWrap.isWrapSign(c) ? LineWrap.next(source, i, to) : -1;
            if (next > 0) {
                text.appendPlain(c, i);
                i = next;
            } else if (c == '>' && LineWrap.isQuoting(source, from, i)) {
                text.append(' ', i);
                i++;
            } else if (c == '\\' && isWrittenBreak(source, i, to)) {
                text.end = i + 2;
                text.append(source.charAt(i + 1) == 't' ? '\t' : '\n', i);
                i += 2;
            } else if (c == 0 || c == 0x7F) {
                i++;
            } else if (c < 0x80) {
                text.append(c, i);
                i++;
            } else {
                int codePoint = source.codePointAt(i);
                text.end = i + Character.charCount(codePoint);
                if (codePoint >= 0x202A && codePoint <= 0x202E) {
                    text.overrides.set(text.length, codePoint >= 0x202C || text.overrides.get(text.length));
                }
                text.appendPlain(codePoint, i);
                i += Character.charCount(codePoint);
            }
        }
        for (int round = 0; round < MOST_LAYERS && text.marks; round++) {
            text.unescape();
        }
        return text;
    }

    /** A text without units, to which {@link #add} adds them. */
    static NormalText empty(int capacity) {
        return new NormalText(capacity);
    }

    /** Adds a unit that came from this part of the source. */
    void add(char c, int sourceStart, int sourceEnd) {
        end = sourceEnd;
        append(c, sourceStart);
    }

    /** Adds the units of another text from one to another. */
    void add(NormalText other, int from, int to) {
        int units = to - from;
        reserve(units);
        System.arraycopy(other.chars, from, chars, length, units);
        System.arraycopy(other.folded, from, folded, length, units);
        System.arraycopy(other.origin, from, origin, length, units);
        System.arraycopy(other.ends, from, ends, length, units);
        otherLetters |= other.otherLetters;
        length += units;
    }

    /** Whether a right-to-left override stood right before the unit. */
    boolean isOverride(int i) {
        return overrides.get(i);
    }

    boolean hasOverrides() {
        return !overrides.isEmpty();
    }

    /** Where the override that begins at a unit ends: where its direction is taken back or the line ends. */
    int overrideEnd(int from, int most) {
        int i = from + 1;
        while (i < length && i - from < most && chars[i] != '\n' && !overrides.get(i)) {
            i++;
        }
        return i;
    }

    /** Puts characters in the place of their escapes; an escape of an escape is left to the next time. */
    private void unescape() {
        int size = length;
        int first = 0;
        while (first < size && !(Escapes.isMark(chars[first]) && Escapes.at(chars, first, size) >= 0)) {
            first++;
        }
        marks = first < size;
        length = first;
        BitSet before = (BitSet) overrides.clone();
        overrides.clear(first, Math.max(first, overrides.length()));
        for (int i = first; i < size; ) {
            if (before.get(i)) {
                overrides.set(length);
            }
            long written = Escapes.isMark(chars[i]) ? Escapes.at(chars, i, size) : -1;
            int units = written < 0 ? 1 : (int) written & 0xFF;
            end = ends[i + units - 1];
            if (written < 0) {
                append(chars[i], origin[i]);
            } else {
                appendShort((int) (written >> 8), origin[i]);
            }
            i += units;
        }
    }

    /** Appends no more units than the shortest escape has. */
    private void appendShort(int codePoint, int from) {
        int plain = Folding.plain(codePoint);
        if (plain != Folding.DROP) {
            appendCodePoint(plain, from);
        }
    }

    /** A line break or tab as other formats write them, which would stick to the next word: {@code \nMRN}. */
    private static boolean isWrittenBreak(String source, int backslash, int to) {
        if (backslash + 1 >= to) {
            return false;
        }
        char kind = source.charAt(backslash + 1);
        return (kind == 'n' || kind == 't' || kind == 'r')
                && (backslash + 2 >= to || !Character.isLowerCase(source.charAt(backslash + 2)));
    }

    /**
     * Where a stretch that begins at {@code from} best ends, at most {@code most} units on: where a text that is parted is,
     * part by part, what it is as a whole. Where there is no such place in its second half, at a border of words, and at
     * {@code most} where nothing there parts words.
     */
    public static int stretch(String source, int from, int to, int most) {
        return Stretch.end(source, from, to, most);
    }

    /** Number of units. */
    public int length() {
        return length;
    }

    /** The units with their case kept; those from {@link #length()} on mean nothing. */
    public char[] units() {
        return chars;
    }

    /** The unit with its case kept. */
    char at(int i) {
        return chars[i];
    }

    /** The unit in lower case without accent. */
    char foldedAt(int i) {
        return folded[i];
    }

    /** Whether a unit may stand there that is beyond the Latin letters of Europe: false is sure. */
    boolean hasOtherLetters() {
        return otherLetters;
    }

    /** The units in lower case without accents; those from {@link #length()} on mean nothing. */
    public char[] folded() {
        return folded;
    }

    /** The unit in lower case without accent, as in {@link #folded()}. */
    public static char fold(char c) {
        return Folding.fold(c);
    }

    /** Where in the source the unit at {@code i} begins. */
    public int sourceStart(int i) {
        return origin[i];
    }

    /** Where in the source a span that ends before a unit ends; {@code after} is at least 1. */
    public int sourceEnd(int after) {
        return ends[after - 1];
    }

    String slice(int start, int end) {
        return new String(chars, start, end - start);
    }

    /** Appends what stays as it is, from one place of the source up to the first unit of another kind; where that is. */
    private int appendPlainRun(String source, int from, int to) {
        reserve(to - from);
        char[] plain = chars;
        char[] lower = folded;
        int[] starts = origin;
        int[] stops = ends;
        int i = from;
        int at = length;
        while (i < to) {
            char c = source.charAt(i);
            if (c >= PLAIN.length || !PLAIN[c]) {
                break;
            }
            plain[at] = c;
            lower[at] = Folding.fold(c);
            starts[at] = i++;
            stops[at++] = i;
        }
        length = at;
        return i;
    }

    private void append(char c, int from) {
        reserve(1);
        marks |= Escapes.isMark(c);
        otherLetters |= c >= 0x250 || c == '\u00b2' || c == '\u00b3' || c == '\u00b9';
        chars[length] = c;
        folded[length] = Folding.fold(c);
        ends[length] = end;
        origin[length++] = from;
    }

    private void reserve(int units) {
        if (length + units > chars.length) {
            int capacity = length + units + (length >> 1) + 16;
            chars = Arrays.copyOf(chars, capacity);
            folded = Arrays.copyOf(folded, capacity);
            origin = Arrays.copyOf(origin, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
    }

    private void appendPlain(int codePoint, int from) {
        if (codePoint <= 0x17F && codePoint != 0xAD && codePoint != 0xA0 && Character.isLetter(codePoint)) {
            append((char) codePoint, from);
            return;
        }
        int plain = Folding.plain(codePoint);
        if (plain == Folding.DROP) {
            return;
        }
        if (plain < 0x80 || !Folding.hasCompatibilityForm(plain)) {
            appendCodePoint(plain, from);
            return;
        }
        String form = Normalizer.normalize(Character.toString(plain), Normalizer.Form.NFKC);
        form.codePoints().limit(8).forEach(each -> appendCodePoint(Math.max(0, Folding.plain(each)), from));
    }

    private void appendCodePoint(int codePoint, int from) {
        if (Character.isBmpCodePoint(codePoint)) {
            append((char) codePoint, from);
        } else {
            append(Character.highSurrogate(codePoint), from);
            append(Character.lowSurrogate(codePoint), from);
        }
    }
}
