package dev.sluice.classifier.custom;

import dev.sluice.classifier.pattern.NormalText;
import java.util.List;

/**
 * What stands at the head of the place that a scan has come to: the first line of its block, cut into the cells of a
 * table if it is one, and the head of its segment. Moves forward only, so the work is linear in the text.
 */
final class TableHeads {
    private static final int LONGEST_HEAD = 4096;
    private static final String SEPARATORS = "\t|;,";

    /** What a window hands to the one behind it. */
    record Carried(String head, String segment, boolean inLine) {
        static final Carried NOTHING = new Carried("", "", false);
    }

    private final NormalText text;
    private final char[] folded;
    private String head;
    private String segment;
    private int at;
    private int lineStart;
    private int cell;
    private boolean quoted;
    private boolean inKnownLine;
    private char separator;

    TableHeads(NormalText text, Carried carried) {
        this.text = text;
        this.folded = text.folded();
        this.head = carried.head();
        this.segment = carried.segment();
        this.inKnownLine = carried.inLine();
        this.separator = separator(head);
    }

    /** Moves to a unit of the text, not before the last one. */
    void moveTo(int unit) {
        while (at < unit) {
            char c = folded[at++];
            if (c == '\n') {
                endLine(at - 1);
                lineStart = at;
                cell = 0;
                quoted = false;
            } else {
                cell += c == separator && separator != 0 ? 1 : 0;
                quoted |= c == '"';
            }
        }
    }

    private void endLine(int end) {
        boolean blank = true;
        for (int i = lineStart; i < end && blank; i++) {
            blank = folded[i] <= ' ';
        }
        if (blank) {
            head = "";
            segment = "";
            separator = 0;
        } else if (head.isEmpty() && !inKnownLine) {
            String line = new String(folded, lineStart, Math.min(end - lineStart, LONGEST_HEAD)).strip();
            if (segment.isEmpty() && line.startsWith("[") && line.endsWith("]") && line.contains(" | ")) {
                segment = line;
            } else {
                head = line;
                separator = separator(line);
            }
        }
        inKnownLine = false;
    }

    private static char separator(String line) {
        for (int i = 0; i < SEPARATORS.length(); i++) {
            if (line.indexOf(SEPARATORS.charAt(i)) >= 0) {
                return SEPARATORS.charAt(i);
            }
        }
        return 0;
    }

    /** The words of the column's head, or of all heads where quotes make the cells uncertain; none outside a table. */
    List<String> column() {
        if (separator == 0) {
            return List.of();
        }
        char[] line = head.toCharArray();
        if (quoted || head.indexOf('"') >= 0) {
            return Words.of(line, 0, line.length);
        }
        int start = 0;
        for (int i = 0; i < cell && start >= 0; i++) {
            start = head.indexOf(separator, start) + 1;
            start = start == 0 ? -1 : start;
        }
        if (start < 0) {
            return List.of();
        }
        int end = head.indexOf(separator, start);
        return Words.of(line, start, end < 0 ? line.length : end);
    }

    /** The words of the segment's head. */
    List<String> segment() {
        return Words.of(segment.toCharArray(), 0, segment.length());
    }

    /** What the next window needs, which begins at an offset of the source. */
    Carried carriedTo(int source) {
        int unit = at;
        while (unit < text.length() && text.sourceStart(unit) < source) {
            unit++;
        }
        boolean inLine = unit > 0 && folded[unit - 1] != '\n';
        while (inLine && unit > at && unit < text.length() && folded[unit - 1] != '\n') {
            unit++;
        }
        moveTo(unit);
        return new Carried(head, segment, inLine);
    }
}
