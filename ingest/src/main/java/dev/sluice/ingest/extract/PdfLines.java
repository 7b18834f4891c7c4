package dev.sluice.ingest.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows, as whoever looks at it reads it: line by line from left to right, whatever was drawn first. A form's
 * values are often drawn after all of its labels, and nothing keeps a file from drawing a number digit by digit in any order.
 */
final class PdfLines {
    /** In widths of the letter m, as the other lengths: glyphs this far apart are of two words. */
    private static final float SPACE = 0.15f;

    /** What stands nearer is read as one, though it was not drawn at once; columns of a page are farther apart. */
    private static final float NEAR = 0.9f;

    private static final float SAME_LINE = 0.3f;

    /** Glyphs that were drawn one after the other without a gap. */
    private static final class Run {
        private final long angle;
        private final double across;
        private final double start;
        private final double em;
        private final StringBuilder text = new StringBuilder();
        private double end;

        Run(long angle, double across, double start, double em) {
            this.angle = angle;
            this.across = across;
            this.start = start;
            this.em = em;
            this.end = start;
        }
    }

    /** A run and where it came in the drawing. */
    private record Placed(Run run, int order) {}

    private final List<Run> runs = new ArrayList<>();
    private int characters;

    /**
     * A glyph that the page shows.
     *
     * @param at the text rendering matrix
     * @param advance to the next glyph, in widths of the letter m
     * @param text what the font says that it is; null where it does not, which is counted elsewhere
     */
    void glyph(Matrix at, Vector advance, @Nullable String text) {
        if (text == null) {
            return;
        }
        double em = Math.max(Math.hypot(at.getScaleX(), at.getShearY()), 1e-6);
        double cos = at.getScaleX() / em;
        double sin = at.getShearY() / em;
        double start = at.getTranslateX() * cos + at.getTranslateY() * sin;
        double across = at.getTranslateY() * cos - at.getTranslateX() * sin;
        long angle = Math.round(Math.toDegrees(Math.atan2(sin, cos)));
        Run run = runs.isEmpty() ? null : runs.getLast();
        if (run == null
                || run.angle != angle
                || Math.abs(across - run.across) > SAME_LINE * em
                || Math.abs(start - run.end) > SPACE * em) {
            run = new Run(angle, across, start, em);
            runs.add(run);
        }
        run.text.append(text);
        Matrix next = Matrix.concatenate(at, Matrix.getTranslateInstance(advance.getX(), advance.getY()));
        run.end = next.getTranslateX() * cos + next.getTranslateY() * sin;
        characters += text.length() + 1;
    }

    /** How many characters it holds. */
    int characters() {
        return characters;
    }

    /** All that is shown, in the order in which it was drawn. */
    List<String> drawn() {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        Run last = null;
        for (Run run : runs) {
            if (last != null && !isSameLine(last, run)) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(run.text);
            last = run;
        }
        lines.add(line.toString());
        return lines;
    }

    /** What stands side by side and was not drawn one after the other. */
    List<String> joined() {
        List<Placed> placed = new ArrayList<>();
        for (int order = 0; order < runs.size(); order++) {
            placed.add(new Placed(runs.get(order), order));
        }
        placed.sort(
                Comparator.<Placed>comparingLong(each -> each.run.angle).thenComparingDouble(each -> each.run.across));
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= placed.size(); to++) {
            if (to == placed.size() || !isSameLine(placed.get(from).run, placed.get(to).run)) {
                join(placed.subList(from, to), lines);
                from = to;
            }
        }
        return lines;
    }

    private static boolean isSameLine(Run one, Run other) {
        return one.angle == other.angle
                && Math.abs(one.across - other.across) <= SAME_LINE * Math.max(one.em, other.em);
    }

    private static void join(List<Placed> line, List<String> lines) {
        line.sort(Comparator.comparingDouble(each -> each.run.start));
        StringBuilder text = new StringBuilder(line.getFirst().run.text);
        boolean another = false;
        for (int i = 1; i < line.size(); i++) {
            Placed last = line.get(i - 1);
            Placed next = line.get(i);
            double gap = (next.run.start - last.run.end) / Math.max(last.run.em, next.run.em);
            if (Math.abs(gap) > NEAR) {
                keep(text, another, lines);
                text.setLength(0);
                another = false;
            } else {
                another |= next.order != last.order + 1;
                text.append(gap > SPACE ? " " : "");
            }
            text.append(next.run.text);
        }
        keep(text, another, lines);
    }

    private static void keep(StringBuilder text, boolean another, List<String> lines) {
        if (another) {
            lines.add(text.toString());
        }
    }
}
