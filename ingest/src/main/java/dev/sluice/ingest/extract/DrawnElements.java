package dev.sluice.ingest.extract;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Counts what elements of markup draw: shapes of SVG, free shapes of DrawingML, VML and OpenDocument, and handwriting in
 * InkML. The same drawing on many pages counts once, and one of few outlines as a sign.
 *
 * @see <a href="https://www.w3.org/TR/InkML/">InkML</a>, ECMA-376 part 1 §20.1.9 (free shapes)
 */
final class DrawnElements {
    private static final float UNITS_PER_POINT = 12_700;
    private static final Set<String> POINTS = Set.of("polyline", "polygon");
    private static final Set<String> FIGURES = Set.of("line", "rect", "circle", "ellipse", "use");
    private static final Set<String> LINES = Set.of("moveTo", "lnTo", "cubicBezTo", "quadBezTo");

    private final Outlines all = new Outlines();
    private final Set<Integer> seen = new HashSet<>();
    private Outlines drawing = new Outlines();
    private int content;
    private int depth;
    private float scale;
    private boolean free;
    private String line = "";
    private long width;
    private float x;
    private float y;
    private boolean handwritten;

    /**
     * An element begins.
     *
     * @param name without a prefix
     * @param space its namespace, empty in HTML
     * @param attribute gives the value of an attribute by its name in small letters, empty if there is none
     */
    void start(String name, String space, UnaryOperator<String> attribute) {
        switch (name) {
            case "svg" -> svg(attribute);
            case "custGeom" -> {
                begin();
                free = true;
            }
            case "ext" -> {
                width = number(attribute.apply("cx"));
            }
            case "chExt" -> {
                // Shapes in a group have sizes of its own.
                width = 0;
            }
            case "pt" -> point(attribute);
            case "trace" -> handwritten |= space.contains("InkML");
            default -> {
                if (free) {
                    freeLine(name, attribute);
                } else {
                    shape(name, attribute);
                }
            }
        }
    }

    private void svg(UnaryOperator<String> attribute) {
        if (depth++ == 0) {
            begin();
            String box = attribute.apply("viewbox").strip();
            float shown = length(attribute.apply("width"));
            int last = box.lastIndexOf(' ', Math.max(0, box.lastIndexOf(' ') - 1));
            float inside = box.isEmpty() || last < 0
                    ? shown
                    : length(box.substring(last + 1).strip().split("[\\s,]+")[0]);
            scale = box.isEmpty() ? 1 : inside > 0 ? shown / inside : 0;
        }
    }

    private void freeLine(String name, UnaryOperator<String> attribute) {
        if (name.equals("path")) {
            long across = number(attribute.apply("w"));
            scale = across > 0 ? width / UNITS_PER_POINT / across : width > 0 ? 1 / UNITS_PER_POINT : 0;
        } else if (name.equals("arcTo")) {
            drawing.to(x, y);
        } else if (LINES.contains(name)) {
            line = name;
        }
    }

    private void shape(String name, UnaryOperator<String> attribute) {
        if (depth > 0 && !attribute.apply("transform").isEmpty()) {
            scale = 0;
        }
        if (name.equals("path")) {
            paths(attribute.apply("d"));
        } else if (name.equals("shape")) {
            paths(attribute.apply("path"));
        } else if (name.equals("enhanced-geometry") && attribute.apply("type").equals("non-primitive")) {
            paths(attribute.apply("enhanced-path"));
        } else if (POINTS.contains(name)) {
            paths("M" + attribute.apply("points"));
        } else if (depth > 0 && FIGURES.contains(name)) {
            drawing.rectangle();
            content = 31 * content
                    + attribute.apply("x").hashCode()
                    + attribute.apply("href").hashCode();
        }
    }

    private void paths(String data) {
        if (depth == 0) {
            begin();
            scale = 0;
        }
        content = 31 * content + data.hashCode();
        PathData.count(data, scale, drawing);
        if (depth == 0) {
            end();
        }
    }

    /** Of the points of a curve the first says where it is. */
    private void point(UnaryOperator<String> attribute) {
        if (!free || line.isEmpty()) {
            return;
        }
        x = number(attribute.apply("x")) * scale;
        y = number(attribute.apply("y")) * scale;
        content = 31 * content + Float.hashCode(31 * x + y);
        if (line.equals("moveTo")) {
            drawing.begin(x, y);
        } else {
            drawing.to(x, y);
        }
        line = "";
    }

    /** An element ends, called as where it began. */
    void end(String name) {
        if (name.equals("svg") && depth > 0 && --depth == 0) {
            end();
        } else if (name.equals("custGeom") && free) {
            free = false;
            end();
        }
    }

    private void begin() {
        drawing = new Outlines();
        content = 0;
        scale = 0;
    }

    private void end() {
        drawing.end();
        if (seen.add(content)) {
            all.add(drawing);
        }
    }

    private static long number(String value) {
        return value.matches("-?\\d{1,15}") ? Long.parseLong(value) : 0;
    }

    /** The number of a length, zero if it is none or relative. */
    private static float length(String value) {
        String number = value.strip().toLowerCase(Locale.ROOT).replaceAll("(?:px|pt)$", "");
        return number.matches("\\d{1,6}(?:\\.\\d{1,6})?") ? Float.parseFloat(number) : 0;
    }

    /** Whether what was drawn may be writing, beside so many characters of text. */
    boolean mayBeWriting(int characters) {
        return handwritten || all.mayBeWriting(characters);
    }
}
