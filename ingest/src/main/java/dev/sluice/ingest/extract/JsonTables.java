package dev.sluice.ingest.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Tables in JSON whose rows are arrays: their heads stand in an array beside them, as names or as objects with names, or
 * are the first row. One pass over the tokens; memory is in step with the depth and with the heads.
 */
final class JsonTables {
    private static final Pattern ROWS = Pattern.compile("\\[\\s*+\\[");
    private static final List<String> NAMES = List.of("name", "label", "field", "title", "displayName", "id", "key");
    private static final int MOST_KEPT = 4;

    private record Rows(int array, int width) {}

    private static final class Part {
        final boolean array;
        final int number;
        final List<List<String>> heads = new ArrayList<>();
        final List<Rows> rows = new ArrayList<>();

        @Nullable
        List<String> labels = new ArrayList<>();

        @Nullable
        List<String> first;

        String property = "";
        String name = "";
        int rank = Integer.MAX_VALUE;
        int elements;
        int arrays;
        int width;

        Part(boolean array, int number) {
            this.array = array;
            this.number = number;
        }

        void element(@Nullable String label) {
            elements++;
            List<String> all = labels;
            if (all != null && label != null && all.size() < DelimitedText.MAX_COLUMNS) {
                all.add(label);
            } else {
                labels = null;
            }
        }
    }

    private final Map<Integer, List<String>> found = new HashMap<>();
    private final Deque<Part> open = new ArrayDeque<>();
    private int arrays;

    private JsonTables() {}

    /** Whether there may be any; most JSON has none. */
    static boolean mayBeIn(String text) {
        return ROWS.matcher(text).find();
    }

    /** The heads of each array of rows, by its number among the arrays in their order, from 1. */
    static Map<Integer, List<String>> of(JsonParser parser) {
        JsonTables tables = new JsonTables();
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            switch (token) {
                case START_OBJECT -> tables.open.push(new Part(false, 0));
                case START_ARRAY -> tables.open.push(new Part(true, ++tables.arrays));
                case END_OBJECT, END_ARRAY -> tables.end();
                case PROPERTY_NAME -> tables.open.element().property = parser.currentName();
                default -> tables.scalar(token == JsonToken.VALUE_STRING ? parser.getString() : null);
            }
        }
        return tables.found;
    }

    private void scalar(@Nullable String value) {
        Part part = open.peek();
        if (part == null) {
            return;
        }
        if (part.array) {
            part.element(value);
        } else if (value != null && NAMES.contains(part.property) && NAMES.indexOf(part.property) < part.rank) {
            part.rank = NAMES.indexOf(part.property);
            part.name = value;
        }
    }

    private void end() {
        Part part = open.pop();
        Part around = open.peek();
        List<String> heads = part.labels;
        if (part.array) {
            boolean rows = part.arrays > 0 && part.arrays == part.elements && part.width > 1;
            List<String> first = part.first;
            if (rows && first != null && part.arrays > 1) {
                found.put(part.number, first);
            }
            if (around != null && rows) {
                keep(around.rows, new Rows(part.number, part.width));
            }
            if (around != null && heads != null && DelimitedText.isHead(heads)) {
                keep(around.heads, heads);
            }
        } else {
            part.rows.removeIf(rows -> headed(rows, part.heads));
        }
        if (around == null) {
            return;
        }
        if (around.array) {
            if (part.array && around.arrays++ == 0) {
                around.width = part.elements;
                around.first = heads != null && DelimitedText.isHead(heads) ? heads : null;
            }
            around.element(part.array || part.name.isEmpty() ? null : part.name);
        } else if (!part.array) {
            part.rows.forEach(rows -> keep(around.rows, rows));
            part.heads.forEach(each -> keep(around.heads, each));
        }
    }

    private boolean headed(Rows rows, List<List<String>> heads) {
        for (List<String> each : heads) {
            if (each.size() == rows.width()) {
                found.put(rows.array(), each);
                return true;
            }
        }
        return false;
    }

    private static <T> void keep(List<T> kept, T more) {
        if (kept.size() < MOST_KEPT) {
            kept.add(more);
        }
    }
}
