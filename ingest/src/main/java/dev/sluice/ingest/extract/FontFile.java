package dev.sluice.ingest.extract;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Font files: shapes of letters, with a few texts of who made them. Whether a file is one is decided by its directory, not by its
 * first bytes, and what may be somebody's words in it is told.
 *
 * @see "ISO/IEC 14496-22 (Open Font Format) §4, Adobe Technical Notes 5040 (PFB), 5176 (CFF), W3C WOFF and WOFF2"
 */
final class FontFile {
    private static final int ENTRY = 16;
    private static final int POST_HEAD = 32;
    private static final int NAMED_GLYPHS = 0x00020000;
    /** A line that gives a key of such fonts numbers. */
    private static final Pattern SETTING = Pattern.compile(
            "\\s*/(?:FontBBox|FontMatrix|FontType|PaintType|StrokeWidth|UniqueID|XUID|ItalicAngle|isFixedPitch|UnderlinePosition"
                    + "|UnderlineThickness|FSType|WeightVector|em|ascent|descent) ?"
                    + "[\\[{]?(?: *-?\\d{0,8}(?:\\.\\d{0,8})?){1,6} *[\\]}]? ?(?:readonly )?(?:def|put)? ?");

    private static final int LONGEST_FILLING = 3;
    private static final int WOFF_HEAD = 44;
    private static final int WOFF2_HEAD = 48;
    private static final Charset MACINTOSH =
            Charset.isSupported("x-MacRoman") ? Charset.forName("x-MacRoman") : StandardCharsets.ISO_8859_1;
    /** Names of the family, its style and the file, of which one word is no more than a name. */
    private static final Set<Integer> FAMILY = Set.of(1, 2, 3, 4, 6, 16, 17, 18, 20, 21, 22, 25);

    private final byte[] rest;
    private final ByteBuffer font;
    private final Consumer<String> told;
    private final BitSet covered = new BitSet();
    private long judged;

    private FontFile(byte[] content, Consumer<String> told) {
        this.rest = content.clone();
        this.font = ByteBuffer.wrap(content);
        this.told = told;
    }

    /** Whether content begins as a font for pages and packages does, which has a directory to its end. */
    static boolean hasDirectory(byte[] content) {
        return begins(content) && !isCompact(content) && !isType1(content);
    }

    /** Whether content begins as a font does; says nothing of what follows. */
    static boolean begins(byte[] content) {
        return content.length >= 4
                && switch (ByteBuffer.wrap(content).getInt()) {
                    case 0x774F4646, 0x774F4632, 0x4F54544F, 0x74727565, 0x74746366, 0x74797031, 0x00010000 -> true;
                    default -> isCompact(content) || isType1(content);
                };
    }

