package dev.sluice.app.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes rows in one of the output formats. JSON and CSV rows appear as they are added; a table is aligned over all of
 * its rows and appears on {@link #close()}. Not thread-safe.
 */
public final class Rows implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int WIDEST_CELL = 60;

    private final OutputFormat format;
    private final PrintStream out;
    private final boolean upright;
    private final List<SequencedMap<String, ?>> held = new ArrayList<>();
    private boolean headerWritten;

    /**
     * @param format how rows are written
     * @param out where to, usually standard output
     */
    public Rows(OutputFormat format, PrintStream out) {
        this(format, out, false);
    }

    private Rows(OutputFormat format, PrintStream out, boolean upright) {
        this.format = format;
        this.out = out;
        this.upright = upright;
    }

    /** Rows of many columns: in a table each is a list of names and whole cells; JSON and CSV are as ever. */
    public static Rows upright(OutputFormat format, PrintStream out) {
        return new Rows(format, out, true);
    }

    /** Adds one row: column names to values (null, string, number, boolean, or a collection or map of those). */
    public void add(SequencedMap<String, ?> row) {
        switch (format) {
            case JSON -> out.println(JSON.writeValueAsString(row));
            case CSV -> writeCsv(row);
            case TABLE -> held.add(row);
        }
    }

    /** Writes what is held back for alignment and flushes. */
    @Override
    public void close() {
        if (format == OutputFormat.TABLE && !held.isEmpty()) {
            if (upright) {
                writeUpright();
            } else {
                writeTable();
            }
            held.clear();
        }
        out.flush();
    }

    private void writeCsv(SequencedMap<String, ?> row) {
        if (!headerWritten) {
            out.println(String.join(",", row.keySet()));
            headerWritten = true;
        }
        out.println(row.values().stream().map(Rows::cell).map(Rows::quoted).collect(Collectors.joining(",")));
    }

    private void writeUpright() {
        String between = "";
        for (Map<String, ?> row : held) {
            int width = row.keySet().stream().mapToInt(String::length).max().orElse(0);
            out.print(between);
            row.forEach((name, value) -> out.println(
                    (name + " ".repeat(width - name.length() + 2) + printable(cell(value))).stripTrailing()));
            between = System.lineSeparator();
        }
    }

    private void writeTable() {
        List<String> columns = List.copyOf(held.getFirst().keySet());
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns);
        for (Map<String, ?> row : held) {
            cells.add(columns.stream()
                    .map(column -> shortened(printable(cell(row.get(column)))))
                    .toList());
        }
        int[] widths = new int[columns.size()];
        for (List<String> line : cells) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        for (List<String> line : cells) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = line.get(column);
                text.append(cell).repeat(' ', widths[column] - cell.length() + 2);
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static String cell(@org.jspecify.annotations.Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Collection<?> many -> many.stream().map(String::valueOf).collect(Collectors.joining(" "));
            case Map<?, ?> counts ->
                counts.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(" "));
            case Boolean yes -> yes ? "yes" : "no";
            default -> value.toString();
        };
    }

    private static String quoted(String cell) {
        // A cell that a spreadsheet would take for a formula is kept as text.
        String safe = !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 && !cell.matches("-?[0-9.]+")
                ? "'" + cell
                : cell;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    /** {@code cell} without control and format characters: file names are hostile, and these would steer the terminal. */
    public static String printable(String cell) {
        return cell.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String shortened(String cell) {
        return cell.length() <= WIDEST_CELL ? cell : cell.substring(0, WIDEST_CELL - 1) + "…";
    }
}
