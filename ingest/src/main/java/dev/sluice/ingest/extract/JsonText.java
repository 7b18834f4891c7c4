package dev.sluice.ingest.extract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Renders JSON, one value or many, as lines of "name: value", so that escapes hide nothing and names give context, those above columns too. */
final class JsonText {
    private static final int MAX_DEPTH = 500;
    private static final int MAX_INDENT = 12;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(10_000)
                    .maxNameLength(1_000_000)
                    .build())
            .build();

    /** An object or array that is open: under which name, where its text begins, and of a table the heads. */
    private static final class Level {
        final String name;
        final int begun;

        @Nullable
        final List<String> heads;

        @Nullable
        List<String> row;

        int column;

        Level(String name, int begun, @Nullable List<String> heads) {
            this.name = name;
            this.begun = begun;
            this.heads = heads;
        }
    }

    private final JsonParser parser;
    private final Map<Integer, List<String>> tables;
    private final int maxChars;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Level> levels = new ArrayDeque<>();
    private final JsonPairs pairs = new JsonPairs();
    private String name = "";
    private int arrays;

    private JsonText(JsonParser parser, Map<Integer, List<String>> tables, int maxChars) {
        this.parser = parser;
        this.tables = tables;
        this.maxChars = maxChars;
    }

    /** JSON or a sequence of JSON values; empty if it is neither. */
    static Optional<String> mediaType(String text) {
        int values = 0;
        int depth = 0;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (depth == 0 && !token.isStructStart()) {
                    return Optional.empty();
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                values += depth == 0 ? 1 : 0;
            }
        } catch (JacksonException e) {
            return Optional.empty();
        }
        return values == 0 ? Optional.empty() : Optional.of(values == 1 ? MediaTypes.JSON : MediaTypes.NDJSON);
    }

    /**
     * The rendering; empty if the text is not JSON.
     *
     * @throws LimitReachedException if it would be longer than this, as by a long name before each of many elements
     */
    static Optional<String> render(String text, int maxChars) {
        try {
            Map<Integer, List<String>> tables = Map.of();
            if (JsonTables.mayBeIn(text)) {
                try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
                    tables = JsonTables.of(parser);
                }
            }
            try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
                return Optional.of(new JsonText(parser, tables, maxChars).walk().stripTrailing());
            }
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private String walk() {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (out.length() > maxChars) {
                throw new LimitReachedException("text");
            }
            switch (token) {
                case PROPERTY_NAME -> name = parser.currentName();
                case START_OBJECT, START_ARRAY -> begin(token == JsonToken.START_ARRAY);
                case END_OBJECT, END_ARRAY -> end(token == JsonToken.END_ARRAY);
                default -> value(parser.getString());
            }
        }
        return out.toString();
    }

    private void begin(boolean array) {
        String label = label();
        if (!array && !label.isEmpty()) {
            indent().append(label).append(":\n");
        }
        Level level = new Level(name, out.length(), array ? tables.get(++arrays) : null);
        Level around = levels.peek();
        if (array && around != null) {
            level.row = around.heads;
        }
        levels.push(level);
        if (!array) {
            pairs.begin(label);
        }
        name = array ? label : "";
    }

    private void end(boolean array) {
        Level level = levels.pop();
        name = level.name;
        // An array writes its name before each of its values; one that has none writes it here.
        if (array && out.length() == level.begun && !name.isEmpty()) {
            indent().append(name).append(":\n");
        }
        if (!array) {
            String pair = pairs.end();
            if (!pair.isEmpty()) {
                indent().append(pair).append('\n');
            }
        }
        if (levels.isEmpty()) {
            out.append('\n');
        }
    }

    private void value(String value) {
        String label = label();
        line(label, value);
        String digits = WholeNumbers.digits(value);
        if (!digits.isEmpty()) {
            line(label, digits);
        }
        pairs.value(name, value);
    }

    private void line(String label, String value) {
        indent();
        if (!label.isEmpty()) {
            out.append(label).append(": ");
        }
        out.append(value).append('\n');
    }

    /** What stands before the next value: its name, or in the row of a table the name of the rows and the head. */
    private String label() {
        Level level = levels.peek();
        if (level == null || level.row == null || level.column >= level.row.size()) {
            return name;
        }
        String head = level.row.get(level.column++).strip();
        return name.isEmpty() ? head : name + " " + head;
    }

    private StringBuilder indent() {
        return out.repeat(' ', Math.min(MAX_INDENT, Math.max(0, levels.size() - 1)));
    }
}
