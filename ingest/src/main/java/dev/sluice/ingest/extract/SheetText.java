package dev.sluice.ingest.extract;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/**
 * Collects what a parser emits of a workbook: each sheet is a part with a segment of its own, named in its context, whose
 * cells have their column heads. What stands beside the cells (headers, drawings) goes the way of other text.
 */
final class SheetText extends BodyText {
    private static final int MAX_COLUMNS = 1 << 20;

    private final Reading reading;
    private final Place place;
    private final Iterator<String> names;
    private final int maxChars;
    private final StringBuilder all = new StringBuilder();
    private final StringBuilder cell = new StringBuilder();
    private final StringBuilder name = new StringBuilder();
    private final List<SheetCell> row = new ArrayList<>();
    private @Nullable SheetRows rows;
    private int tables;
    private int column;
    private int span;
    private boolean inCell;
    private boolean inName;
    private @Nullable RuntimeException limit;

    /** @param names of the sheets in their order, where the parser does not give them */
    SheetText(Place place, Reading reading, List<String> names) {
        super(reading.settings().maxTextChars());
        this.reading = reading;
        this.place = place;
        this.names = names.iterator();
        this.maxChars = reading.settings().maxTextChars();
    }

    @Override
    public void startElement(String uri, String element, String qualified, Attributes attributes) {
        super.startElement(uri, element, qualified, attributes);
        switch (element) {
            case "h1" -> {
                inName = tables == 0;
                nameless();
            }
            case "table" -> {
                if (tables++ == 0) {
                    rows = new SheetRows(maxChars);
                }
            }
            case "tr" -> {
                if (tables == 1) {
                    column = 0;
                    row.clear();
                }
            }
            case "td", "th" -> {
                if (tables == 1) {
                    inCell = true;
                    span = span(attributes.getValue("colspan"));
                }
            }
            default -> {}
        }
    }

    @Override
    public void endElement(String uri, String element, String qualified) {
        super.endElement(uri, element, qualified);
        switch (element) {
            case "h1" -> inName = false;
            case "table" -> {
                if (tables > 0 && --tables == 0) {
                    endSheet(true);
                }
            }
            case "tr" -> {
                if (tables == 1) {
                    endRow();
                }
            }
            case "td", "th" -> {
                if (tables == 1) {
                    endCell();
                }
            }
            default -> {}
        }
    }

    @Override
    void add(char[] chars, int start, int length) {
        if (inCell) {
            cell.append(chars, start, length);
        } else if (inName) {
            name.append(chars, start, length);
        } else if (tables == 0) {
            super.add(chars, start, length);
        } else if (!new String(chars, start, length).isBlank()) {
            super.add(chars, start, length);
        }
    }

    private static int span(@Nullable String value) {
        try {
            return value == null ? 1 : Math.clamp(Long.parseLong(value), 1, MAX_COLUMNS);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private void endCell() {
        if (!cell.toString().isBlank()) {
            row.add(SheetCell.of(column, cell.toString()));
        }
        column = Math.min(MAX_COLUMNS, column + span);
        cell.setLength(0);
        inCell = false;
    }

    private void endRow() {
        SheetRows sheet = rows;
        if (sheet != null) {
            limited(() -> sheet.add(row));
        }
        row.clear();
    }

    private void endSheet(boolean whole) {
        SheetRows sheet = rows;
        rows = null;
        if (sheet == null) {
            return;
        }
        limited(() -> {
            String called = name.isEmpty() && names.hasNext() ? names.next() : name.toString();
            name.setLength(0);
            String text = sheet.finish();
            if (text.isEmpty() || !WellFormed.context(called).equals(called)) {
                text = (called + "\n" + text).strip();
            }
            String path = reading.next(place.path(), "sheet");
            reading.sink().segment(path, called, text);
            EncodedContent.look(text, path, reading.sink());
            all.append(called).append('\n').append(text).append('\n');
            if (whole) {
                reading.sink()
                        .part(CoveragePart.of(
                                path, PartKind.PAGE, text.isBlank() ? PartState.NO_TEXT : PartState.READ));
            }
        });
    }

    /** A name that no cells followed is text like other. */
    private void nameless() {
        if (!name.isEmpty()) {
            append(name + "\n");
            name.setLength(0);
        }
    }

    /** Parsers swallow exceptions; a limit that was reached ends the document all the same. */
    private void limited(Runnable step) {
        if (limit != null) {
            throw limit;
        }
        try {
            step.run();
        } catch (LimitReachedException e) {
            limit = e;
            throw e;
        }
    }

    /** Also sends the sheet that a failing parser left open, of which it is not said that it was read. */
    @Override
    String emit(Place at, Reading into) {
        if (limit != null) {
            throw limit;
        }
        if (inCell) {
            endCell();
        }
        endRow();
        endSheet(false);
        nameless();
        names.forEachRemaining(left -> append(left + "\n"));
        return all + super.emit(at, into);
    }
}
