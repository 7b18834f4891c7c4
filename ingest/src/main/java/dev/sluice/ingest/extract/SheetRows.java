package dev.sluice.ingest.extract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Renders the rows of one sheet: below a head as "head: cell", elsewhere with tabs between the cells. A row that is not
 * like the table around it is given both ways. Holds back some rows, to know the head by them; memory is bounded by those
 * and by the text. One thread.
 */
final class SheetRows {
    private static final int LOOKED_AHEAD = 20;
    private static final int MOST_TABS = 16;

    private final StringBuilder out = new StringBuilder();
    private final Deque<List<SheetCell>> waiting = new ArrayDeque<>();
    private final int maxChars;
    private @Nullable SheetHead head;
    private boolean first = true;

    SheetRows(int maxChars) {
        this.maxChars = maxChars;
    }

    /**
     * Adds a row; its cells are in the order of their columns, none of them blank.
     *
     * @throws LimitReachedException if the text of the sheet with its heads is longer than a document's may be
     */
    void add(List<SheetCell> row) {
        if (row.isEmpty()) {
            return;
        }
        waiting.addLast(List.copyOf(row));
        if (waiting.size() > LOOKED_AHEAD) {
            settle(waiting.removeFirst());
        }
    }

    /** The text of all rows. */
    String finish() {
        while (!waiting.isEmpty()) {
            settle(waiting.removeFirst());
        }
        return out.toString().stripTrailing();
    }

    private void settle(List<SheetCell> row) {
        SheetHead current = head;
        Optional<SheetHead> found = current == null
                ? SheetHead.of(row, waiting, first)
                : current.mayEndAt(row)
                        ? SheetHead.of(row, waiting, false).map(head -> head.after(current))
                        : Optional.empty();
        first &= row.size() < 2;
        if (found.isPresent()) {
            head = found.get();
            line(row, " | ", null);
        } else if (current == null) {
            line(row, "\t", null);
        } else {
            line(row, " | ", current);
            if (!current.fits(row) || current.isDoubtful()) {
                line(row, "\t", null);
            }
        }
        if (out.length() > maxChars) {
            throw new LimitReachedException("text");
        }
    }

    private void line(List<SheetCell> row, String divider, @Nullable SheetHead heads) {
        int last = row.getFirst().column();
        for (SheetCell cell : row) {
            int columns = Math.min(MOST_TABS, cell.column() - last);
            out.repeat(divider, divider.equals("\t") ? columns : Math.min(1, columns));
            last = cell.column();
            String label = heads == null ? "" : heads.label(cell.column());
            out.append(label).append(label.isEmpty() ? "" : ": ").append(cell.text());
        }
        out.append('\n');
    }
}
