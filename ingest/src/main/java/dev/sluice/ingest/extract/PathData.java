package dev.sluice.ingest.extract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the lines of a path that is written as letters and numbers, as SVG, OpenDocument and VML have it.
 *
 * @see <a href="https://www.w3.org/TR/SVG2/paths.html">SVG 2 §9.3</a>
 */
final class PathData {
    private static final Pattern TOKEN =
            Pattern.compile("[A-DF-Za-df-z]|[-+]?(?:\\d{1,12}(?:\\.\\d{0,12})?|\\.\\d{1,12})(?:[eE][-+]?\\d{1,3})?");

    private final float scale;
    private final Outlines outlines;
    private final float[] numbers = new float[7];
    private char command = 'M';
    private int read;
    private float x;
    private float y;

    private PathData(float scale, Outlines outlines) {
        this.scale = scale;
        this.outlines = outlines;
    }

    /** @param scale points per unit of the path; zero if unknown, when every outline may be as small as a glyph */
    static void count(String path, float scale, Outlines outlines) {
        PathData data = new PathData(scale, outlines);
        Matcher tokens = TOKEN.matcher(path);
        while (tokens.find()) {
            if (Character.isLetter(path.charAt(tokens.start()))) {
                data.command = path.charAt(tokens.start());
                data.read = 0;
            } else {
                data.number(Float.parseFloat(tokens.group()));
            }
        }
        outlines.end();
    }

    /** Where a line, a curve or an arc ends is said by the last numbers of its command. */
    private void number(float number) {
        numbers[read++] = number;
        char kind = Character.toUpperCase(command);
        int wanted = switch (kind) {
            case 'H', 'V' -> 1;
            case 'C' -> 6;
            case 'S', 'Q' -> 4;
            case 'A' -> 7;
            default -> 2;
        };
        if (read < wanted) {
            return;
        }
        read = 0;
        boolean relative = Character.isLowerCase(command);
        if (kind != 'V') {
            x = (relative ? x : 0) + (kind == 'H' ? number : numbers[wanted - 2]);
        }
        if (kind != 'H') {
            y = (relative ? y : 0) + number;
        }
        if (kind == 'M') {
            outlines.begin(x * scale, y * scale);
            command = relative ? 'l' : 'L';
        } else {
            outlines.to(x * scale, y * scale);
        }
    }
}
