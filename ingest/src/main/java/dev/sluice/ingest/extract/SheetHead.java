package dev.sluice.ingest.extract;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The heads of a table in a sheet, and what the columns below them hold. Programs do not say which row is the head; it is
 * told by labels over cells of another kind, each column of one kind. Where that is not certain there is none: in a form
 * whose rows are label and value, heads would part the two.
 */
final class SheetHead {
    private static final int LEAST_BELOW = 2;
    /** Rows of a table that others follow. */
    private static final int SHORT_TABLE = 4;
    /** Columns of the one table of words that is known by its head's place alone. */
    private static final int COLUMNS_OF_WORDS = 3;

    private static final int MOST_LABELS = 4;

    private final Map<Integer, String> labels = new HashMap<>();
    private final Map<Integer, SheetCell.Kind> kinds = new HashMap<>();
    private boolean doubtful = true;

    private SheetHead() {}

    /**
     * The row as a head of the rows below.
     *
     * @param first whether no row of more than one cell went before
     */
    static Optional<SheetHead> of(List<SheetCell> row, Collection<List<SheetCell>> below, boolean first) {
        if (!isOfLabels(row) || below.size() < LEAST_BELOW) {
            return Optional.empty();
        }
        return whole(row, below, first)
                .or(() -> row.size() < COLUMNS_OF_WORDS
                        ? Optional.empty()
                        : whole(row, below.stream().limit(SHORT_TABLE).toList(), first));
    }

    private static Optional<SheetHead> whole(List<SheetCell> row, Collection<List<SheetCell>> below, boolean first) {
        SheetHead head = new SheetHead();
        row.forEach(cell -> head.labels.put(cell.column(), cell.asHead()));
        return head.holds(row, below, first) ? Optional.of(head) : Optional.empty();
    }

    /** Most of its cells may be heads. */
    static boolean isOfLabels(List<SheetCell> row) {
        long labels = row.stream().filter(SheetCell::isLabel).count();
        return !row.isEmpty()
                && labels * 4 >= row.size() * 3L
                && row.stream().allMatch(cell -> cell.asHead().length() <= 60);
    }

    private boolean holds(List<SheetCell> row, Collection<List<SheetCell>> below, boolean first) {
        Map<Integer, List<SheetCell>> columns = new TreeMap<>();
        row.forEach(cell -> columns.put(cell.column(), new ArrayList<>()));
        int cells = 0;
        for (List<SheetCell> line : below) {
            cells += line.size();
            line.forEach(cell ->
                    columns.getOrDefault(cell.column(), new ArrayList<>()).add(cell));
        }
        int headed = 0;
        int filled = 0;
        boolean afterLabels = false;
        for (Map.Entry<Integer, List<SheetCell>> column : columns.entrySet()) {
            List<SheetCell> values = column.getValue();
            SheetCell.Kind kind = prevailing(values);
            headed += values.size();
            filled += values.isEmpty() ? 0 : 1;
            if (kind != null) {
                kinds.put(column.getKey(), kind);
            }
            doubtful &= values.isEmpty() || kind == SheetCell.Kind.WORDS || afterLabels;
            afterLabels = !values.isEmpty() && values.stream().allMatch(SheetCell::isLabel);
        }
        boolean differs = row.stream()
                .anyMatch(cell -> cell.isLabel() && isUnlike(cell) && kinds.get(cell.column()) != SheetCell.Kind.WORDS);
        boolean ofWords = first
                && row.size() >= COLUMNS_OF_WORDS
                && row.stream()
                        .noneMatch(cell -> requireNonNull(columns.get(cell.column())).stream()
                                .anyMatch(value -> value.text().equals(cell.text())));
        return filled > 0 && headed * 4 >= cells * 3 && kinds.size() * 3 >= filled * 2 && (differs || ofWords);
    }

    private static SheetCell.@Nullable Kind prevailing(List<SheetCell> values) {
        for (SheetCell.Kind kind : SheetCell.Kind.values()) {
            long of = values.stream().filter(cell -> cell.kind() == kind).count();
            if (of > 0 && of * 5 >= values.size() * 4L) {
                return kind;
            }
        }
        return null;
    }

    private boolean isUnlike(SheetCell cell) {
        SheetCell.Kind kind = kinds.get(cell.column());
        return kind != null && kind != cell.kind();
    }

    /**
     * Whether a row within the table may be the head of another one: labels, each another, where the columns hold something
     * else.
     */
    boolean mayEndAt(List<SheetCell> row) {
        return isOfLabels(row)
                && row.stream().anyMatch(this::isUnlike)
                && row.stream().map(SheetCell::text).distinct().count() == row.size();
    }

    /**
     * This head below another in one sheet. If the columns go on to hold what they held it may be no head at all but a row
     * without values: then both are said.
     */
    SheetHead after(SheetHead before) {
        List<Integer> shared = kinds.keySet().stream()
                .filter(column -> kinds.get(column) != SheetCell.Kind.WORDS && before.kinds.containsKey(column))
                .toList();
        long same = shared.stream()
                .filter(column -> kinds.get(column) == before.kinds.get(column))
                .count();
        if (same * 2 >= shared.size()) {
            before.labels.forEach((column, label) -> labels.merge(column, label, SheetHead::both));
        }
        return this;
    }

    private static String both(String label, String before) {
        List<String> labels = Stream.concat(Arrays.stream(before.split(" / ")), Stream.of(label))
                .distinct()
                .toList();
        return String.join(" / ", labels.subList(Math.max(0, labels.size() - MOST_LABELS), labels.size()));
    }

    /** Whether less than half of the cells are of another kind than their columns. */
    boolean fits(List<SheetCell> row) {
        return row.stream().filter(this::isUnlike).count() * 2 < row.size();
    }

    /** Whether it may as well be the first row of a form: every column of numbers stands right of one of labels. */
    boolean isDoubtful() {
        return doubtful;
    }

    /** The label above a column, empty if it has none. */
    String label(int column) {
        return labels.getOrDefault(column, "");
    }
}
