package dev.sluice.app.evaluation;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A page of Markdown that is being written: headings, lines and tables whose cells hold anybody's words. */
final class Markdown {
    private final StringBuilder out = new StringBuilder();

    void heading(String heading) {
        line("");
        line("## " + heading);
        line("");
    }

    void line(String text) {
        out.append(text).append('\n');
    }

    void table(String... columns) {
        row((Object[]) columns);
        out.append("|").append("---|".repeat(columns.length)).append('\n');
    }

    void row(@Nullable Object... cells) {
        out.append('|');
        for (Object cell : cells) {
            out.append(' ').append(cell(cell)).append(" |");
        }
        out.append('\n');
    }

    String text() {
        return out.toString();
    }

    /** Ids and sources are anybody's words: they must not end a cell or begin markup. */
    static String cell(@Nullable Object value) {
        String text = switch (value) {
            case null -> "";
            case Collection<?> many -> many.stream().map(String::valueOf).collect(Collectors.joining(" "));
            case Map<?, ?> counts ->
                counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
            default -> value.toString();
        };
        return text.replaceAll("\\p{Cntrl}", " ").replace("\\", "\\\\").replaceAll("([|`*<\\[])", "\\\\$1");
    }

    static String yes(@Nullable Object value) {
        return Boolean.TRUE.equals(value) ? "yes" : "";
    }

    static String rate(@Nullable Object rate) {
        return rate instanceof Double value ? String.format(Locale.ROOT, "%.3f", value) : "";
    }

    static String percent(@Nullable Object rate) {
        return rate instanceof Double value ? String.format(Locale.ROOT, "%.1f %%", 100 * value) : "";
    }
}
