package dev.sluice.ingest.extract;

import java.util.regex.Pattern;

/**
 * A cell of a sheet that is not blank.
 *
 * @param column from 0
 * @param kind what its first line looks like; below it may stand a comment on the cell
 */
record SheetCell(int column, String text, Kind kind) {
    /** What columns are told from their heads by. */
    enum Kind {
        /** Begins with a letter and holds no digit. */
        WORDS,
        /** Three numbers parted by one sign, alone or before a time of day. */
        DATE,
        NUMBER,
        /** Letters and digits mixed, and whatever else there is. */
        MIXED
    }

    private static final int MAX_HEAD = 60;
    private static final int MAX_LOOKED_AT = 80;
    private static final Pattern DATE =
            Pattern.compile("\\d{1,4}([-/.])(?:\\d{1,2}|[A-Za-z]{3,9})\\1\\d{1,4}(?:[T ].*)?");
    private static final Pattern NUMBER = Pattern.compile("[-+(]?\\p{Sc}?[\\d.,' %)-]*\\d[\\d.,' %)-]*\\p{Sc}?");

    static SheetCell of(int column, String text) {
        String value = text.strip();
        return new SheetCell(column, value, kind(value));
    }

    private static Kind kind(String value) {
        int end = value.indexOf('\n');
        String line = value.substring(0, Math.min(end < 0 ? value.length() : end, MAX_LOOKED_AT))
                .strip();
        if (line.chars().noneMatch(Character::isDigit)) {
            return Kind.WORDS;
        }
        if (DATE.matcher(line).matches()) {
            return Kind.DATE;
        }
        return NUMBER.matcher(line).matches() ? Kind.NUMBER : Kind.MIXED;
    }

    /** Whether it may be the head of a column: short, in one paragraph, beginning with a letter. */
    boolean isLabel() {
        return text.length() <= MAX_HEAD && Character.isLetter(text.codePointAt(0));
    }

    /** It in one line and without a colon at the end, as it stands before the cells below it. */
    String asHead() {
        return text.replaceAll("\\s+", " ").replaceFirst(" ?:$", "");
    }
}
