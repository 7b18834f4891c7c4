package dev.sluice.ingest.extract;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Renders JSON, one value or many, as lines of "name: value", so that escapes hide nothing and names give context. */
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

    private JsonText() {}

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
        StringBuilder out = new StringBuilder(text.length());
        int depth = 0;
        String name = "";
        String[] names = new String[MAX_DEPTH + 2];
        int[] begun = new int[MAX_DEPTH + 2];
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (out.length() > maxChars) {
                    throw new LimitReachedException("text");
                }
                switch (token) {
                    case PROPERTY_NAME -> name = parser.currentName();
                    case START_OBJECT, START_ARRAY -> {
                        boolean labelled = token == JsonToken.START_OBJECT && !name.isEmpty();
                        if (labelled) {
                            indent(out, depth).append(name).append(":\n");
                        }
                        names[depth] = name;
                        begun[depth++] = out.length();
                        name = token == JsonToken.START_ARRAY ? name : "";
                    }
                    case END_OBJECT, END_ARRAY -> {
                        name = names[--depth];
                        // An array writes its name before each of its values; one that has none writes it here.
                        if (token == JsonToken.END_ARRAY && out.length() == begun[depth] && !name.isEmpty()) {
                            indent(out, depth).append(name).append(":\n");
                        }
                        if (depth == 0) {
                            out.append('\n');
                        }
                    }
                    default -> {
                        indent(out, depth);
                        if (!name.isEmpty()) {
                            out.append(name).append(": ");
                        }
                        out.append(parser.getString()).append('\n');
                    }
                }
            }
        } catch (JacksonException e) {
            return Optional.empty();
        }
        return Optional.of(out.toString().stripTrailing());
    }

    private static StringBuilder indent(StringBuilder out, int depth) {
        return out.repeat(' ', Math.min(MAX_INDENT, Math.max(0, depth - 1)));
    }
}
