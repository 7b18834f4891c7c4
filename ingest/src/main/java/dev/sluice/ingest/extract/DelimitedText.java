package dev.sluice.ingest.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Renders comma, semicolon and tab separated rows with the column's head before each cell. */
final class DelimitedText {
    static final int MAX_COLUMNS = 2_000;
    private static final int MAX_HEAD = 60;
    private static final int SAMPLE_ROWS = 20;

    private DelimitedText() {}

    /** The separator that stands in the first line most often, or 0. */
    static char separator(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        char best = 0;
        long most = 0;
        for (char candidate : new char[] {',', '\t', ';', '|'}) {
            long count = first.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    /** Whether without any declaration the first rows show a table: three rows or more of one width, two cells or more. */
    static boolean isEvident(String text, char separator) {
        List<Integer> widths = new ArrayList<>();
        String sample = text.substring(0, Math.min(text.length(), 20_000));
        rows(sample, separator, row -> {
            widths.add(row.size());
            return widths.size() < SAMPLE_ROWS;
        });
        if (sample.length() < text.length() && widths.size() > 1 && widths.size() < SAMPLE_ROWS) {
            widths.removeLast();
        }
        return widths.size() >= 3
                && widths.getFirst() >= 3
                && widths.stream().allMatch(width -> width.equals(widths.getFirst()));
    }

    /**
     * The rows with "head: cell" where the first row is a head, else the text itself.
     *
     * @throws LimitReachedException if the rows with their heads would be longer than this
     */
    static String render(String text, int maxChars) {
        char separator = separator(text);
        List<String> head = firstRow(text, separator);
        if (!isHead(head)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        rows(text, separator, row -> {
            if (out.length() > maxChars) {
                throw new LimitReachedException("text");
            }
            if (out.isEmpty()) {
                out.append(String.join(" | ", row)).append('\n');
            } else {
                for (int i = 0; i < row.size(); i++) {
                    out.append(i == 0 ? "" : " | ");
                    if (i < head.size() && !row.get(i).isBlank()) {
                        out.append(head.get(i).strip()).append(": ");
                    }
                    out.append(row.get(i));
                    String digits = WholeNumbers.digits(row.get(i));
                    if (!digits.isEmpty() && i < head.size()) {
                        out.append(" | ")
                                .append(head.get(i).strip())
                                .append(": ")
                                .append(digits);
                    }
                }
                out.append('\n');
            }
            return true;
        });
        return out.toString().stripTrailing();
    }

    private static List<String> firstRow(String text, char separator) {
        List<String> first = new ArrayList<>();
        rows(text, separator, row -> {
            first.addAll(row);
            return false;
        });
        return first;
    }

    /** Whether cells are heads of columns: names, each another. */
    static boolean isHead(List<String> cells) {
        return cells.size() >= 2
                && cells.size() <= MAX_COLUMNS
                && new HashSet<>(cells).size() == cells.size()
                && cells.stream()
                        .allMatch(cell -> !cell.isBlank()
                                && cell.length() <= MAX_HEAD
                                && Character.isLetter(cell.strip().codePointAt(0)));
    }

    private interface Rows {
        /** Takes a row and says whether it wants another. */
        boolean take(List<String> row);
    }

    private static void rows(String text, char separator, Rows sink) {
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    cell.append(c);
                }
            } else if (c == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (c == separator) {
                row.add(take(cell));
            } else if (c == '\n' || c == '\r') {
                if (!cell.isEmpty() || !row.isEmpty()) {
                    row.add(take(cell));
                    if (!sink.take(List.copyOf(row))) {
                        return;
                    }
                    row.clear();
                }
            } else {
                cell.append(c);
            }
        }
        if (!cell.isEmpty() || !row.isEmpty()) {
            row.add(take(cell));
            sink.take(List.copyOf(row));
        }
    }

    private static String take(StringBuilder cell) {
        String value = cell.toString();
        cell.setLength(0);
        return value;
    }
}
