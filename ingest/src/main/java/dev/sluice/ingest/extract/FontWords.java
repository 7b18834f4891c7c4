package dev.sluice.ingest.extract;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Strings of a font in their order, most of them names of glyphs: several in a row that are words of no font are told together. */
final class FontWords {
    /** Names that say a glyph's number or its character. */
    private static final Pattern NUMBERED =
            Pattern.compile("(?:uni|u|cid|glyph|gid|afii|g|c|G|C|H|index)?[0-9A-Fa-f]{1,24}(?:[._][A-Za-z0-9]{1,12})*");

    private static final Pattern GLYPH = Pattern.compile("[A-Za-z]{3,40}(?:\\.[A-Za-z]{1,5}\\d{0,2})?");
    private static final int FEWEST_LETTERS = 5;

    /** So many as numbers of people have; numbers of glyphs are shorter, or have letters before them. */
    private static final Pattern DIGITS = Pattern.compile("(?:\\d[._-]?){9,}.{0,200}");

    private final Consumer<String> told;
    private final StringBuilder row = new StringBuilder();
    private int words;

    FontWords(Consumer<String> told) {
        this.told = told;
    }

    void add(String text) {
        String parted = JoinedWords.parted(text);
        if (SpokenWords.isPhrase(parted) || DIGITS.matcher(text).matches()) {
            told.accept(parted.isEmpty() ? text : parted);
        } else if (NUMBERED.matcher(text).matches() || GLYPH.matcher(text).matches() && isGlyph(text)) {
            end();
        } else if (SpokenWords.isPhrase(text)) {
            WrittenRuns.text(text, told);
        } else if (SpokenWords.isWritten(text)) {
            row.append(row.isEmpty() ? "" : " ").append(text);
            words++;
        } else {
            end();
        }
    }

    /** A name that begins with one that all fonts have, or is a word of fonts with a variant. */
    private static boolean isGlyph(String name) {
        int point = name.indexOf('.');
        String base = point < 0 ? name : name.substring(0, point);
        for (int end = FEWEST_LETTERS; end <= base.length(); end++) {
            if (SpokenWords.isGlyph(base.substring(0, end))) {
                return true;
            }
        }
        return point > 0 && !SpokenWords.isWritten(base);
    }

    /** To be called after the last. */
    void end() {
        if (words > 1) {
            WrittenRuns.text(row.toString(), told);
        }
        row.setLength(0);
        words = 0;
    }
}