    /**
     * Goes through a font, and tells of what may be written in it.
     *
     * @return whether its structure is that of a font to its end
     */
    static boolean look(byte[] content, Consumer<String> told) {
        if (!begins(content)) {
            return false;
        }
        FontFile file = new FontFile(content, told);
        try {
            boolean whole = file.isWhole();
            WrittenRuns.look(file.rest, told);
            return whole;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isWhole() {
        return switch (font.getInt(0)) {
            case 0x774F4646 -> isPacked(WOFF_HEAD, 24);
            case 0x774F4632 -> isPacked(WOFF2_HEAD, 28);
            case 0x74746366 -> isCollection();
            case 0x4F54544F, 0x74727565, 0x74797031, 0x00010000 -> directory(0) && isCovered();
            default -> isType1(rest) ? type1() : compact(0, rest.length);
        };
    }

    /** Tables are packed, which nobody unpacks here but what packs them; what else there may be is metadata. */
    private boolean isPacked(int head, int metadata) {
        return rest.length > head
                && font.getInt(8) == rest.length
                && font.getShort(12) > 0
                && font.getInt(metadata) == 0
                && font.getInt(metadata + 12) == 0;
    }

    private boolean isCollection() {
        int fonts = font.getInt(8);
        cover(0, 12 + 4L * fonts + 12);
        boolean whole = fonts > 0 && fonts < 1 << 10;
        for (int i = 0; whole && i < fonts; i++) {
            whole = directory(font.getInt(12 + 4 * i));
        }
        return whole && isCovered();
    }

    private boolean directory(int at) {
        int tables = font.getShort(at + 4) & 0xFFFF;
        cover(at, 12 + (long) ENTRY * tables);
        for (int i = 0; i < tables; i++) {
            int entry = at + 12 + ENTRY * i;
            long from = font.getInt(entry + 8) & 0xFFFFFFFFL;
            long length = font.getInt(entry + 12) & 0xFFFFFFFFL;
            if (from + length > rest.length + LONGEST_FILLING || from < 12 && length > 0) {
                return false;
            }
            cover(from, length);
            int to = (int) Math.min(rest.length, from + length);
            switch (font.getInt(entry)) {
                case 0x6E616D65 -> names((int) from, to);
                case 0x706F7374 -> glyphs((int) from, to);
                case 0x43464620 -> compact((int) from, to);
                default -> {}
            }
        }
        return tables > 0;
    }

    private void cover(long from, long length) {
        covered.set((int) Math.min(from, rest.length), (int) Math.min(from + length, rest.length));
    }

    /** Bytes that belong to no table fill it up, or are zeros. */
    private boolean isCovered() {
        for (int from = covered.nextClearBit(0); from < rest.length; ) {
            int next = covered.nextSetBit(from);
            int to = next < 0 ? rest.length : next;
            for (int i = from; to - from > LONGEST_FILLING && i < to; i++) {
                if (rest[i] != 0) {
                    return false;
                }
            }
            from = covered.nextClearBit(to);
        }
        return true;
    }

    private void names(int table, int end) {
        int count = font.getShort(table + 2) & 0xFFFF;
        int strings = table + (font.getShort(table + 4) & 0xFFFF);
        BitSet taken = new BitSet();
        for (int i = 0; i < count; i++) {
            int at = table + 6 + 12 * i;
            int length = font.getShort(at + 8) & 0xFFFF;
            int from = strings + (font.getShort(at + 10) & 0xFFFF);
            if (from + length > end) {
                continue;
            }
            boolean narrow = font.getShort(at) == 1;
            String text =
                    new String(font.array(), from, length, narrow ? MACINTOSH : StandardCharsets.UTF_16BE).strip();
            if (!FAMILY.contains((int) font.getShort(at + 6)) || SpokenWords.isPhrase(Typefaces.without(text))) {
                WrittenRuns.text(text, told);
            }
            judged += length;
            if (judged > 2L * rest.length) {
                throw new IllegalArgumentException("texts over each other");
            }
            WrittenRuns.otherwise(Arrays.copyOfRange(font.array(), from, from + length), !narrow, told);
            taken.set(from, from + length);
        }
        clear(taken);
    }

    /** Names of glyphs, each with its length before it. */
    private void glyphs(int table, int end) {
        if (end - table < POST_HEAD + 2 || font.getInt(table) != NAMED_GLYPHS) {
            return;
        }
        WrittenRuns.otherwise(Arrays.copyOfRange(font.array(), table, end), false, told);
        BitSet taken = new BitSet();
        FontWords words = new FontWords(told);
        int at = table + POST_HEAD + 2 + 2 * (font.getShort(table + POST_HEAD) & 0xFFFF);
        while (at < end) {
            int next = at + 1 + (font.get(at) & 0xFF);
            if (next > end) {
                break;
            }
            words.add(new String(font.array(), at + 1, next - at - 1, StandardCharsets.ISO_8859_1));
            taken.set(at, next);
            at = next;
        }
        words.end();
        clear(taken);
    }

    /** What was told of as a text by itself is no run once more. */
    private void clear(BitSet taken) {
        for (int from = taken.nextSetBit(0); from >= 0; from = taken.nextSetBit(from)) {
            int to = taken.nextClearBit(from);
            Arrays.fill(rest, from, to, (byte) 0);
            from = to;
        }
    }

    private static boolean isCompact(byte[] content) {
        return content.length > 12
                && content[0] == 1
                && content[1] == 0
                && content[2] >= 4
                && content[2] <= 32
                && content[3] >= 1
                && content[3] <= 4;
    }

    /** A font of the compact format: the names of fonts, their properties, and strings, each in an index. */
    private boolean compact(int from, int end) {
        BitSet taken = new BitSet();
        int at = from + font.get(from + 2);
        at = index(at, end, taken, true);
        at = at < 0 ? at : index(at, end, taken, false);
        at = at < 0 ? at : index(at, end, taken, true);
        at = at < 0 ? at : index(at, end, new BitSet(), false);
        WrittenRuns.otherwise(Arrays.copyOfRange(font.array(), from, Math.max(from, at)), false, told);
        clear(taken);
        return at >= 0;
    }

    /** @return where an index ends; below zero if it does not lie within the font */
    private int index(int at, int end, BitSet taken, boolean texts) {
        if (at + 2 > end) {
            return -1;
        }
        int count = font.getShort(at) & 0xFFFF;
        if (count == 0) {
            return at + 2;
        }
        int size = font.get(at + 2);
        long base = at + 2L + (count + 1L) * size;
        if (size < 1 || size > 4 || base > end) {
            return -1;
        }
        long from = base + offset(at + 3, size);
        FontWords words = new FontWords(told);
        for (int i = 1; i <= count; i++) {
            long to = base + offset(at + 3 + i * size, size);
            if (to < from || to > end) {
                return -1;
            }
            if (texts) {
                String text = new String(font.array(), (int) from, (int) (to - from), StandardCharsets.ISO_8859_1);
                words.add(text);
                taken.set((int) from, (int) to);
            }
            from = to;
        }
        words.end();
        return (int) from;
    }

    private long offset(int at, int size) {
        long offset = 0;
        for (int i = 0; i < size; i++) {
            offset = offset << 8 | font.get(at + i) & 0xFF;
        }
        return offset;
    }

    private static boolean isType1(byte[] content) {
        int at = content.length > 6 && content[0] == (byte) 0x80 && content[1] == 1 ? 6 : 0;
        return PictureBlocks.startsWith(content, at, "%!");
    }

    /** Lines of PostScript until what is enciphered; each is judged by itself. */
    private boolean type1() {
        String text = new String(rest, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("eexec");
        String head = text.substring(0, Math.max(0, end));
        SpokenNumbers.in(head.lines()
                        .filter(line -> !SETTING.matcher(line).matches())
                        .collect(Collectors.joining("\n")))
                .forEach(told);
        head.lines()
                .filter(line -> !SETTING.matcher(line).matches())
                .filter(line -> SpokenWords.isPhrase(line))
                .forEach(line -> told.accept(line.strip()));
        Arrays.fill(rest, 0, head.length(), (byte) 0);
        return end > 0 && head.contains("/FontMatrix") || head.contains("/CharStrings");
    }
}
